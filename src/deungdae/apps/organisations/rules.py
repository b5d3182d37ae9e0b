"""What a person is in the rights matrix through the organisations that he or she acts for."""

from collections.abc import Iterator

import rules
from django.db import models

from deungdae.apps.accounts.models import User, Viewer
from deungdae.apps.accounts.rights.matrix import may, scope_for
from deungdae.apps.accounts.rights.roles import (
    OF_AN_ORGANISATION,
    HeldRole,
    register_source,
    role_in_use,
)
from deungdae.apps.accounts.rights.scopes import Role, Scope
from deungdae.apps.organisations.models import Membership, Organisation, OrganisationKind

SUPPLYING = {OrganisationKind.Kind.SUPPLY, OrganisationKind.Kind.STARTUP, OrganisationKind.Kind.OVERSEAS}
COLUMNS = {
    (Membership.Role.OWNER, True): Role.SUPPLY_OWNER,
    (Membership.Role.OWNER, False): Role.DEMAND_OWNER,
    (Membership.Role.MEMBER, True): Role.SUPPLY_STAFF,
    (Membership.Role.MEMBER, False): Role.DEMAND_STAFF,
}


def roles_in_organisations(user: User) -> Iterator[HeldRole]:
    """One role per membership in force: those in charge first, then by name of the organisation."""
    current = Membership.objects.current().filter(user=user).select_related("organisation")
    rows = current.annotate(kind=models.F("organisation__kinds__kind")).order_by("organisation__name", "pk")
    sides: dict[int, set[bool]] = {}
    found = {}
    for membership in rows:
        found[membership.pk] = membership
        sides.setdefault(membership.pk, set()).add(vars(membership)["kind"] in SUPPLYING)
    for membership in sorted(found.values(), key=lambda one: one.role != Membership.Role.OWNER):
        organisation = membership.organisation
        yield HeldRole(
            key=f"{OF_AN_ORGANISATION}{organisation.short_id}",
            label=membership.get_role_display(),
            columns=frozenset(
                COLUMNS[Membership.Role(membership.role), side] for side in sides[membership.pk]
            ),
            organisation=organisation.pk,
            place=organisation.name,
        )


@rules.predicate
def acts_for_an_organisation(user: Viewer) -> bool:
    """Uses the role of somebody who acts for an organisation."""
    return role_in_use(user=user).organisation is not None


register_source(roles_in_organisations)
rules.add_perm("organisations.read_own", acts_for_an_organisation)


@rules.predicate
def reads_history(user: Viewer, organisation: Organisation | None) -> bool:
    """Of every organisation, or of the one of the role in use."""
    role = role_in_use(user=user)
    reach = scope_for(user, thing="history", action="read")
    is_own = organisation is not None and role.organisation == organisation.pk
    return reach is Scope.ALL or (reach is Scope.OWN and is_own)


rules.add_perm("organisations.read_history", reads_history)
rules.add_perm("organisations.decide_claims", may("claim", "decide"))


@rules.predicate
def releases_own(user: Viewer, organisation: Organisation | None) -> bool:
    """Lets go the company of the role in use."""
    role = role_in_use(user=user)
    is_own = organisation is not None and role.organisation == organisation.pk
    return is_own and scope_for(user, thing="claim", action="release") >= Scope.OWN


rules.add_perm("organisations.release_own", releases_own)
rules.add_perm("organisations.take_back_claims", may("claim", "release"))
