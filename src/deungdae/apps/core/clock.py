"""The one place that asks what time it is; tests turn its hands."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """The business date in Seoul."""
    return timezone.localdate()
