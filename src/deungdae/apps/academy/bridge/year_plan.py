"""A year's wishes, rooms and trainers to the engine's question, and its answer back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from deungdae.apps.academy.models import Course, YearPlan
from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.public_holidays import holiday_on
from deungdae.apps.calendar.selectors.conflicts import conflicts_with
from deungdae.apps.calendar.selectors.plans import Plan as ResourcePlan
from deungdae.apps.calendar.selectors.plans import plans_of
from deungdae.apps.calendar.spans import moment
from deungdae.apps.core.ids import from_short
from deungdae.engine.kernel.decision import Decision
from deungdae.engine.year_plan.decision import record_of
from deungdae.engine.year_plan.model import Problem, Room, Trainer, Wish
from deungdae.engine.year_plan.solve import solve

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A cohort of the plan as its record tells it: ids are public ones, days are dates."""

    course: str
    number: int
    days: tuple[date, ...] = ()
    room: str = ""
    trainer: str = ""
    reason: str = ""


def working_days(plan: YearPlan) -> tuple[date, ...]:
    """No weekends and no public holidays; days on which somebody is closed are that one's own."""
    count = (plan.last_day - plan.first_day).days + 1
    days = (plan.first_day + timedelta(days=number) for number in range(count))
    return tuple(day for day in days if day.weekday() < SATURDAY and not holiday_on(day))


def problem_of(plan: YearPlan, *, tell: Callable[[int], None]) -> Problem:
    """Every room with seats and a region, and every trainer, with the days on which they are not free."""
    days = working_days(plan)
    kept = Resource.objects.kept().order_by("pk")
    rooms = kept.filter(kind__in=(Resource.Kind.ROOM, Resource.Kind.HALL), seats__isnull=False)
    people = kept.filter(kind=Resource.Kind.PERSON)
    span = (moment(plan.first_day, 0), moment(plan.last_day, 24 * 60))
    busy: dict[int, frozenset[date]] = {}
    found = plans_of([*rooms, *people], span)
    for place, one in enumerate(found):
        tell(20 * place // len(found))
        busy[one.resource.pk] = busy_days(one, days, plan)
    taught = courses_taught(plan, [one.pk for one in people])
    return Problem(
        days=days,
        wishes=tuple(Wish(*one) for one in plan.wishes),
        rooms=tuple(
            Room(one.short_id, (one.region_id or "")[:2], one.seats or 0, busy[one.pk]) for one in rooms
        ),
        trainers=tuple(Trainer(one.short_id, taught.get(one.pk), busy[one.pk]) for one in people),
    )


def courses_taught(plan: YearPlan, people: Iterable[int]) -> dict[int, frozenset[str]]:
    """Trainer -> the wished courses that name him or her, and those that name nobody."""
    wished = [from_short(one[0]) for one in plan.wishes]
    named: dict[str, set[int]] = {}
    for course in Course.objects.filter(public_id__in=wished).prefetch_related("trainers"):
        named[course.short_id] = {one.pk for one in course.trainers.all()}
    return {
        person: frozenset(course for course, own in named.items() if not own or person in own)
        for person in people
    }


def busy_days(resource: ResourcePlan, days: Iterable[date], plan: YearPlan) -> frozenset[date]:
    """Days on which the plan's hours are not all free."""
    found = set()
    for day in days:
        hours = (moment(day, plan.starts), moment(day, plan.ends))
        if any(conflicts_with(resource, hours, None)):
            found.add(day)
    return frozenset(found)


def answer_to(problem: Problem, *, tell: Callable[[int], None]) -> Decision:
    """The sealed record of the computed year."""
    return record_of(problem, solve(problem, on_progress=lambda percent: tell(20 + 75 * percent // 100)))


def lines_of(record: Decision) -> list[Line]:
    """The cohorts with their places, and those without and why."""
    result: dict[str, list[list[object]]] = record.result  # type: ignore[assignment]
    placed = [
        Line(str(course), int(number), tuple(map(date.fromisoformat, days)), str(room), str(trainer))  # type: ignore[arg-type, call-overload]
        for course, number, days, room, _region, trainer in result["placed"]
    ]
    left = [Line(str(course), int(number), reason=str(code)) for course, number, code in result["left"]]  # type: ignore[call-overload]
    return [*placed, *left]
