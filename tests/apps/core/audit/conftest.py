"""A log of several days, and its walls taken down as their owner can."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from deungdae.apps.core import clock
from deungdae.apps.core.audit.services import record_audits
from tests.support.audit import FIRST_DAY, a_look


@pytest.fixture
def at(monkeypatch) -> Callable[[datetime], None]:
    """Turn the clock's hands."""

    def turn(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(clock, "today", lambda: timezone.localdate(moment))

    return turn


@pytest.fixture
def write_days(at) -> Callable[..., None]:
    def write(*counts: int) -> None:
        for place, count in enumerate(counts):
            at(FIRST_DAY + timedelta(days=place))
            record_audits([a_look(number) for number in range(count)])

    return write


@pytest.fixture
def no_walls(db) -> None:
    """As the owner of the tables: the triggers are gone until the end of the test's transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'core_audit%'"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("ALTER TABLE core_auditentry DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE core_auditday DISABLE TRIGGER USER")
