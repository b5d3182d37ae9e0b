curl --silent --fail-with-body \
  --header "Authorization: Bearer $DEUNGDAE_KEY" \
  --header "Content-Type: application/json" \
  --header "Idempotency-Key: 0192f1c2-7d3e-7a10-8b52-3c5d6e7f8091" \
  --data '{"cohort": "'"$COHORT"'", "people": [
    {"name": "김하나", "email": "hana@company.example"},
    {"name": "이두리", "email": "duri@company.example", "job_title": "과장"}]}' \
  "$DEUNGDAE_API/own/enrolments"
