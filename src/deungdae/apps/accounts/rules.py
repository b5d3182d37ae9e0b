"""The permissions that pages ask for, each a reach in the written matrix (`rights/matrix.csv`)."""

import rules

from deungdae.apps.accounts.rights.matrix import may
from deungdae.apps.accounts.rights.scopes import Level, Scope

PERSONAL = Level.PERSONAL

rules.add_perm("accounts.manage_people", may("role_grant", "write", level=PERSONAL))
rules.add_perm("accounts.open_personal", may("personal_data", "open", level=PERSONAL))
rules.add_perm("accounts.export_personal", may("personal_data", "export", level=PERSONAL))
rules.add_perm("accounts.approve_personal_export", may("personal_data", "approve", level=PERSONAL))
rules.add_perm("organisations.read_all", may("organisation", "read"))
rules.add_perm("organisations.write", may("organisation", "write"))
rules.add_perm("organisations.merge", may("organisation", "merge"))
rules.add_perm("organisations.export", may("organisation", "export"))
rules.add_perm("organisations.import", may("organisation", "import"))
rules.add_perm("organisations.read_figures", may("figure", "read", level=Level.CONSENTED))
rules.add_perm("organisations.keep_figures", may("figure", "write"))
rules.add_perm("organisations.read_ownership", may("ownership", "read", level=Level.CONSENTED))
rules.add_perm("organisations.keep_ownership", may("ownership", "write"))
rules.add_perm(
    "organisations.read_solutions", may("solution", "read", level=Level.PUBLIC, reach=Scope.PUBLISHED)
)
rules.add_perm(
    "organisations.read_profiles",
    may("organisation", "read", level=Level.PUBLIC, reach=Scope.PUBLISHED),
)
rules.add_perm("organisations.write_solutions", may("solution", "write", reach=Scope.OWN))
rules.add_perm("organisations.write_all_solutions", may("solution", "write"))
rules.add_perm("organisations.manage_people", may("membership", "write", level=PERSONAL))
rules.add_perm("organisations.give_consent", may("consent", "give", level=PERSONAL, reach=Scope.OWN))
rules.add_perm("organisations.record_consent", may("consent", "record", level=PERSONAL))
rules.add_perm("caravan.manage_days", may("matching_day", "write"))
rules.add_perm("core.read_jobs", may("job", "read"))
rules.add_perm("core.read_audit", may("audit_log", "read", level=PERSONAL))
rules.add_perm("core.see_design", may("design", "read"))
