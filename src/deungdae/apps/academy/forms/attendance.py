"""A session's sheet as staff fill it: for each person a choice, sent as "what stood there:what is chosen"."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from django.http import QueryDict
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Attendance, Enrolment, Session
from deungdae.apps.academy.services.attendance import Mark, marked
from deungdae.apps.calendar.spans import SEOUL, day_of
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.imports.cells import CellError, time_of_day

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for one person; `seen`: what stood there when the page was made."""

    seen: str = ""
    state: str = ""
    clock: str = ""

    @property
    def is_told(self) -> bool:
        return self.state in Attendance.State.values and (self.state != self.seen or bool(self.clock))


def choice_of(sent: QueryDict, enrolment: Enrolment) -> Choice:
    seen, _colon, state = sent.get(f"mark-{enrolment.short_id}", "").partition(":")
    return Choice(seen, state, sent.get(f"time-{enrolment.short_id}", "").strip()[:8])


def marks_of(
    session: Session, enrolments: list[Enrolment], choices: Mapping[int, Choice], *, at: datetime
) -> list[Mark]:
    """What the sheet says of whom it says something; RefusedError names the first line that is wrong."""
    found = []
    for one in enrolments:
        choice = choices[one.pk]
        if not choice.is_told:
            continue
        try:
            found.append(mark_of(session, one, choice, at=at))
        except RefusedError as error:
            template = _("접수 번호 {number}: {message}")
            raise refused(error.code, template, number=one.number, message=error.message) from error
    return found


def mark_of(session: Session, enrolment: Enrolment, choice: Choice, *, at: datetime) -> Mark:
    moment = moment_of(session, choice.clock)
    is_late = choice.state == Attendance.State.LATE
    is_early = choice.state == Attendance.State.LEFT_EARLY
    presence = marked(
        session,
        state=choice.state,
        arrived_at=moment if is_late else None,
        left_at=moment if is_early else None,
        at=at,
    )
    return Mark(enrolment, presence, at)


def moment_of(session: Session, clock: str) -> datetime | None:
    """A time of the session's day; None where nothing is written."""
    if not clock:
        return None
    try:
        found: time = time_of_day(clock)
    except CellError as error:
        raise RefusedError("time", f"{error.message} {error.remedy}") from error
    return datetime.combine(day_of(session.starts_at), found, SEOUL)


def moment_told(sent: QueryDict, now: datetime) -> datetime:
    """When the sheet was filled in: now, or the device's own time where there was no network then."""
    text = sent.get("at", "")
    if not text:
        return now
    try:
        found = datetime.fromisoformat(text[:40])
    except ValueError as error:
        raise not_a_moment() from error
    if found.tzinfo is None:
        raise not_a_moment()
    return found


def not_a_moment() -> RefusedError:
    return RefusedError("clock", _("표시한 때를 읽을 수 없습니다. 화면을 새로 고쳐 다시 표시해 주십시오."))


def reason_of(sent: QueryDict) -> str:
    return " ".join(sent.get("reason", "").replace("\x00", "").split())[:LONGEST_REASON]
