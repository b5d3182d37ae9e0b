"""How people stand in a case: the centre reads their names, a company those of its own people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet, Value
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.core.context import centre_name
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.models import Membership, Organisation

READ_ALL = "organisations.read_all"
CENTRE = "centre"
"""Stands for every person of the centre where their names are not told."""
PEOPLE = (EvidenceEntry.actor.field, EvidenceEntry.person.field)
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
    at_centre = centre_people().order_by().values_list("user", Value(True))
    acting = Membership.objects.filter(organisation=organisation).order_by().values_list("user", Value(False))
    people = list(at_centre.union(acting))
    centre = frozenset(person for person, is_at_centre in people if is_at_centre)
    return Names(own=frozenset(person for person, _is_at_centre in people) - centre, centre=centre)


def writers_of(keys: Iterable[int | None]) -> list[User]:
    """Those of these keys who are people, by name."""
    known = {key for key in keys if key is not None}
    return list(User.objects.filter(pk__in=known).order_by("name", "pk")) if known else []


def actors_of(writers: Iterable[User], *, names: Names) -> list[tuple[str, str]]:
    """(value of the filter, name) of those who wrote in a case, as this reader knows them."""
    found = {}
    for actor in writers:
        if names.reads_all or actor.pk in (names.own or ()):
            found[actor.short_id] = str(actor)
        elif actor.pk in names.centre:
            found[CENTRE] = centre_name()
    return list(found.items())


def bring_people(entries: Iterable[EvidenceEntry], *, known: Iterable[User]) -> None:
    """Who wrote each entry (and its counter entry) and whom it is about: each is read once."""
    people = {person.pk: person for person in known}
    told = [
        (entry, field, key)
        for entry in with_counters(entries)
        for field in PEOPLE
        if (key := getattr(entry, field.attname)) is not None
    ]
    unknown = {key for _entry, _field, key in told} - people.keys()
    if unknown:
        people |= User.objects.in_bulk(unknown)
    for entry, field, key in told:
        field.set_cached_value(entry, people[key])


def with_counters(entries: Iterable[EvidenceEntry]) -> Iterator[EvidenceEntry]:
    for entry in entries:
        yield entry
        if entry.counter is not None:
            yield entry.counter
