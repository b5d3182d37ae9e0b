"""Specialists: people with a valid certificate, or with a completion taken over from a list of before.

A person counts once in the whole and once in each row of a split, however many certificates there are; every
figure is the number of the people in the list behind it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Certificate, Course, PastCompletion, Trainee
from deungdae.apps.core.ids import from_short, is_short, short
from deungdae.apps.evidence.models import CompanySize
from deungdae.apps.organisations.models import Region
from deungdae.apps.organisations.models.places import in_this_language

NONE = "-"
"""Stands in an address for: not known."""
SIDES = {
    "year": "certified_on__year",
    "role": "role",
    "size": "size",
    "region": "region",
    "course": "enrolment__cohort__course__public_id",
}
PAST_SIDES = {**SIDES, "year": "completed_on__year", "course": "course__public_id"}
Counted = TypeVar("Counted", Certificate, PastCompletion)


@dataclass(frozen=True, slots=True)
class Sides:
    """What is asked for; empty: all. `course`: its public id in short."""

    year: str = ""
    role: str = ""
    size: str = ""
    region: str = ""
    course: str = ""

    def with_one(self, side: str, value: str) -> dict[str, str]:
        """What the address of a row says: these and one more, without those that ask for nothing."""
        return {name: text for name, text in {**asdict(self), side: value}.items() if text}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a split: its value in an address, its words, its people."""

    value: str
    label: str
    people: int


def certificates_counted(sides: Sides) -> QuerySet[Certificate]:
    """The valid certificates that fit; none for what no certificate can have."""
    return narrowed(Certificate.objects.valid().order_by(), sides, SIDES)


def past_counted(sides: Sides) -> QuerySet[PastCompletion]:
    """The completions that were taken over from lists, where they fit."""
    return narrowed(PastCompletion.objects.standing().order_by(), sides, PAST_SIDES)


def narrowed(found: QuerySet[Counted], sides: Sides, fields: Mapping[str, str]) -> QuerySet[Counted]:
    if sides.year:
        if not (sides.year.isascii() and sides.year.isdigit() and len(sides.year) == 4):
            return found.none()
        found = found.filter(**{fields["year"]: int(sides.year)})
    if sides.course == NONE:
        found = found.filter(**{fields["course"]: None})
    elif sides.course:
        if not is_short(sides.course):
            return found.none()
        found = found.filter(**{fields["course"]: from_short(sides.course)})
    for side in ("role", "size", "region"):
        value = getattr(sides, side)
        if value:
            found = found.filter(**{side: "" if value == NONE else value})
    return found


def specialists_counted(
    *, year: str = "", role: str = "", size: str = "", region: str = "", course: str = ""
) -> int:
    """How many people are specialists."""
    return count(Sides(year=year, role=role, size=size, region=region, course=course))


def count(sides: Sides) -> int:
    """People, each once."""
    return people_of(sides).count()


def count_of_past_alone(sides: Sides) -> int:
    """Those of them for whom a list alone speaks: no certificate of ours that fits."""
    certified = certificates_counted(sides).values("enrolment__trainee")
    return people_of(sides).exclude(pk__in=certified).count()


def people_of(sides: Sides) -> QuerySet[Trainee]:
    certified = certificates_counted(sides).values("enrolment__trainee")
    return Trainee.objects.filter(Q(pk__in=certified) | Q(pk__in=past_counted(sides).values("trainee")))


def people_counted(sides: Sides) -> QuerySet[Trainee]:
    """The people behind a figure, each once, with `last`, the day of the last certificate, and `last_past`,
    that of the last completion taken over; those who were certified last stand first."""
    past = PastCompletion.objects.standing().filter(trainee=OuterRef("pk")).order_by("-completed_on")
    found = (
        people_of(sides)
        .select_related("organisation")
        .annotate(last=Max("enrolments__certified_on"), last_past=Subquery(past.values("completed_on")[:1]))
    )
    return found.order_by(F("last").desc(nulls_last=True), F("last_past").desc(nulls_last=True), "pk")


def splits_of(sides: Sides, of: Sequence[str] = tuple(SIDES)) -> dict[str, list[Row]]:
    """How the people are spread over each of these sides, in two queries for all of them."""
    certified = certificates_counted(sides).values_list("enrolment__trainee", *(SIDES[one] for one in of))
    past = past_counted(sides).values_list("trainee", *(PAST_SIDES[one] for one in of))
    facts = [*certified, *past]
    valued = {side: {(each[0], each[place]) for each in facts} for place, side in enumerate(of, start=1)}
    return {side: rows_of(side, values) for side, values in valued.items()}


def split_of(side: str, sides: Sides) -> list[Row]:
    return splits_of(sides, [side])[side]


def rows_of(side: str, values: set[tuple[int, object]]) -> list[Row]:
    """Of people and their values: the most first; years and sizes in their own order."""
    people, labels = Counter(value for _person, value in values), labels_of(side)
    made = [Row(address_of(value), labels.get(value, str(value)), number) for value, number in people.items()]
    return sorted(made, key=order_of(side))


def address_of(value: object) -> str:
    """How a value stands in an address."""
    if isinstance(value, UUID):
        return short(value)
    return NONE if value in ("", None) else str(value)


def order_of(side: str) -> Callable[[Row], tuple[int, str]]:
    sizes = [value or NONE for value in CompanySize.values]
    if side == "year":
        return lambda row: (-int(row.value), "")
    if side == "size":
        return lambda row: (sizes.index(row.value), "")
    return lambda row: (-row.people, row.label)


def labels_of(side: str) -> Mapping[object, str]:
    """value → what people call it."""
    if side == "role":
        return {**{value: str(label) for value, label in Course.Role.choices}, "": _("알려지지 않음")}
    if side == "size":
        return {value: str(label) for value, label in CompanySize.choices}
    if side == "region":
        provinces = Region.objects.filter(parent=None)
        named: dict[object, str] = {
            one.code: in_this_language(one.name, one.full_name_en) for one in provinces
        }
        return {**named, "": _("알려지지 않음")}
    if side == "course":
        courses: dict[object, str] = {one.public_id: str(one) for one in Course.objects.all()}
        return {**courses, None: _("과정 목록에 없는 과정")}
    return {}
