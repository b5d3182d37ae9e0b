"""A session's sheet: who is there, by name once opened, saved all at once."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from deungdae.apps.academy.attendance_words import duration
from deungdae.apps.academy.forms.attendance import Choice, choice_of, marks_of, moment_told, reason_of
from deungdae.apps.academy.models import Attendance, Enrolment, Session, Trainee
from deungdae.apps.academy.models.cohorts import Delivery
from deungdae.apps.academy.presence import minutes_so_far
from deungdae.apps.academy.selectors.attendance import (
    PAGE_SIZE,
    attendance_of,
    counts_of,
    seats_of,
    times_words,
)
from deungdae.apps.academy.services.attendance import write_marks
from deungdae.apps.academy.services.names import open_names
from deungdae.apps.academy.views.access import crumbs, session_page
from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.accounts.personal.opening import OPEN
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.accounts.views.personal import ReasonForm
from deungdae.apps.calendar.selectors.words import span_words
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core import clock
from deungdae.apps.core.audit.caller import caller_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.paging import page_links
from deungdae.apps.core.words import done

NAMES = "academy_names"
"""Under this word the browser's session keeps whose names are open on which sheet, until when."""
OPEN_FOR = 3 * 60 * 60
STATES = Attendance.State.choices


@never_cache
@session_page
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, session: Session) -> HttpResponse:
    """Everybody with a seat, a choice for each, one button."""
    page = Paginator(seats_of(session.cohort), PAGE_SIZE).get_page(request.GET.get("page"))
    people, refusal = list(page), None
    choices = {one.pk: choice_of(request.POST, one) for one in people}
    if request.method == "POST":
        try:
            count = save(request, session, people, choices)
        except RefusedError as error:
            refusal = error
        else:
            done(request, _("출석 {count}건을 저장했습니다."), count=count)
            is_by_script = "X-Sheet" in request.headers
            return HttpResponse(status=204) if is_by_script else redirect(request.get_full_path())
    context = {
        **frame_of(session),
        "page": page,
        "links": page_links(request, page),
        "lines": lines_of(request, session, page, choices),
        "states": STATES,
        "has_online": session.delivery != Delivery.ON_SITE,
        "counts": figures_of(session),
        "refusal": refusal.message if refusal is not None else "",
        "reason": reason_of(request.POST),
    }
    context["closed"] = any(not line["is_open"] for line in context["lines"])
    return render(request, "academy/sheet.html", context, status=422 if refusal is not None else 200)


def save(request: HttpRequest, session: Session, people: list[Enrolment], choices: dict[int, Choice]) -> int:
    marks = marks_of(session, people, choices, at=moment_told(request.POST, clock.now()))
    reason, actor = reason_of(request.POST), user_of(request)
    write_marks(session=session, marks=marks, way=Attendance.Way.LIST, actor=actor, reason=reason)
    return len(marks)


def frame_of(session: Session) -> dict[str, Any]:
    return {
        "session": session,
        "cohort": session.cohort,
        "crumbs": crumbs(session.cohort),
        "when": span_words((session.starts_at, session.ends_at)),
    }


def figures_of(session: Session) -> list[tuple[str, int]]:
    counts = counts_of(session)
    told = [(str(label), counts.get(value, 0)) for value, label in STATES]
    return [*told, (_("기록 없음"), counts[""])]


def lines_of(
    request: HttpRequest, session: Session, page: Page[Enrolment], choices: dict[int, Choice]
) -> list[dict[str, Any]]:
    rows, opened = attendance_of(session), opened_names(request, session.short_id)
    found, now = [], clock.now()
    for one in page:
        row, choice = rows.get(one.pk), choices[one.pk]
        minutes = minutes_so_far(session, row, now) if row is not None else 0
        seen = row.state if row is not None else ""
        found.append(
            {
                "enrolment": one,
                "name": name_shown(one.trainee, opened),
                "is_open": is_shown(one.trainee, opened),
                "seen": seen,
                "chosen": choice.state or seen,
                "clock": choice.clock,
                "times": times_words(row) if row is not None else "",
                "minutes": duration(minutes) if minutes else "",
                "way": row.get_way_display() if row is not None else "",
            }
        )
    return found


def is_shown(trainee: Trainee, opened: set[str]) -> bool:
    """Whether the name is open, or never masked."""
    return trainee.short_id in opened or "name" not in trainee.covered()


def name_shown(trainee: Trainee, opened: set[str]) -> str:
    return trainee.name if is_shown(trainee, opened) else trainee.as_masked()["name"]


def opened_names(request: HttpRequest, place: str) -> set[str]:
    """The trainees whose names are open now, in this place: a session's sheet, or a cohort's file."""
    kept = request.session.get(NAMES, {}).get(place, {})
    return set(kept.get("people", ())) if kept.get("until", 0) > clock.now().timestamp() else set()


def open_all(
    request: HttpRequest, place: str, people: list[Trainee], *, page: str, facts: dict[str, str]
) -> None:
    """Open these names in this place; those that are open already are not written down twice."""
    now, opened = clock.now().timestamp(), opened_names(request, place)
    closed = [one for one in people if not is_shown(one, opened)]
    open_names(people=closed, page=page, **facts, caller=caller_of(request))
    others = {key: kept for key, kept in request.session.get(NAMES, {}).items() if kept["until"] > now}
    mine = {"until": now + OPEN_FOR, "people": [one.short_id for one in people]}
    request.session[NAMES] = {**others, place: mine}


@session_page
@require_http_methods(["GET", "POST"])
def sheet_names(request: HttpRequest, session: Session) -> HttpResponse:
    """Says why the names are needed, once for the whole sheet."""
    if not request.user.has_perm(OPEN):
        raise Http404
    form, target = ReasonForm(sent(request)), reverse("academy:sheet", args=[session.public_id])

    def act() -> str:
        people = [one.trainee for one in seats_of(session.cohort)]
        open_all(request, session.short_id, people, page=target, facts=form.cleaned_data)
        return target

    lead = _("자리가 있는 사람 모두의 이름을 세 시간 동안 이 명단에서 봅니다. 사람마다 감사 기록에 남습니다.")
    path = [*crumbs(session.cohort), {"label": _("출석 명단"), "url": target}]
    return form_page(
        request,
        form,
        act=act,
        title=_("이름 열기"),
        crumbs=path,
        template="academy/names.html",
        lead=lead,
    )
