# 키로: 우리 기업의 교육생 가운데 수료증을 받은 사람
curl --silent --fail-with-body \
  --header "Authorization: Bearer $DEUNGDAE_KEY" \
  "$DEUNGDAE_API/own/learners?certified=true"
