"""What the seats of a cohort cost: the fee, what is paid for a mid-sized company up to a limit, the rest."""

from dataclasses import dataclass

from deungdae.apps.academy.models import Course
from deungdae.apps.organisations.models import LegalStatusCheck

Status = LegalStatusCheck.Status


@dataclass(frozen=True, slots=True)
class Bill:
    """Whole won. `possible`: what would be paid for it, were it found to be a mid-sized company."""

    people: int
    fee: int
    subsidy: int
    possible: int

    @property
    def rest(self) -> int:
        return self.fee - self.subsidy


def bill_of(course: Course, people: int, *, status: str) -> Bill:
    """Of one company with so many seats in one cohort; `status` in law, "" where nobody has confirmed it."""
    fee = course.fee_krw * people
    possible = fee * course.subsidy_percent // 100
    if course.subsidy_most_krw is not None:
        possible = min(possible, course.subsidy_most_krw)
    is_open = status in ("", Status.UNKNOWN)
    return Bill(people, fee, possible if status == Status.MID_SIZED else 0, possible if is_open else 0)
