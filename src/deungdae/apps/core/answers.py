"""Files as answers."""

from urllib.parse import quote

from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
HWPX = "application/hwp+zip"
ICS = "text/calendar; charset=utf-8"


SHARED = "is_shared"


def shared(answer: HttpResponse, *, seconds: int) -> HttpResponse:
    """The same for every reader: any cache on the way may keep it so long and give it to others."""
    setattr(answer, SHARED, True)
    answer["Cache-Control"] = f"public, max-age={seconds}"
    return answer


def file_answer(content: bytes, *, name: str, kind: str) -> HttpResponse:
    """A download that no shared cache keeps."""
    answer = HttpResponse(content, content_type=kind)
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer
