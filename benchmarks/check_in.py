"""300 people check in within five minutes, over HTTP at the product's web server, each in one of four ways.

    python -m benchmarks.check_in --database sqlite|postgresql [--people 300] [--spread 300]

Of ten people five scan the screen and press once, two type its digits, two are scanned at the door, one is on
a list that staff send without network, three people a list, each list twice. Every tenth presses twice. Told:
who is there and how often, what was answered, and how long a call and a person's whole way took.
"""

import argparse
import http.client
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from benchmarks.house import a_house, options_of

SCREEN, TYPED, DOOR, LISTED = "screen", "digits", "door", "list"
WAYS = (SCREEN, SCREEN, DOOR, SCREEN, TYPED, SCREEN, DOOR, SCREEN, TYPED, LISTED)
AT_A_TIME = 3


@dataclass
class Told:
    """What came of it: answers, seconds of each call, seconds of each person's way."""

    statuses: Counter[int] = field(default_factory=Counter)
    calls: list[float] = field(default_factory=list)
    ways: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Phone:
    """A browser: its cookies, and one connection after the other."""

    def __init__(self, port: int, told: Told, headers: dict[str, str] | None = None) -> None:
        self.port, self.told, self.headers = port, told, headers or {}
        self.cookies: dict[str, str] = {}

    def call(self, method: str, path: str, **fields: str) -> int:
        headers = {"Content-Type": "application/x-www-form-urlencoded", **self.headers}
        if not self.headers:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            headers["X-CSRFToken"] = self.cookies.get("csrftoken", "")
        began = time.monotonic()
        talk = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            talk.request(method, path, body=urlencode(fields), headers=headers)
            answer = talk.getresponse()
            answer.read()
            for line in answer.headers.get_all("Set-Cookie") or []:
                name, _sign, rest = line.partition("=")
                self.cookies[name] = rest.partition(";")[0]
            status = answer.status
        except OSError:
            status = 0
        finally:
            talk.close()
        with self.told.lock:
            self.told.statuses[status] += 1
            self.told.calls.append(time.monotonic() - began)
        return status


def main() -> None:
    options = options_of("check_in", people=300, spread=300, workers=2).parse_args()
    with a_house(options.database):
        run(options)


def run(options: argparse.Namespace) -> None:
    from deungdae.apps.academy.models import Attendance, AttendanceStep  # noqa: PLC0415
    from deungdae.apps.academy.services.cohorts import transition_cohort  # noqa: PLC0415
    from deungdae.apps.academy.services.sessions import add_session  # noqa: PLC0415
    from deungdae.apps.accounts.services import grant_role  # noqa: PLC0415
    from deungdae.apps.core import clock  # noqa: PLC0415
    from tests.support.academy import a_draft, session_facts, sessions_of  # noqa: PLC0415
    from tests.support.attendance import seated_by_list  # noqa: PLC0415
    from tests.support.centre import person  # noqa: PLC0415
    from tests.support.crowd import headers_of, web_server  # noqa: PLC0415
    from tests.support.factors import sign_in_as_allauth_does, with_factor  # noqa: PLC0415

    sign_in_as_allauth_does()
    keeper = person("keeper")
    grant_role(user=keeper, role="centre_staff")
    now = clock.now().replace(second=0, microsecond=0)
    cohort = a_draft(
        options.people, enrol_from=now - timedelta(days=1), enrol_until=now + timedelta(minutes=5)
    )
    times = {"starts_at": now + timedelta(minutes=10), "ends_at": now + timedelta(hours=3)}
    add_session(cohort=cohort, facts=session_facts(**times, overruled="재는 날"), actor=None)
    cohort = transition_cohort(cohort=cohort, target="open", actor=None)
    people = seated_by_list(cohort, options.people)
    [session] = sessions_of(cohort)
    told, staff = Told(), headers_of(with_factor(keeper))
    crowd = Crowd(people, session, staff, options.spread)
    with web_server(workers=options.workers) as port:
        threads = [
            threading.Thread(target=come, args=(place, crowd, Phone(port, told)))
            for place in range(len(people))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    rows = Counter(Attendance.objects.filter(session=session).values_list("enrolment", flat=True))
    ways = Counter(Attendance.objects.filter(session=session).values_list("way", flat=True))
    steps = AttendanceStep.objects.filter(attendance__session=session).count()
    print(
        f"{options.database}: {len(people)} people in {options.spread} s: there {len(rows)}, twice"
        f" {sum(count > 1 for count in rows.values())}, written {steps} times, by {dict(ways)}"
    )
    print(f"answers {dict(told.statuses)}")
    print(f"a call, ms: {within(told.calls)}")
    print(f"a person's way, ms: {within(told.ways)}")


def within(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    parts = ((0.5, "p50"), (0.95, "p95"), (1.0, "most"))
    return ", ".join(
        f"{word} {1000 * ordered[min(int(len(ordered) * part), len(ordered) - 1)]:.0f}"
        for part, word in parts
    )


@dataclass(frozen=True)
class Crowd:
    """Who comes to what; `staff`: what a browser of theirs sends."""

    people: list[Any]
    session: Any
    staff: dict[str, str]
    spread: int


def come(place: int, crowd: Crowd, phone: Phone) -> None:
    """One person's way, at the own moment of the five minutes."""
    from django.urls import reverse  # noqa: PLC0415

    from deungdae.apps.academy.codes import digits_of, door_token, good_windows, screen_token  # noqa: PLC0415
    from deungdae.apps.academy.links import enrolment_token  # noqa: PLC0415

    people, session = crowd.people, crowd.session
    way, one, twice = WAYS[place % len(WAYS)], people[place], place % len(WAYS) == 1
    time.sleep(crowd.spread * place / len(people))
    began, own = time.monotonic(), reverse("academy:check_in", args=[session.public_id])
    if way == DOOR:
        phone.headers = crowd.staff
        address = reverse("academy:door", args=[door_token(one)])
        phone.call("GET", address)
        phone.call("POST", address)
    elif way == LISTED:
        if place // len(WAYS) % AT_A_TIME:
            return
        phone.headers = crowd.staff
        mine = people[place :: len(WAYS)][:AT_A_TIME]
        marks = {f"mark-{each.short_id}": ":present" for each in mine}
        for _time in range(2):
            phone.call("POST", reverse("academy:sheet", args=[session.public_id]), **marks)
    else:
        phone.call("GET", reverse("academy:seat", args=[enrolment_token(one)]))
        if way == SCREEN:
            window = good_windows()[0]
            phone.call(
                "GET", reverse("academy:arrive", args=[session.public_id, screen_token(session, window)])
            )
        phone.call("GET", own)
        for _time in range(1 + twice):
            typed = {"digits": digits_of(session, good_windows()[0])} if way == TYPED else {}
            phone.call("POST", own, **typed)
    with phone.told.lock:
        phone.told.ways.append(time.monotonic() - began)


if __name__ == "__main__":
    main()
