curl --silent --fail-with-body \
  --header "Authorization: Bearer $DEUNGDAE_KEY" \
  "$DEUNGDAE_API/own/learners?certified=true"
