"""The company as it was when something happened to it: what counts are later split by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from deungdae.apps.evidence.models import CompanySize
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.selectors.figures import employees_on

HeadCount = Callable[[Organisation, date], int | None]
HEAD_COUNTS: list[HeadCount] = [employees_on]
"""Who can tell how many people worked at a company on a day; the first who knows is believed."""
UPPER_ENDS = (
    (10, CompanySize.UNDER_10),
    (50, CompanySize.UNDER_50),
    (300, CompanySize.UNDER_300),
    (1_000, CompanySize.UNDER_1000),
)


@dataclass(frozen=True, slots=True)
class CompanyFacts:
    """Region code, band of size, and kinds in the order of the alphabet; empty where nothing is known."""

    region: str
    size: str
    organisation_kinds: str


def facts_of(*, organisation: Organisation, on: date) -> CompanyFacts:
    kinds = sorted(each.kind for each in organisation.kinds.all())
    counted = (head_count(organisation, on) for head_count in HEAD_COUNTS)
    employees = next((number for number in counted if number is not None), None)
    return CompanyFacts(organisation.region_id or "", size_of(employees), ",".join(kinds))


def size_of(employees: int | None) -> str:
    """The band of a number of people; nobody or unknown is no band."""
    if not employees:
        return CompanySize.UNKNOWN
    return next((band for end, band in UPPER_ENDS if employees < end), CompanySize.LARGER)
