"""The policy monitor over four years of monthly reports.

    python -m benchmarks.policy --database sqlite|postgresql [--rounds 48] [--turns 30]

71 tasks of fourteen ministries, every month a round in which all report and nearly all is accepted: 3,400
reports. Pages in CPU milliseconds (least, median) and by the clock (median, most).
"""

import argparse
import random
import time
from datetime import date, timedelta
from typing import Any

from benchmarks.house import Visitor, a_house, options_of, spent_on

SEED = 20_201_112


def main() -> None:
    options = options_of("policy", rounds=48, turns=30).parse_args()
    with a_house(options.database):
        print(f"{options.database}: 71 tasks, {options.rounds} rounds")
        run(options)


def run(options: argparse.Namespace) -> None:
    from django.urls import reverse  # noqa: PLC0415

    from deungdae.apps.policy.models import ReportingRound, Task, TaskReport  # noqa: PLC0415
    from tests.support.policy import a_keeper, an_official  # noqa: PLC0415

    load(options.rounds)
    keeper, official = a_keeper(), an_official("motie")
    task = Task.objects.order_by("pk")[3]
    report = TaskReport.objects.filter(task=task).order_by("-pk")[0]
    round_ = ReportingRound.objects.order_by("-starts_on")[0]
    past = "?on=2022-04-14"
    pages = {
        "tasks": reverse("policy:tasks"),
        "tasks as of a day": f"{reverse('policy:tasks')}{past}",
        "tasks found": f"{reverse('policy:tasks')}?q=기술&ministry=motie",
        "task": reverse("policy:task", args=[task.public_id]),
        "matrix": reverse("policy:matrix"),
        "matrix as of a day": f"{reverse('policy:matrix')}{past}",
        "gantt": reverse("policy:gantt"),
        "budget": reverse("policy:budget"),
        "needs": reverse("policy:needs"),
        "rounds": reverse("policy:rounds"),
        "round": reverse("policy:round", args=[round_.public_id]),
        "report": reverse("policy:report", args=[report.public_id]),
        "meetings": reverse("policy:meetings"),
        "XLSX": reverse("policy:register_file"),
    }
    for who, user in (("staff", keeper), ("official", official)):
        visitor = Visitor(user)
        wanted = pages if who == "staff" else {name: pages[name] for name in ("tasks", "task", "round")}
        for name, address in wanted.items():
            told = spent_on(
                lambda address=address, visitor=visitor: visitor.open(address), times=options.turns
            )
            print(f"{who}, {name}: {told}")


def load(rounds: int) -> None:
    """The register and its months, by the services that the demo uses."""
    from deungdae.apps.core import clock  # noqa: PLC0415
    from deungdae.apps.policy.models import ReportVersion, Strategy, TaskReport  # noqa: PLC0415
    from deungdae.apps.policy.services.reference import load_policy  # noqa: PLC0415
    from deungdae.apps.policy.services.register import write_tasks  # noqa: PLC0415
    from deungdae.apps.portal.demo.policy import at  # noqa: PLC0415
    from deungdae.apps.portal.demo.policy_world import made_up_tasks  # noqa: PLC0415
    from tests.support.centre import person  # noqa: PLC0415

    load_policy()
    strategy, people = Strategy.objects.get(), (person("writer"), person("judge"))
    began, processor = time.perf_counter(), time.process_time()
    with clock.turned_to(at(date(2021, 1, 4))):
        write_tasks(strategy=strategy, contents=made_up_tasks(last_year=2024), known={})
    chance = random.Random(SEED)  # noqa: S311 - made-up reports
    for place in range(rounds):
        a_month(strategy, date(2021 + place // 12, place % 12 + 1, 1), chance, people)
    spent = time.perf_counter() - began, time.process_time() - processor
    print(
        f"loaded {TaskReport.objects.count()} reports, {ReportVersion.objects.count()} versions:"
        f" {spent[0]:.1f} s, CPU {spent[1]:.1f} s"
    )


def a_month(strategy: Any, day: date, chance: random.Random, people: tuple[Any, Any]) -> None:
    from deungdae.apps.core import clock  # noqa: PLC0415
    from deungdae.apps.policy.services.rounds import close_round, open_round, period_of  # noqa: PLC0415
    from deungdae.apps.portal.demo.policy import at  # noqa: PLC0415
    from deungdae.apps.portal.demo.policy_rounds import accept_all  # noqa: PLC0415

    _first, after = period_of("month", day)
    due = after + timedelta(days=9)
    with clock.turned_to(at(after)):
        round_ = open_round(strategy=strategy, kind="month", day=day, due_on=due, actor=people[1])
        accept_all(round_, chance, people)
    with clock.turned_to(at(due)):
        close_round(round_=round_, actor=people[1])


if __name__ == "__main__":
    main()
