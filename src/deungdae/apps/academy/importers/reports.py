"""The report of an online meeting: who was connected when, as Zoom, Teams and Webex give it out."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.academy import online
from deungdae.apps.academy.models import Attendance, Cohort, Enrolment, Session
from deungdae.apps.academy.rules import DECIDE
from deungdae.apps.academy.selectors.attendance import attendance_of, by_address, seats_of
from deungdae.apps.academy.services.attendance import Mark, is_news, require_held, write_marks
from deungdae.apps.academy.services.trainees import squeezed
from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.selectors.words import day_words, span_words
from deungdae.apps.calendar.spans import Span, day_of
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import from_short, is_short
from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.frame import (
    Column,
    Counts,
    ImportData,
    Importer,
    Issue,
    Outcome,
    Person,
    Row,
    Sheet,
    Subject,
    Tell,
    Verdict,
)
from deungdae.apps.core.models import ImportRun
from deungdae.apps.organisations.texts import short_text

SHEET = Sheet(
    "report",
    (gettext_lazy("온라인 보고서"), "참가자", "Participants", "report"),
    (
        Column(
            "name",
            (
                gettext_lazy("이름"),
                "성명",
                "참가자",
                "이름(원래 이름)",
                "name",
                "full name",
                "display name",
                "attendee name",
                "participant",
            ),
            parse=short_text(120),
            required=True,
            example="김하늘",
        ),
        Column(
            "email",
            (
                gettext_lazy("이메일"),
                "메일",
                "전자 메일",
                "사용자 이메일",
                "email",
                "e-mail",
                "user email",
                "attendee email",
                "participant id (UPN)",
            ),
            parse=cells.email,
            example="haneul.kim@company.co.kr",
            help=gettext_lazy("사람을 알아보는 칸입니다. 신청한 주소와 같아야 출석으로 적습니다."),
        ),
        Column(
            "joined",
            (
                gettext_lazy("참가 시각"),
                "참가 시간",
                "입장 시간",
                "첫 참가",
                "처음 참가",
                "join time",
                "first join",
                "joined",
            ),
            parse=online.moment,
            example="2030-03-05 09:58",
        ),
        Column(
            "left",
            (
                gettext_lazy("나간 시각"),
                "나간 시간",
                "퇴장 시간",
                "마지막 나가기",
                "leave time",
                "last leave",
                "left",
            ),
            parse=online.moment,
            example="2030-03-05 12:01",
        ),
        Column(
            "minutes",
            (
                gettext_lazy("참가한 시간(분)"),
                "기간",
                "기간(분)",
                "시간(분)",
                "참가 시간(분)",
                "duration",
                "duration (minutes)",
                "attendance duration",
                "in-meeting duration",
                "total duration",
            ),
            parse=online.minutes,
            example="120",
        ),
    ),
)


@dataclass(slots=True)
class Connected:
    """One person of the report, over all the rows of the address."""

    enrolment: Enrolment
    row: Row
    spans: list[Span] = field(default_factory=list)
    told: int = 0


class ReportImporter(Importer):
    name = "academy.reports"
    title = gettext_lazy("온라인 출석 보고서")
    template_name = gettext_lazy("온라인-출석-양식")
    permission = DECIDE
    help = gettext_lazy(
        "Zoom, Teams, Webex에서 내려받은 참가자 보고서를 그대로 올립니다. 신청한 이메일과 같은 사람만"
        " 출석으로 적고, 모르는 사람은 목록으로 보입니다. 여러 번 드나든 시간은 합칩니다."
    )
    sheets = (SHEET,)

    def subject_title(self, *, subject: str, user: Person) -> str | None:
        session = session_of(subject)
        person = cast(User, user)
        if session is None or not person.has_perm(DECIDE):
            return None
        if not Cohort.objects.visible_to(person).filter(pk=session.cohort_id).exists():
            return None
        return f"{session.cohort} {session.title} {span_words((session.starts_at, session.ends_at))}"

    def subjects(self, *, subjects: set[str], user: Person) -> dict[str, Subject]:
        found = {subject: self.subject_title(subject=subject, user=user) for subject in subjects}
        return {
            subject: Subject(title, page_of(subject)) for subject, title in found.items() if title is not None
        }

    def check(self, data: ImportData, *, tell: Tell) -> Verdict:
        verdict, counts = Verdict(), Counts()
        session, rows = required(data.subject), data.rows(SHEET.name)
        verdict.issues += issues_of_session(session, rows)
        if verdict.issues:
            verdict.counts[SHEET.name] = counts
            return verdict
        tell(20, _("자리가 있는 사람과 견주는 중입니다."))
        people = connected_of(session, rows, verdict)
        standing, marks, now = attendance_of(session), [], clock.now()
        for one in people:
            presence = online.presence_online(session, one.spans, told=one.told)
            if presence is None:
                verdict.issues.append(outside(one, session))
                continue
            mark, row = Mark(one.enrolment, presence, now), standing.get(one.enrolment.pk)
            if row is None:
                counts.created += 1
                marks.append(mark)
            elif is_news(row, mark, Attendance.Way.REPORT):
                counts.changed += 1
                marks.append(mark)
            else:
                counts.unchanged += 1
        verdict.counts[SHEET.name] = counts
        data.plan = marks
        return verdict

    def apply(self, data: ImportData, *, run: ImportRun, actor: Person | None, tell: Tell) -> Outcome:
        session, marks = required(data.subject), cast("list[Mark]", data.plan)
        before = set(attendance_of(session))
        user = cast("User | None", actor)
        write_marks(session=session, marks=marks, way=Attendance.Way.REPORT, actor=user)
        new = sum(1 for mark in marks if mark.enrolment.pk not in before)
        counts = Counts(created=new, changed=len(marks) - new)
        return Outcome({SHEET.name: counts}, {"session": session.pk})

    def undo_obstacle(self, run: ImportRun) -> str:
        return _("출석은 지우지 않고 고칩니다. 출석 명단에서 까닭을 적고 고쳐 주십시오.")

    def undo(self, *, run: ImportRun, actor: Person | None) -> None:
        raise RefusedError("no_undo", self.undo_obstacle(run))

    def result_url(self, run: ImportRun) -> str:
        return page_of(run.subject)


def session_of(subject: str) -> Session | None:
    if not is_short(subject):
        return None
    return Session.objects.select_related("cohort__course").filter(public_id=from_short(subject)).first()


def required(subject: str) -> Session:
    session = session_of(subject)
    if session is None:
        raise RefusedError("no_session", _("회차를 찾을 수 없습니다."))
    return session


def page_of(subject: str) -> str:
    return reverse("academy:sheet", args=[from_short(subject)])


def issues_of_session(session: Session, rows: list[Row]) -> list[Issue]:
    """What is wrong with the report as a whole: a session not yet over or never held, or another day."""
    title = rows[0].sheet_title if rows else SHEET.label
    try:
        require_held(session)
    except RefusedError as error:
        return [Issue(title, 0, "", "", error.code, error.message)]
    if session.ends_at > clock.now():
        message = _("회차가 아직 끝나지 않았습니다. 끝난 뒤에 내려받은 보고서를 올려 주십시오.")
        return [Issue(title, 0, "", "", "not_over", message)]
    days = {day_of(cast(datetime, row["joined"])) for row in rows if row["joined"]}
    day = day_of(session.starts_at)
    if days and day not in days:
        template = _("%(found)s의 보고서입니다. 이 회차는 %(day)s에 열렸습니다.")
        values = {"found": ", ".join(day_words(one) for one in sorted(days)[:3]), "day": day_words(day)}
        remedy = _("그 날의 회차에서 올리거나, 이 회차의 보고서를 다시 내려받으십시오.")
        return [Issue(title, 0, "", "", "other_day", template % values, remedy)]
    return []


def connected_of(session: Session, rows: list[Row], verdict: Verdict) -> list[Connected]:
    """The people of the report who have a seat, by their address; everybody else is listed, never guessed."""
    seats = list(seats_of(session.cohort))
    by_email = by_address(seats)
    by_name: dict[str, list[int]] = {}
    for one in seats:
        by_name.setdefault(squeezed(one.trainee.name), []).append(one.number)
    found: dict[int, Connected] = {}
    for row in rows:
        seat = by_email.get(str(row["email"] or "").lower())
        if seat is None:
            verdict.issues.append(unknown(row, by_name.get(squeezed(str(row["name"])), [])))
            continue
        add_times(found.setdefault(seat.pk, Connected(seat, row)), row, verdict)
    return list(found.values())


def add_times(one: Connected, row: Row, verdict: Verdict) -> None:
    joined, left = cast("datetime | None", row["joined"]), cast("datetime | None", row["left"])
    told = cast("int | None", row["minutes"])
    if joined is not None and left is None and told:
        left = joined + timedelta(minutes=told)
    if joined is not None and left is not None and joined < left:
        one.spans.append((joined, left))
    elif joined is None and told:
        one.told += told
    else:
        message = _("언제부터 언제까지 있었는지 알 수 없습니다.")
        remedy = _("참가 시각과 나간 시각, 또는 참가한 시간(분)을 적어 주십시오.")
        verdict.issues.append(row.issue("joined", code="no_times", message=message, remedy=remedy))


def unknown(row: Row, numbers: list[int]) -> Issue:
    """Somebody without a seat under this address; of one name with somebody who has, that is said."""
    if numbers:
        told = ", ".join(str(number) for number in numbers[:5])
        message = _("주소로는 찾을 수 없지만 이름이 같은 수강생이 있습니다(접수 번호 %(numbers)s).") % {
            "numbers": told
        }
        remedy = _("본인이 맞으면 신청한 주소를 적어 다시 올리거나 출석 명단에서 적어 주십시오.")
        return row.issue("name", code="same_name", message=message, remedy=remedy, is_warning=True)
    message = _("이 기수에 자리가 있는 사람이 아닙니다. 출석으로 적지 않습니다.")
    return row.issue("email", code="unknown", message=message, is_warning=True)


def outside(one: Connected, session: Session) -> Issue:
    message = _("회차 시간(%(when)s)에는 들어와 있지 않았습니다. 출석으로 적지 않습니다.")
    when = span_words((session.starts_at, session.ends_at))
    return one.row.issue("joined", code="outside", message=message % {"when": when}, is_warning=True)
