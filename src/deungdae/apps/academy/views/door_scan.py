"""One code after the other at the door of a session: by camera, by a hand-held reader, or typed."""

from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from deungdae.apps.academy.codes import enrolment_of_door
from deungdae.apps.academy.forms.attendance import moment_told
from deungdae.apps.academy.models import Attendance, Enrolment, Session
from deungdae.apps.academy.selectors.attendance import counts_of, times_words
from deungdae.apps.academy.selectors.check_in import attendance_at
from deungdae.apps.academy.services.attendance import check_in
from deungdae.apps.academy.views.access import session_page
from deungdae.apps.academy.views.attendance import frame_of
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError

MOST_CODE = 400


@never_cache
@session_page
@require_http_methods(["GET", "POST"])
def door_scan(request: HttpRequest, session: Session) -> HttpResponse:
    """What was scanned is taken at once; the answer to the script is the part of the page that says so."""
    context: dict[str, Any] = dict(frame_of(session))
    status = 200
    if request.method == "POST":
        try:
            context |= taken(request, session)
        except RefusedError as error:
            context["refusal"], status = error.message, 422
    counts = counts_of(session)
    context["here"] = sum(counts.get(state, 0) for state in Attendance.ATTENDING)
    context["expected"] = sum(counts.values())
    template = "parts/scanned.html" if "X-Scan" in request.headers else "door_scan.html"
    return render(request, f"academy/{template}", context, status=status)


def taken(request: HttpRequest, session: Session) -> dict[str, Any]:
    """Who it is, written as there; a second scan says since when."""
    seat = seat_of_code(request.POST.get("code", ""))
    before = attendance_at(session, seat)
    was_here = before is not None and before.state in Attendance.ATTENDING
    way, at = Attendance.Way.DOOR, moment_told(request.POST, clock.now())
    row = check_in(session=session, enrolment=seat, way=way, actor=user_of(request), at=at)
    name = seat.trainee.as_masked()["name"]
    return {"seat": seat, "name": name, "row": row, "times": times_words(row), "was_here": was_here}


def seat_of_code(typed: str) -> Enrolment:
    """From what the QR says: the address of a person's door, or its last part alone."""
    path = typed.strip()[:MOST_CODE].partition("?")[0]
    seat = enrolment_of_door(unquote(path).strip("/").rpartition("/")[2])
    if seat is None:
        raise RefusedError(
            "no_code",
            _(
                "수강생의 QR이 아니거나 이제 쓰지 않는 QR입니다. 수강생의 신청 화면에 지금 보이는"
                " ‘내 QR’을 찍어 주십시오."
            ),
        )
    return seat
