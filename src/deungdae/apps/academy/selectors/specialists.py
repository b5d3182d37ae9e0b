"""Specialists: people with a valid certificate. A person counts once in the whole and once in each row of a
split, however many certificates there are; every figure is the number of the people in the list behind it."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Certificate, Course, Trainee
from deungdae.apps.core.ids import from_short, is_short, short
from deungdae.apps.evidence.models import CompanySize
from deungdae.apps.organisations.models import Region

NONE = "-"
"""Stands in an address for: not known."""
SIDES = {
    "year": "certified_on__year",
    "role": "role",
    "size": "size",
    "region": "region",
    "course": "enrolment__cohort__course__public_id",
}


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
    found = Certificate.objects.valid().order_by()
    if sides.year:
        if not (sides.year.isascii() and sides.year.isdigit() and len(sides.year) == 4):
            return found.none()
        found = found.filter(certified_on__year=int(sides.year))
    if sides.course:
        if not is_short(sides.course):
            return found.none()
        found = found.filter(enrolment__cohort__course__public_id=from_short(sides.course))
    for side in ("role", "size", "region"):
        value = getattr(sides, side)
        if value:
            found = found.filter(**{side: "" if value == NONE else value})
    return found


def specialists_counted(
    *, year: str = "", role: str = "", size: str = "", region: str = "", course: str = ""
) -> int:
    """How many people were certified."""
    return count(Sides(year=year, role=role, size=size, region=region, course=course))


def count(sides: Sides) -> int:
    """People, each once."""
    people = certificates_counted(sides).aggregate(people=Count("enrolment__trainee", distinct=True))
    return int(people["people"])


def people_counted(sides: Sides) -> QuerySet[Trainee]:
    """The people behind a figure, each once, those certified last first."""
    of_certificates = certificates_counted(sides).values("enrolment__trainee")
    found = Trainee.objects.filter(pk__in=of_certificates).select_related("organisation")
    return found.annotate(last=Max("enrolments__certified_on")).order_by("-last", "pk")


def split_of(side: str, sides: Sides) -> list[Row]:
    """How the people are spread over one side, the most first; years and sizes in their own order."""
    rows = certificates_counted(sides).values_list(SIDES[side])
    counted = rows.annotate(people=Count("enrolment__trainee", distinct=True))
    labels = labels_of(side)
    made = [Row(address_of(value), labels.get(value, str(value)), people) for value, people in counted]
    return sorted(made, key=order_of(side))


def address_of(value: object) -> str:
    """How a value stands in an address."""
    if isinstance(value, UUID):
        return short(value)
    return NONE if value == "" else str(value)


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
        return {value: str(label) for value, label in Course.Role.choices}
    if side == "size":
        return {value: str(label) for value, label in CompanySize.choices}
    if side == "region":
        named = Region.objects.filter(parent=None).values_list("code", "name")
        return {**dict(named), "": _("알려지지 않음")}
    if side == "course":
        return dict(Course.objects.values_list("public_id", "title"))
    return {}
