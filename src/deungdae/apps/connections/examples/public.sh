curl --silent --fail-with-body "$DEUNGDAE_API/public/notices?limit=3"
