"""How moments are said and typed: a day and a time in Seoul."""

from datetime import datetime

from deungdae.apps.calendar.opening_words import minutes_of
from deungdae.apps.calendar.selectors.words import clock as clock_words
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.calendar.spans import SEOUL, day_of, moment
from deungdae.apps.core.imports import cells


def moment_words(at: datetime) -> str:
    """2021. 4. 14.(수) 14:00"""
    return f"{day_words(day_of(at))} {clock_words(at)}"


def moment_typed(text: str) -> datetime:
    """`2026-12-01 09:00`, or a day alone, which is its first moment. CellError for anything else."""
    day, _blank, time = text.strip().rpartition(" ")
    if ":" in time and day:
        return moment(cells.day(day), minutes_of(time))
    return moment(cells.day(text), 0)


def moment_shown(at: datetime | None) -> str:
    """As `moment_typed` reads it."""
    return f"{at.astimezone(SEOUL):%Y-%m-%d %H:%M}" if at is not None else ""
