"""Checking in: by the code on the screen, or at the door by the person's own code."""

from typing import Any
from uuid import UUID

from allauth.core.internal import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.codes import (
    digits_of,
    enrolment_of_door,
    good_windows,
    require_digits,
    require_screen,
    screen_address,
)
from deungdae.apps.academy.links import enrolment_of_token
from deungdae.apps.academy.models import Attendance, Cohort, Enrolment, Session
from deungdae.apps.academy.models.trainees import is_me
from deungdae.apps.academy.qr import qr_svg
from deungdae.apps.academy.selectors.attendance import counts_of, times_words
from deungdae.apps.academy.selectors.check_in import (
    attendance_at,
    next_session,
    seat_of_user,
    seats_elsewhere,
    session_now,
)
from deungdae.apps.academy.services.attendance import check_in as write_check_in
from deungdae.apps.academy.views.access import session_page, staff_page
from deungdae.apps.academy.views.attendance import frame_of
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.selectors.words import span_words
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError

SEEN, SEAT = "academy_seen", "academy_seat"
"""Under these words a browser's session keeps which screen was seen when, and whose link was opened."""
SEEN_FOR = 10 * 60
"""Seconds to sign in or find the link after the code was scanned."""
REFRESH_SECONDS = 5


@never_cache
@session_page
@require_GET
def screen(request: HttpRequest, session: Session) -> HttpResponse:
    """For the projector: the code that changes, and how many are there. Asked again and again by itself."""
    counts = counts_of(session)
    context = {
        **frame_of(session),
        "picture": qr_svg(screen_address(session), label=_("체크인 QR")),
        "digits": digits_of(session, good_windows()[0]),
        "expected": sum(counts.values()),
        "here": sum(counts.get(state, 0) for state in Attendance.ATTENDING),
        "refresh": REFRESH_SECONDS,
    }
    template = "academy/parts/screen.html" if request.headers.get("HX-Request") else "academy/screen.html"
    return render(request, template, context)


def visible_session(request: HttpRequest, session_id: UUID) -> Session:
    found = Session.objects.filter(cohort__in=Cohort.objects.visible_to(request.user))
    return get_object_or_404(found.select_related("cohort__course"), public_id=session_id)


@never_cache
@require_GET
def arrive(request: HttpRequest, cohort_session_id: UUID, screen_token: str) -> HttpResponse:
    """Somebody has scanned the screen: remembered for a while, so that there is time to say who it is."""
    session = visible_session(request, cohort_session_id)
    try:
        require_screen(session, screen_token)
    except RefusedError as error:
        return page_of(request, session, refusal=error)
    request.session[SEEN] = {session.short_id: clock.now().timestamp()}
    return redirect("academy:check_in", cohort_session_id=session.public_id)


@never_cache
@require_http_methods(["GET", "POST"])
def check_in(request: HttpRequest, cohort_session_id: UUID) -> HttpResponse:
    """One tap after the scan, or the digits of the screen."""
    session = visible_session(request, cohort_session_id)
    if request.method == "POST":
        try:
            take(request, session)
        except RefusedError as error:
            return page_of(request, session, refusal=error)
        return redirect("academy:check_in", cohort_session_id=session.public_id)
    return page_of(request, session)


def take(request: HttpRequest, session: Session) -> None:
    seat = seat_of(request, session)
    if seat is None and elsewhere_of(request, session):
        raise RefusedError("elsewhere", _("이 기수에 자리가 없어 체크인할 수 없습니다."))
    if seat is None:
        raise RefusedError("nobody", _("누구인지 알 수 없습니다. 로그인하거나 메일의 신청 링크를 여십시오."))
    if not has_seen(request, session):
        if not ratelimit.consume(request, app="allauth.account", action="check_in", key=seat.short_id):
            raise RefusedError("too_many", _("숫자를 너무 여러 번 틀렸습니다. 5분 뒤에 다시 해 주십시오."))
        require_digits(session, request.POST.get("digits", "")[:20])
    actor = request.user if isinstance(request.user, User) else None
    write_check_in(session=session, enrolment=seat, way=Attendance.Way.SCREEN, actor=actor)


def has_seen(request: HttpRequest, session: Session) -> bool:
    """Whether this browser has scanned the session's screen just now."""
    at = request.session.get(SEEN, {}).get(session.short_id, 0)
    return bool(0 <= clock.now().timestamp() - at <= SEEN_FOR)


def seat_of(request: HttpRequest, session: Session) -> Enrolment | None:
    """Who it is: the account that is signed in, or whose link this browser has opened."""
    if isinstance(request.user, User):
        return seat_of_user(request.user, session.cohort)
    seat = enrolment_of_token(request.session.get(SEAT, ""))
    return seat if seat is not None and seat.cohort_id == session.cohort_id else None


def elsewhere_of(request: HttpRequest, session: Session) -> list[dict[str, Any]]:
    """Where the seats are of somebody who is known, and has none here."""
    if isinstance(request.user, User):
        mine = Enrolment.objects.filter(is_me(request.user, "trainee__"))
    else:
        known = enrolment_of_token(request.session.get(SEAT, ""))
        mine = Enrolment.objects.filter(pk__in=[known.pk] if known is not None else [])
    return seats_elsewhere(mine, session.cohort)


def page_of(request: HttpRequest, session: Session, *, refusal: RefusedError | None = None) -> HttpResponse:
    seat = seat_of(request, session)
    row = attendance_at(session, seat) if seat is not None else None
    own = reverse("academy:check_in", args=[session.public_id])
    context = {
        "session": session,
        "cohort": session.cohort,
        "when": span_words((session.starts_at, session.ends_at)),
        "seat": seat,
        "elsewhere": elsewhere_of(request, session) if seat is None else [],
        "row": row if row is not None and row.state in Attendance.ATTENDING else None,
        "times": times_words(row) if row is not None else "",
        "has_seen": has_seen(request, session),
        "is_signed_in": request.user.is_authenticated,
        "sign_in": f"{reverse('account_login')}?next={own}",
        "refusal": refusal.message if refusal is not None else "",
    }
    return render(request, "academy/check_in.html", context, status=422 if refusal is not None else 200)


@never_cache
@staff_page
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, door_link: str) -> HttpResponse:
    """Staff have scanned a person's own code: one tap, and the person is there."""
    seat, refusal = enrolment_of_door(door_link), None
    if seat is None:
        raise Http404
    session = session_now(seat.cohort) or next_session(seat.cohort)
    if session is None:
        raise Http404
    if request.method == "POST":
        try:
            write_check_in(session=session, enrolment=seat, way=Attendance.Way.DOOR, actor=user_of(request))
            return redirect("academy:door", door_link=door_link)
        except RefusedError as error:
            refusal = error
    row = attendance_at(session, seat)
    context = {
        **frame_of(session),
        "seat": seat,
        "name": seat.trainee.as_masked()["name"],
        "row": row,
        "is_here": row is not None and row.state in Attendance.ATTENDING,
        "times": times_words(row) if row is not None else "",
        "refusal": refusal.message if refusal is not None else "",
    }
    return render(request, "academy/door.html", context, status=422 if refusal is not None else 200)
