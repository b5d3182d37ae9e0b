"""Who reads figures, who opens what is behind them, who defines and sets targets, who records choices."""

import rules

from deungdae.apps.accounts.rights.matrix import may

READ = "programme.read"
READ_CASES = "programme.read_cases"
WRITE = "programme.write"
DISTINGUISH = "programme.record_distinctions"

rules.add_perm(READ, may("programme", "read"))
rules.add_perm(READ_CASES, may("programme_case", "read"))
rules.add_perm(WRITE, may("programme", "write"))
rules.add_perm(DISTINGUISH, may("distinction", "write"))
