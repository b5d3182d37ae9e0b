"""Calls of the API with a key, over a company with a long case, and how many calls the count of quotas bears.

    python -m benchmarks.connections --database sqlite|postgresql [--entries 5000] [--turns 40]

Each call in CPU milliseconds (least, median) and by the clock (median, most): key, role, quota and answer.
"""

import argparse
import time
from collections.abc import Callable

from benchmarks.house import a_house, options_of, spent_on


def main() -> None:
    options = options_of("connections", entries=5_000, turns=40).parse_args()
    with a_house(options.database):
        print(f"{options.database}: a case of {options.entries} entries")
        run(options)


def run(options: argparse.Namespace) -> None:
    from django.conf import settings  # noqa: PLC0415

    from deungdae.apps.connections.services.quotas import count_call  # noqa: PLC0415
    from tests.support.connections import a_key, a_webhook  # noqa: PLC0415
    from tests.support.gap import load_places  # noqa: PLC0415
    from tests.support.own_company import an_own_company, attended  # noqa: PLC0415

    settings.API_CALLS = {"minute": 10**9, "day": 10**9}
    load_places()
    one = an_own_company("한빛정밀")
    for number in range(2, options.entries):
        attended(one.company, number)
    key, secret = a_key(one.owner)
    calls = {
        "one object (own/company)": "/own/company",
        "case, 50 entries": f"/organisations/{one.company.short_id}/case",
        "case, 200 entries": f"/organisations/{one.company.short_id}/case?limit=200",
        "one diagnosis": f"/own/diagnoses/{one.diagnosis.short_id}",
        "learners, with their audit entry": "/own/learners",
    }
    for name, path in calls.items():
        print(f"{name}: {spent_on(called(path, secret), times=options.turns)}")
    began = time.perf_counter()
    for _turn in range(500):
        count_call(key)
    print(f"counted calls: {500 / (time.perf_counter() - began):.0f} a second")
    numbers = iter(range(options.entries, options.entries + 10_000))
    alone = spent_on(lambda: attended(one.company, next(numbers)), times=options.turns)
    for _number in range(10):
        a_webhook(one.owner, f"https://hooks{_number}.example.com/")
    heard = spent_on(lambda: attended(one.company, next(numbers)), times=options.turns)
    print(f"an entry of the case, nobody listening: {alone}; ten webhooks: {heard}")


def called(path: str, secret: str) -> Callable[[], None]:
    """One call as the web server gets it; the answer must be one."""
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415
    from django.test import RequestFactory  # noqa: PLC0415

    product = WSGIHandler()

    def call() -> None:
        request = RequestFactory().get(f"/api/v1{path}", headers={"authorization": f"Bearer {secret}"})
        told: list[str] = []
        answer = product(request.environ, lambda status, _headers: told.append(status))
        if told != ["200 OK"]:
            raise SystemExit(f"{path}: {told} {b''.join(answer)[:300]!r}")

    return call


if __name__ == "__main__":
    main()
