"""Who makes keys and webhooks: who is in charge of an organisation for it, staff for the centre."""

import rules

from deungdae.apps.accounts.rights.matrix import may
from deungdae.apps.accounts.rights.scopes import Scope

READ = "connections.read"
WRITE = "connections.write"
READ_ALL = "connections.read_all"

rules.add_perm(READ, may("connection", "read", reach=Scope.OWN))
rules.add_perm(WRITE, may("connection", "write", reach=Scope.OWN))
rules.add_perm(READ_ALL, may("connection", "read"))
