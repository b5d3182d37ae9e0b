"""A cohort's attendance as a workbook: people by sessions; names as the centre masks them, until opened."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.models import Attendance, Cohort, Session
from deungdae.apps.academy.selectors.attendance import seats_of, standings, times_words
from deungdae.apps.academy.spans import day_of
from deungdae.apps.academy.views.access import cohort_page, crumbs, staff_page
from deungdae.apps.academy.views.attendance import name_shown, open_all, opened_names
from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.accounts.personal.opening import OPEN
from deungdae.apps.accounts.views.personal import ReasonForm
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.answers import XLSX, file_answer
from deungdae.apps.core.exports.cells import workbook_of


@never_cache
@staff_page
@cohort_page
@require_GET
def attendance_workbook(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """A row for each person with a seat, a column for each session."""
    sessions = list(Session.objects.filter(cohort=cohort))
    rows = list(rows_of(cohort, sessions, opened_names(request, cohort.short_id)))
    widths = [8, 18, 24, *[18] * len(sessions), 16, 14, 14, 40]
    return file_answer(workbook_of([(_("출석"), rows, widths)]), name=_("출석.xlsx"), kind=XLSX)


def rows_of(cohort: Cohort, sessions: list[Session], opened: set[str]) -> Iterator[list[str]]:
    titles = [f"{one.title} ({day_words(day_of(one.starts_at))})" for one in sessions]
    tail = [_("출석한 시간"), _("시작한 날"), _("수료한 날"), _("수료까지")]
    yield [_("번호"), _("이름"), _("기업"), *titles, *tail]
    for line in standings(cohort, list(seats_of(cohort))):
        one = line["enrolment"]
        days = [day_words(day) if day else "" for day in (one.started_on, one.completed_on)]
        yield [
            str(one.number),
            name_shown(one.trainee, opened),
            one.organisation.name if one.organisation else "",
            *[mark_words(line["rows"].get(session.pk)) for session in sessions],
            line["counted"],
            *days,
            line["words"],
        ]


def mark_words(row: Attendance | None) -> str:
    """What is written of a session, with the times; empty where nothing is."""
    if row is None:
        return ""
    return " ".join(part for part in (str(row.get_state_display()), times_words(row)) if part)


@staff_page
@cohort_page
@require_http_methods(["GET", "POST"])
def attendance_names(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Says why the file needs the names, once for the whole cohort."""
    if not request.user.has_perm(OPEN):
        raise Http404
    form = ReasonForm(sent(request))
    back = reverse("academy:completion", args=[cohort.public_id])
    file = reverse("academy:attendance_workbook", args=[cohort.public_id])

    def act() -> str:
        people = [one.trainee for one in seats_of(cohort)]
        open_all(request, cohort.short_id, people, page=file, facts=form.cleaned_data)
        return back

    lead = _(
        "자리가 있는 사람 모두의 이름을 세 시간 동안 출석 엑셀에 담습니다. 사람마다 감사 기록에 남습니다."
    )
    path = [*crumbs(cohort), {"label": _("출석과 수료"), "url": back}]
    return form_page(
        request,
        form,
        act=act,
        title=_("이름 열기"),
        crumbs=path,
        template="academy/names.html",
        lead=lead,
    )
