"""The names of a day's files."""

from django.utils.text import slugify

from deungdae.apps.caravan.models import MatchingDay


def file_name(day: MatchingDay, ending: str) -> str:
    """2021-04-14-title-ending: sorts by date, and says what it is."""
    title = slugify(day.title, allow_unicode=True)[:60]
    return f"{day.date:%Y-%m-%d}-{title}-{ending}"
