"""The product with its locks off: the control that proves that a race is a race.

No transaction, no row lock, and a moment between counting the seats and taking one; the walls of the database
are taken down by whoever starts this (`without_walls`). With them, the same crowd must not oversell.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import QuerySet

BETWEEN_COUNTING_AND_TAKING = 0.2


@contextmanager
def without_walls() -> Iterator[None]:
    """The seats are not counted by the database meanwhile."""
    from django.apps import apps
    from django.db.migrations.state import ProjectState

    walls = import_module("deungdae.apps.academy.migrations.0002_walls").Migration.operations[0]
    state = ProjectState.from_apps(apps)
    with connection.schema_editor() as editor:
        walls.database_backwards("academy", editor, state, state)
    try:
        yield
    finally:
        from deungdae.apps.academy.models import Enrolment

        Enrolment.objects.update(state=Enrolment.State.CANCELLED, offer_until=None)
        with connection.schema_editor() as editor:
            walls.database_forwards("academy", editor, state, state)


def take_the_locks_off() -> None:
    from deungdae.apps.academy.services import enrolments

    def nothing(*_arguments: Any) -> None:
        return None

    counted, numbered = enrolments.seated_of, enrolments.numbered

    def apart(*arguments: Any, **named: Any) -> Any:
        """Numbers that never collide: a collision would hide what is to be seen."""
        found = numbered(*arguments, **named)
        found.number = found.place = uuid4().int % 2**31
        return found

    def slow(*arguments: Any) -> Any:
        found = counted(*arguments)
        time.sleep(BETWEEN_COUNTING_AND_TAKING)
        return found

    transaction.Atomic.__enter__ = transaction.Atomic.__exit__ = nothing  # type: ignore[method-assign, assignment]
    QuerySet.select_for_update = lambda rows, **_options: rows  # type: ignore[method-assign]
    enrolments.seated_of, enrolments.numbered = slow, apart  # type: ignore[attr-defined]


def application(environ: Any, start_response: Any) -> Any:
    return LOADED(environ, start_response)


def loaded() -> Any:
    from deungdae.project.wsgi import application as product

    take_the_locks_off()
    return product


if __name__ != "__main__":
    import os

    LOADED = loaded() if os.environ.get("TEST_DATABASE_NAME") else None
