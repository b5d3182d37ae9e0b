"""Who may keep offerings, and who may read and ask for roadmaps."""

import rules

from deungdae.apps.accounts.rights.matrix import may
from deungdae.apps.accounts.rights.scopes import Scope

KEEP = "roadmap.keep_offerings"
READ_ALL = "roadmap.read_all"
READ_OWN = "roadmap.read_own"
PLAN = "roadmap.plan"

rules.add_perm(KEEP, may("offering", "write"))
rules.add_perm(READ_ALL, may("roadmap", "read"))
rules.add_perm(READ_OWN, may("roadmap", "read", reach=Scope.OWN))
rules.add_perm(PLAN, may("roadmap", "write", reach=Scope.OWN))
