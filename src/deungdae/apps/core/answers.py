"""Files as answers."""

from urllib.parse import quote

from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
HWPX = "application/hwp+zip"
ICS = "text/calendar; charset=utf-8"


def file_answer(content: bytes, *, name: str, kind: str) -> HttpResponse:
    """A download that no shared cache keeps."""
    answer = HttpResponse(content, content_type=kind)
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer
