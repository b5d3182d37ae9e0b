"""Files as answers."""

from urllib.parse import quote

from django.http import HttpResponse
from django.utils.text import slugify

from deungdae.apps.caravan.models import MatchingDay

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
ICS = "text/calendar; charset=utf-8"


def file_answer(content: bytes, *, name: str, kind: str) -> HttpResponse:
    """A download that no shared cache keeps."""
    answer = HttpResponse(content, content_type=kind)
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


def file_name(day: MatchingDay, ending: str) -> str:
    """2021-04-14-title-ending: sorts by date, and says what it is."""
    title = slugify(day.title, allow_unicode=True)[:60]
    return f"{day.date:%Y-%m-%d}-{title}-{ending}"
