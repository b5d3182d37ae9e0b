"""Who may counter what stands in a case."""

import rules

from deungdae.apps.accounts.rules import is_centre_staff

rules.add_perm("evidence.correct", is_centre_staff)
