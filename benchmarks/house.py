"""The product on an empty database made for one run, and its pages asked for as the web server asks."""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from typing import NamedTuple

from deungdae.project.processes.memory import settle


class Spent(NamedTuple):
    """Milliseconds of many times: CPU of this process, least and in the median; the clock, median and most.

    On a machine that others share the same work takes up to twice the CPU time from one minute to the next:
    the least is what the work needs.
    """

    least: float
    processor: float
    clock: float
    slowest: float

    def __str__(self) -> str:
        return " | ".join(f"{number:.1f}" for number in self)


def options_of(name: str, **numbers: int) -> argparse.ArgumentParser:
    """The command line: which database, and how much of what."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    for option, default in numbers.items():
        parser.add_argument(f"--{option}", type=int, default=default)
    return parser


@contextmanager
def a_house(database: str) -> Iterator[None]:
    """Django with all tables on a new database; import what needs the settings inside.

    As the product's own web process: one connection for many requests, and a settled memory.
    """
    with tempfile.TemporaryDirectory(
        prefix="deungdae-benchmark-", dir=os.environ.get("DEUNGDAE_BENCH_FOLDER")
    ) as folder:
        os.environ["DEUNGDAE_STATE"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "deungdae.project.settings.test"
        with a_database(database, Path(folder)) as url:
            os.environ["DEUNGDAE_TEST_DATABASE_URL"] = url
            import django  # noqa: PLC0415

            django.setup()
            from django.core.management import call_command  # noqa: PLC0415
            from django.db import connections  # noqa: PLC0415

            if database == "sqlite":
                # The tests do not wait for the disk; what is measured does.
                connections["default"].settings_dict["OPTIONS"]["init_command"] = durable()
            call_command("migrate", verbosity=0)
            connections["default"].settings_dict["CONN_MAX_AGE"] = 60
            settle()
            try:
                yield
            finally:
                connections.close_all()


def durable() -> str:
    from deungdae.project.settings.base import SQLITE_OPTIONS  # noqa: PLC0415

    return str(SQLITE_OPTIONS["init_command"])


@contextmanager
def a_database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database: a file on the disk, or a server started for the run."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'benchmark.sqlite3'}"
        return
    from tests.support.postgres import started_postgres  # noqa: PLC0415

    server = started_postgres()
    try:
        yield server.url
    finally:
        server.stop()


class Visitor:
    """Somebody who is signed in and opens pages, without the extra work of Django's test client."""

    def __init__(self, user: object) -> None:
        from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415
        from django.test import Client  # noqa: PLC0415

        from tests.support.factors import force_login  # noqa: PLC0415

        client = Client()
        force_login(client, user)
        self.cookies: SimpleCookie = client.cookies
        self.product = WSGIHandler()

    def open(self, address: str) -> None:
        """One page, which must be the page and nothing else."""
        from django.test import RequestFactory  # noqa: PLC0415

        told: list[str] = []
        factory = RequestFactory()
        factory.cookies = self.cookies
        answer = self.product(factory.get(address).environ, lambda status, _headers: told.append(status))
        body = b"".join(answer)
        assert told == ["200 OK"], (address, told)
        assert body


def spent_on(act: Callable[[], object], *, times: int) -> Spent:
    """Warm up once, then do it so many times."""
    act()
    used, taken = [], []
    for _turn in range(times):
        began, processor = time.perf_counter(), time.process_time()
        act()
        used.append(1_000 * (time.process_time() - processor))
        taken.append(1_000 * (time.perf_counter() - began))
    return Spent(min(used), statistics.median(used), statistics.median(taken), max(taken))
