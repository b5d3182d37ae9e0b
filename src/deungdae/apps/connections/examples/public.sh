# 키 없이: 게시판의 최근 공지 세 건
curl --silent --fail-with-body "$DEUNGDAE_API/public/notices?limit=3"
