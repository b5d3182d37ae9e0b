"""Who reads tasks, keeps the register, reports, judges reports and leads meetings."""

import rules

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.accounts.rights.matrix import may
from deungdae.apps.accounts.rights.roles import role_in_use
from deungdae.apps.accounts.rights.scopes import Scope
from deungdae.apps.organisations.models import Membership

READ = "policy.read"
KEEP = "policy.keep"
REPORT = "policy.report"
APPROVE = "policy.approve"
JUDGE = "policy.judge"
MEET = "policy.meet"
IMPORT_OWN = "policy.import_own"


@rules.predicate
def is_in_charge(user: Viewer) -> bool:
    """In charge of the body that he or she acts for now."""
    return Membership.objects.in_use_by(user).filter(role=Membership.Role.OWNER).exists()


@rules.predicate
def acts_for_a_body(user: Viewer) -> bool:
    """Holds the role in a body; whom the centre itself named an official reads only."""
    return role_in_use(user=user).organisation is not None


reports = may("policy_report", "write", reach=Scope.OWN) & acts_for_a_body
rules.add_perm(READ, may("policy_task", "read"))
rules.add_perm(KEEP, may("policy_task", "write"))
rules.add_perm(REPORT, reports)
rules.add_perm(APPROVE, reports & is_in_charge)
rules.add_perm(JUDGE, may("policy_report", "decide"))
rules.add_perm(MEET, may("policy_meeting", "write"))
rules.add_perm(IMPORT_OWN, reports)
