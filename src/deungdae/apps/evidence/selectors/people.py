"""How people stand in a case: the centre reads their names, a company those of its own people."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.core.context import centre_name
from deungdae.apps.evidence.models import EvidenceQuerySet
from deungdae.apps.organisations.models import Membership, Organisation

READ_ALL = "organisations.read_all"
CENTRE = "centre"
"""Stands for every person of the centre where their names are not told."""
OF_THE_CENTRE = (RoleGrant.Role.CENTRE_LEAD, RoleGrant.Role.CENTRE_STAFF)


@dataclass(frozen=True, slots=True)
class Names:
    """`own`: whom a company knows by name; None: the reader knows everybody."""

    own: frozenset[int] | None
    centre: frozenset[int]

    @property
    def reads_all(self) -> bool:
        return self.own is None

    def of_actor(self, actor: User | None) -> str:
        """Who wrote it down, as this reader may know it; nothing for what the product did by itself."""
        if actor is None:
            return ""
        if self.own is None or actor.pk in self.own:
            return str(actor)
        return centre_name() if actor.pk in self.centre else _("다른 기업의 담당자")

    def of_person(self, person: User | None) -> str:
        """Whom it is about; a company reads it of its own people only."""
        if person is None or not (self.own is None or person.pk in self.own):
            return ""
        return str(person)


def centre_people() -> QuerySet[RoleGrant, int]:
    """The keys of everybody who works or worked at the centre."""
    return RoleGrant.objects.filter(role__in=OF_THE_CENTRE).values_list("user", flat=True)


def names_for(*, user: User, organisation: Organisation) -> Names:
    """How this reader knows the people in the case of an organisation."""
    if user.has_perm(READ_ALL):
        return Names(own=None, centre=frozenset())
    centre = frozenset(centre_people())
    acting = Membership.objects.filter(organisation=organisation).values_list("user", flat=True)
    return Names(own=frozenset(acting) - centre, centre=centre)


def actors_of(entries: EvidenceQuerySet, *, names: Names) -> list[tuple[str, str]]:
    """(value of the filter, name) of those who wrote in this case, as this reader knows them."""
    distinct = entries.filter(actor__isnull=False).order_by().values("actor").distinct()
    found = {}
    for actor in User.objects.filter(pk__in=distinct).order_by("name", "pk"):
        if names.reads_all or actor.pk in (names.own or ()):
            found[actor.short_id] = str(actor)
        elif actor.pk in names.centre:
            found[CENTRE] = centre_name()
    return list(found.items())
