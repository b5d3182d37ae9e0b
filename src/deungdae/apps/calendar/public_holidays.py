"""Korea's public holidays by name, substitutes included: from the library `holidays` (1948–2100)."""

from datetime import date
from functools import lru_cache

from django.utils.translation import get_language

LANGUAGES = {"en": "en_US"}
BETWEEN = "; "


@lru_cache(maxsize=64)
def holidays_of(year: int, language: str) -> dict[date, str]:
    from holidays.countries import KR  # noqa: PLC0415 - reading it takes a moment that other processes save

    found: dict[date, str] = dict(KR(years=year, language=language))
    return found


def holiday_on(day: date) -> str:
    """The holiday's name in the reader's language; two on one day with a comma; empty on other days."""
    language = LANGUAGES.get((get_language() or "ko")[:2], "ko")
    return holidays_of(day.year, language).get(day, "").replace(BETWEEN, ", ")
