"""Reading resources: the list with its filters, one, and whom an account may be linked to."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db.models import QuerySet

from deungdae.apps.accounts.models import RoleGrant, User, Viewer
from deungdae.apps.calendar.models import OpeningTime, Resource
from deungdae.apps.calendar.opening_words import Opening
from deungdae.apps.organisations.selectors.places import regions_within

PAGE_SIZE = 50
WORKING = (
    RoleGrant.Role.MENTOR,
    RoleGrant.Role.REVIEWER,
    RoleGrant.Role.CENTRE_STAFF,
    RoleGrant.Role.CENTRE_LEAD,
)
"""Roles of the people who can be asked to teach."""
MOST_DIGITS = 5


@dataclass(frozen=True, slots=True)
class ResourceFilters:
    """What the list is narrowed to; empty means all that are not put away."""

    q: str = ""
    kind: str = ""
    region: str = ""
    seats: str = ""
    equipment: str = ""
    archived: str = ""

    @property
    def count(self) -> int:
        return sum(map(bool, asdict(self).values()))

    @property
    def least_seats(self) -> int | None:
        text = self.seats.strip()
        is_number = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
        return int(text) if is_number else None


def resources_matching(*, user: Viewer, filters: ResourceFilters) -> QuerySet[Resource]:
    """The visible resources that the filters leave, by name."""
    found = Resource.objects.visible_to(user).filter(archived_at__isnull=not filters.archived)
    if filters.q:
        found = found.filter(name__icontains=filters.q) | found.filter(place__icontains=filters.q)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.region:
        found = found.filter(region__in=list(regions_within(code=filters.region)))
    if filters.seats:
        least = filters.least_seats
        found = found.none() if least is None else found.filter(seats__gte=least)
    if filters.equipment:
        found = found.filter(equipment__icontains=filters.equipment)
    return found.select_related("region").prefetch_related("opening_times").order_by("name", "pk")


def openings_of_resource(times: Iterable[OpeningTime]) -> list[Opening]:
    return [(one.weekday, one.opens, one.closes) for one in times]


def people_to_link() -> QuerySet[User]:
    """Who holds a role of the centre today, by name."""
    granted = RoleGrant.objects.current().filter(role__in=WORKING).values("user")
    return User.objects.filter(pk__in=granted, is_active=True).order_by("name", "pk")
