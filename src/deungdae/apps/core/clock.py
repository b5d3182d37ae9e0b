"""The one place that asks what time it is; tests turn its hands, and the demo lives its past years by it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_TURNED: ContextVar[datetime | None] = ContextVar("turned", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _TURNED.get() or timezone.now()


def today() -> date:
    """The business date in Seoul."""
    return timezone.localdate(_TURNED.get())


@contextmanager
def turned_to(moment: datetime) -> Iterator[None]:
    """Within it, in this thread, it is `moment`."""
    token = _TURNED.set(moment)
    try:
        yield
    finally:
        _TURNED.reset(token)
