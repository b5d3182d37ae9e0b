"""500 people for 40 seats within 10 seconds, over HTTP at the product's web server; then without locks.

    python -m benchmarks.seats --database sqlite|postgresql [--people 500] [--seats 40] [--spread 10]

Everybody sends the form of enrolment once, every fifth person twice. Told: seats sold, people with two
numbers, whether the waiting list is in order, and how long people waited for the answer. The control run
has no locks, no transactions and no walls, and must oversell: else the run says nothing.
"""

import argparse
from collections import Counter

from benchmarks.house import a_house, options_of


def main() -> None:
    options = options_of("seats", people=500, seats=40, spread=10, workers=2).parse_args()
    with a_house(options.database):
        print(f"{options.database}: {options.people} people, {options.seats} seats, {options.spread} s")
        for is_locked in (True, False):
            print(told(options, is_locked=is_locked))


def told(options: argparse.Namespace, *, is_locked: bool) -> str:
    """One run on an empty house, and what came of it."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from deungdae.apps.academy.models import Enrolment  # noqa: PLC0415
    from tests.support.academy import an_open_cohort  # noqa: PLC0415
    from tests.support.crowd import LOCKED, UNLOCKED, a_crowd, rush, web_server  # noqa: PLC0415
    from tests.support.unlocked import without_walls  # noqa: PLC0415

    call_command("flush", interactive=False, verbosity=0)
    cohort, people = an_open_cohort(options.seats), a_crowd(options.people)
    path, twice = reverse("academy:enrol", args=[cohort.public_id]), options.people // 5
    if is_locked:
        with web_server(LOCKED, workers=options.workers) as port:
            result = rush(port, path, people, spread=options.spread, twice=twice)
        rows = list(Enrolment.objects.filter(cohort=cohort).order_by("number"))
    else:
        with without_walls():
            with web_server(UNLOCKED, workers=options.workers) as port:
                result = rush(port, path, people, spread=options.spread, twice=twice)
            rows = list(Enrolment.objects.filter(cohort=cohort).order_by("number"))
    sold = sum(one.state == "seated" for one in rows)
    doubled = sum(count > 1 for count in Counter(one.trainee_id for one in rows).values())
    in_order = [one.state for one in rows] == ["seated"] * sold + ["waiting"] * (len(rows) - sold)
    waits = " ".join(f"p{part * 100:.0f} {result.within(part) * 1000:.0f}" for part in (0.5, 0.95, 1.0))
    return (
        f"locks {'on ' if is_locked else 'off'}: sold {sold}, enrolled {len(rows)}, twice {doubled},"
        f" in order {'yes' if in_order else 'no'}, answers {dict(result.statuses)},"
        f" waited ms {waits}, all within {result.took:.1f} s"
    )


if __name__ == "__main__":
    main()
