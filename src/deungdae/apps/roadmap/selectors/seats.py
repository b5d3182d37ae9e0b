"""Who of a company has a seat in a course already, and where the company may take no more."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from deungdae.apps.academy.models import Cohort, Enrolment
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.roadmap.models import Offering

State = Cohort.State


@dataclass(frozen=True, slots=True)
class Seats:
    """Of one company in a course that goes on or takes people. is_all: it has every seat that it may have in
    the cohorts that take people now."""

    people: int
    is_all: bool


def seats_of(organisation: Organisation, offerings: Iterable[Offering]) -> dict[int, Seats]:
    """By the offering's key, of courses where the company has a seat; one query however many there are."""
    courses = {one.course_id: one.pk for one in offerings if one.course_id is not None}
    mine = Q(enrolments__state__in=Enrolment.HOLDING, enrolments__organisation__in=organisation.family)
    cohorts = Cohort.objects.filter(course__in=courses, state__in=(State.OPEN, State.CLOSED)).order_by()
    counted = cohorts.annotate(mine=Count("enrolments", filter=mine))
    now = clock.now()
    people: dict[int, int] = defaultdict(int)
    rooms: dict[int, list[bool]] = defaultdict(list)
    columns = ("course_id", "state", "enrol_until", "most_per_company", "mine")
    for course, state, until, most, held in counted.values_list(*columns):
        people[course] += held
        if state == State.OPEN and until is not None and until > now:
            rooms[course].append(most is None or held < most)
    return {
        courses[course]: Seats(number, bool(rooms[course]) and not any(rooms[course]))
        for course, number in people.items()
        if number
    }
