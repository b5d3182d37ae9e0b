"""Who may keep frameworks, read and fill assessments, and judge proofs."""

import rules

from deungdae.apps.accounts.rights.matrix import may
from deungdae.apps.accounts.rights.scopes import Scope

KEEP = "diagnosis.keep_frameworks"
READ_ALL = "diagnosis.read_all_assessments"
READ_OWN = "diagnosis.read_own_assessments"
FILL = "diagnosis.fill_assessments"
JUDGE = "diagnosis.judge_proofs"

rules.add_perm(KEEP, may("framework", "write"))
rules.add_perm(READ_ALL, may("assessment", "read"))
rules.add_perm(READ_OWN, may("assessment", "read", reach=Scope.OWN))
rules.add_perm(FILL, may("assessment", "write", reach=Scope.OWN))
rules.add_perm(JUDGE, may("proof", "decide"))
