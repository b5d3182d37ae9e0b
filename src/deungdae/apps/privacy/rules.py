"""Who may prepare a destruction of records, and who may approve one."""

import rules

from deungdae.apps.accounts.rights.matrix import may
from deungdae.apps.accounts.rights.scopes import Level

rules.add_perm("privacy.prepare_destruction", may("destruction", "write", level=Level.PERSONAL))
rules.add_perm("privacy.approve_destruction", may("destruction", "approve", level=Level.PERSONAL))
