"""A replan in the product on a day of 1,704 meetings: the proposal, taking it over, taking it back.

    python -m benchmarks.replan_day --database sqlite|postgresql

The day is `caravan-1000x200x16-s1` of benchmarks/data/b2b, planned by the engine, public and today.
"""

import os
import time
from collections.abc import Callable
from typing import Any

from benchmarks.house import a_house, options_of
from benchmarks.timetable.instances import generated_instances
from deungdae.engine.timetable.solve import solve

NAME = "caravan-1000x200x16-s1"
PLANNED_SECONDS = 15


def main() -> None:
    options = options_of("replan_day").parse_args()
    problem = next(one.problem for one in generated_instances() if one.name == NAME)
    places = solve(problem, seed=1, seconds=PLANNED_SECONDS).by_meeting
    with a_house(options.database):
        day = a_large_day(problem, places)
        print(f"{options.database}: {len(places)} meetings; seconds by the clock, and of this process")
        run(day)
    print(f"load average {os.getloadavg()[0]:.1f}")


def took(what: str, act: Callable[[], Any]) -> Any:
    began, used = time.perf_counter(), time.process_time()
    result = act()
    print(f"{what}: {time.perf_counter() - began:.2f} s, {time.process_time() - used:.2f} s", flush=True)
    return result


def run(day: Any) -> None:
    from datetime import timedelta  # noqa: PLC0415

    from deungdae.apps.caravan.bridge.replans import Happening  # noqa: PLC0415
    from deungdae.apps.caravan.selectors.agendas import moment_of  # noqa: PLC0415
    from deungdae.apps.caravan.services import replans  # noqa: PLC0415
    from deungdae.apps.core import clock  # noqa: PLC0415
    from deungdae.engine.timetable.solve.repair import load_solver  # noqa: PLC0415

    took("the solver loaded", load_solver)
    people = list(day.participants.select_related("organisation").order_by("pk"))
    busiest = max(people, key=lambda one: one.meetings_as_second.count())
    happenings = {
        "a busy supplier does not come": Happening("absent", participant=busiest),
        "a busy supplier is late": Happening("late", participant=busiest, slot_number=9),
        "a table is lost": Happening("table", table=day.tables.get(number=1)),
    }
    fifth = day.slots.get(number=5)
    with clock.turned_to(moment_of(day, fifth.starts_at) - timedelta(minutes=1)):
        for name, happening in happenings.items():
            made = took(
                f"{name}: proposal",
                lambda one=happening: replans.propose_replan(day=day, happening=one, actor=None),
            )
            print(f"    {len(made.moves)} lines, {made.summary['moved']} at another time")
            took("    taken over", lambda one=made: replans.apply_replan(replan=one, actor=None))
            took("    taken back", lambda one=made: replans.undo_replan(replan=one, actor=None))


def a_large_day(problem: Any, places: Any) -> Any:
    """Straight into the tables."""
    from datetime import time as at  # noqa: PLC0415

    from deungdae.apps.caravan.models import (  # noqa: PLC0415
        MatchingDay,
        Meeting,
        MeetingRequest,
        Participant,
    )
    from deungdae.apps.core import clock  # noqa: PLC0415
    from deungdae.apps.organisations.models import Organisation  # noqa: PLC0415
    from tests.support.days import a_day  # noqa: PLC0415

    hours = {"opens_at": at(9), "closes_at": at(17), "slot_minutes": 30, "pauses": (), "fairness": None}
    day = a_day(**hours, table_count=len(problem.tables))
    slots = {one.number: one for one in day.slots.all()}
    tables = {one.number: one for one in day.tables.all()}
    seconds = {one.second for one in problem.meetings}
    rows = [
        Participant(
            day=day,
            organisation=Organisation.objects.create(name=f"기업 {one.id}"),
            code=f"P{one.id}",
            side="supply" if one.id in seconds else "demand",
            contact_email=f"p{one.id}@contact.example",
        )
        for one in problem.participants
    ]
    people = {one.code[1:]: one for one in Participant.objects.bulk_create(rows)}
    asked = MeetingRequest.objects.bulk_create(
        MeetingRequest(
            day=day,
            code=f"M{number:04}",
            sender=people[one.first],
            receiver=people[one.second],
            state="accepted",
        )
        for number, one in enumerate(problem.meetings, start=1)
    )
    for request, one in zip(asked, problem.meetings, strict=True):
        place = places[one.id]
        Meeting.objects.create(
            day=day,
            request=request,
            first=people[one.first],
            second=people[one.second],
            slot=slots[place.slot],
            table=tables[place.table],
        )
    MatchingDay.objects.filter(pk=day.pk).update(state="published", date=clock.today())
    day.refresh_from_db()
    return day


if __name__ == "__main__":
    main()
