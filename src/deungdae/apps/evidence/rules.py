"""Who may counter what stands in a case."""

import rules

from deungdae.apps.accounts.rights.matrix import may

rules.add_perm("evidence.correct", may("case", "write"))
