"""What every worker needs and one process makes for all, while they start: a migrated database, of which each
takes a copy, and the compiled search of the timetable, which is then kept beside its source."""

import fcntl
import gc
import multiprocessing
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

import deungdae
from deungdae.engine.timetable.model import Meeting, Participant, Problem
from deungdae.engine.timetable.solve import solve

PLACE, MADE = "template.lock", "template.made"
SEARCH = "search.lock"
SOLVER = Path(deungdae.__file__).parent / "engine" / "timetable" / "solve"
OF_SQLITE, OF_POSTGRES = "template.sqlite3", "deungdae_template"


@dataclass
class Template:
    makers: list[ForkProcess]

    def throw_away(self) -> None:
        """With its copies; those of PostgreSQL go with their server."""
        for maker in self.makers:
            maker.join()
        for pattern in (f"{OF_SQLITE}*", "test-run*.sqlite3*"):
            for file in Path(settings.STATE).glob(pattern):
                file.unlink()


def started_template(blocker: DjangoDbBlocker) -> Template:
    """Made in a process of its own, which holds the lock until it is done."""
    in_state(MADE).unlink(missing_ok=True)
    makers = [started(PLACE, make_template, blocker)]
    if not any(SOLVER.glob("__pycache__/*.nbi")):
        makers.append(started(SEARCH, compile_search))
    return Template(makers)


def started(place: str, make: Callable[..., None], *arguments: object) -> ForkProcess:
    """The process inherits the open lock; here it is closed."""
    with in_state(place).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        maker = multiprocessing.get_context("fork").Process(target=make, args=(*arguments, lock))
        maker.start()
    return maker


def compile_search(_lock: IO[str]) -> None:
    """By the least timetable there is: two workers that compiled at once would each take 17 s of CPU."""
    people = Participant("a"), Participant("b")
    solve(Problem(2, 1, (1,), people, (Meeting("ab", "a", "b"),)), seed=1)


def await_search() -> None:
    """Until it is compiled, where that is under way."""
    if in_state(SEARCH).exists():
        with alone(SEARCH):
            return


def in_state(name: str) -> Path:
    return Path(settings.STATE) / name


def make_template(blocker: DjangoDbBlocker, _lock: IO[str]) -> None:
    """Short and with much memory: a quarter of the time would go into looking for garbage."""
    gc.disable()
    on_sqlite = connection.vendor == "sqlite"
    connection.settings_dict["TEST"]["NAME"] = str(in_state(OF_SQLITE)) if on_sqlite else OF_POSTGRES
    with blocker.unblock():
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        connection.close()
    in_state(MADE).touch()


def took_copy() -> bool:
    """Whether this worker's database is a copy of the template; without one it is made as ever."""
    if not in_state(PLACE).exists():
        return False
    with alone():
        if in_state(MADE).exists():
            copy_to(connection.creation._get_test_db_name())
        return in_state(MADE).exists()


@contextmanager
def alone(place: str = PLACE) -> Iterator[None]:
    """When what the lock stands for is made, and while no other worker copies it."""
    with in_state(place).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def copy_to(name: str) -> None:
    if connection.vendor == "sqlite":
        shutil.copy(in_state(OF_SQLITE), name)
        return
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE {OF_POSTGRES}')
