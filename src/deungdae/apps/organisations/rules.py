"""What a person is in the rights matrix through the organisations that he or she acts for."""

from collections.abc import Iterator
from itertools import groupby
from uuid import UUID

import rules
from django.db import connection

from deungdae.apps.accounts.models import User, Viewer
from deungdae.apps.accounts.rights.matrix import may, scope_for
from deungdae.apps.accounts.rights.roles import (
    OF_AN_ORGANISATION,
    HeldRole,
    register_source,
    role_in_use,
)
from deungdae.apps.accounts.rights.scopes import Role, Scope
from deungdae.apps.core import clock
from deungdae.apps.core.ids import short
from deungdae.apps.organisations.models import Membership, Organisation, OrganisationKind

SUPPLYING = {OrganisationKind.Kind.SUPPLY, OrganisationKind.Kind.STARTUP, OrganisationKind.Kind.OVERSEAS}
COLUMNS = {
    (Membership.Role.OWNER, True): Role.SUPPLY_OWNER,
    (Membership.Role.OWNER, False): Role.DEMAND_OWNER,
    (Membership.Role.MEMBER, True): Role.SUPPLY_STAFF,
    (Membership.Role.MEMBER, False): Role.DEMAND_STAFF,
}


def column_of(held: Membership.Role, kind: str | None) -> Role:
    """What acting for an organisation of this kind is in the matrix; of a government body it is one role,
    whoever is in charge."""
    if kind == OrganisationKind.Kind.GOVERNMENT:
        return Role.MINISTRY_OFFICIAL
    return COLUMNS[held, kind in SUPPLYING]


IN_FORCE = """SELECT membership.id, membership.role, company.id, company.public_id, company.name, kind.kind
    FROM organisations_membership membership
    JOIN organisations_organisation company ON company.id = membership.organisation_id
    LEFT JOIN organisations_organisationkind kind ON kind.organisation_id = company.id
    WHERE membership.user_id = %s AND company.merged_into_id IS NULL
      AND membership.starts_on <= %s AND (membership.ends_on IS NULL OR membership.ends_on > %s)
    ORDER BY CASE membership.role WHEN 'owner' THEN 0 ELSE 1 END, company.name, membership.id"""
"""`Membership.objects.current()` of one person with each kind of the organisation: every request asks this,
and the database answers it sooner than the query set is put into words."""


def roles_in_organisations(user: User) -> Iterator[HeldRole]:
    """One role per membership in force: those in charge first, then by name of the organisation."""
    today = str(clock.today())
    with connection.cursor() as cursor:
        cursor.execute(IN_FORCE, [user.pk, today, today])
        rows = cursor.fetchall()
    for (_pk, role, organisation, public_id, name), kinds in groupby(rows, key=lambda row: row[:-1]):
        held = Membership.Role(role)
        yield HeldRole(
            key=f"{OF_AN_ORGANISATION}{short(UUID(str(public_id)))}",
            label=held.label,
            columns=frozenset(column_of(held, kind) for *_, kind in kinds),
            organisation=organisation,
            place=name,
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
