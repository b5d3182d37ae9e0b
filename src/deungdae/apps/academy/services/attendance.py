"""Writing who was there: once for each person, whatever the way and however often it is sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Attendance, AttendanceStep, Cohort, Enrolment, Session
from deungdae.apps.academy.presence import Presence, presence_of, require_hours, require_past
from deungdae.apps.academy.services import cases
from deungdae.apps.academy.services.starts import keep_starts
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused

State, Way = Attendance.State, Attendance.Way
NOT_HELD = (Cohort.State.DRAFT, Cohort.State.CANCELLED)
IN_PERSON = (Way.SCREEN, Way.DOOR)


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody was seen, or missed, at a moment. `at`: when it was said; without network it arrives later."""

    enrolment: Enrolment
    presence: Presence
    at: datetime


@transaction.atomic
def check_in(
    *, session: Session, enrolment: Enrolment, way: str, actor: User | None, at: datetime | None = None
) -> Attendance:
    """Somebody is here now, or was at `at` on a device without network. A second time changes nothing."""
    now = clock.now()
    moment = at or now
    require_past(moment, now)
    require_hours(session, moment)
    mark = Mark(enrolment, presence_of(session, arrived_at=moment), moment)
    [written] = write_marks(session=session, marks=[mark], way=way, actor=actor)
    return written


@transaction.atomic
def write_marks(
    *, session: Session, marks: Sequence[Mark], way: str, actor: User | None, reason: str = ""
) -> list[Attendance]:
    """All of them or none, in their order, as they stand then. Changing what is written asks a reason, except
    that whoever was not expected has come after all."""
    require_held(session)
    seats = lock_seats([mark.enrolment.pk for mark in marks])
    found = Attendance.objects.filter(session=session, enrolment__in=seats)
    known = {one.enrolment_id: one for one in found}
    new, changed, steps, written = [], [], [], []
    for mark in marks:
        seat = require_seat(session, seats[mark.enrolment.pk])
        one = known.get(seat.pk)
        if one is None:
            one = known[seat.pk] = Attendance(session=session, enrolment=seat)
            new.append(one)
            steps.append(step_of(one, mark, way, actor, reason))
        elif is_news(one, mark, way):
            require_reason(one, mark, way, reason)
            changed.append(one)
            steps.append(step_of(one, mark, way, actor, reason))
        written.append(one)
    Attendance.objects.bulk_create(new)
    Attendance.objects.bulk_update(changed, ["state", "minutes", "arrived_at", "left_at", "way", "marked_at"])
    AttendanceStep.objects.bulk_create(steps)
    keep_starts([seats[one.enrolment_id] for one in (*new, *changed)])
    cases.tell_attendance(session, [*new, *changed], actor=actor)
    return written


def lock_seats(keys: Iterable[int]) -> dict[int, Enrolment]:
    """These enrolments as they are now, kept from others until the transaction ends."""
    locked = Enrolment.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=list(keys))
    return {one.pk: one for one in locked.select_related("trainee__account", "organisation").order_by("pk")}


def require_held(session: Session) -> None:
    state = Cohort.objects.values_list("state", flat=True).get(pk=session.cohort_id)
    if state in NOT_HELD:
        template = _("{cohort}(은/는) {state} 상태라 출석을 받지 않습니다.")
        raise refused("not_held", template, cohort=str(session.cohort), state=str(Cohort.State(state).label))


def require_seat(session: Session, seat: Enrolment) -> Enrolment:
    if seat.cohort_id != session.cohort_id:
        template = _("접수 번호 {number}(은/는) 다른 기수의 신청입니다. 이 기수의 신청을 보여 주십시오.")
        raise refused("other_cohort", template, number=seat.number)
    if seat.state != Enrolment.State.SEATED:
        template = _(
            "접수 번호 {number}의 상태가 ‘{state}’입니다. 자리가 확정된 사람만 출석할 수 있으니"
            " 센터 담당자에게 말씀해 주십시오."
        )
        raise refused("no_seat", template, number=seat.number, state=str(seat.get_state_display()))
    return seat


def is_news(one: Attendance, mark: Mark, way: str) -> bool:
    """Whether the mark says something else than what stands, and more lately. Who is here in person, or in a
    report, never loses by it: an arrival that was written stays unless an earlier one comes in. What staff
    have written on the list is stronger than a report."""
    told = mark.presence
    is_there = one.state in Attendance.ATTENDING
    if way in IN_PERSON and is_there:
        return one.arrived_at is not None and told.minutes > one.minutes and one.way in IN_PERSON
    if way == Way.REPORT:
        return one.way != Way.LIST and told.minutes > one.minutes
    if way == Way.LIST and mark.at <= one.marked_at:
        return False
    return (told.state, told.minutes) != (one.state, one.minutes)


def require_reason(one: Attendance, mark: Mark, way: str, reason: str) -> None:
    is_arrival = mark.presence.state in Attendance.ATTENDING
    was_there = one.state in Attendance.ATTENDING
    if way in IN_PERSON or (way == Way.REPORT and is_arrival) or (is_arrival and not was_there):
        return
    if not reason.strip():
        template = _(
            "접수 번호 {number}의 기록을 {old}에서 {new}(으로/로) 바꿉니다. 까닭을 적어 주십시오."
            " 본인에게 그대로 보입니다."
        )
        new = str(State(mark.presence.state).label)
        raise refused(
            "reason", template, number=one.enrolment.number, old=str(one.get_state_display()), new=new
        )


def step_of(one: Attendance, mark: Mark, way: str, actor: User | None, reason: str) -> AttendanceStep:
    """Put the mark into the attendance, and the line of its history."""
    told, old = mark.presence, one.state
    one.state, one.minutes, one.way, one.marked_at = told.state, told.minutes, way, mark.at
    one.arrived_at, one.left_at = told.arrived_at, told.left_at
    return AttendanceStep(
        attendance=one,
        old_state=old,
        state=told.state,
        minutes=told.minutes,
        way=way,
        at=clock.now(),
        actor=actor,
        reason=reason.strip(),
    )


def marked(
    session: Session, *, state: str, arrived_at: datetime | None, left_at: datetime | None, at: datetime
) -> Presence:
    """What a list says of somebody, in full; RefusedError where the hours do not allow it."""
    require_past(at, clock.now())
    if state == State.EXCUSED:
        return Presence(state, 0)
    if state == State.ABSENT:
        require_begun(session, at)
        return Presence(state, 0)
    require_hours(session, min(at, session.starts_at))
    if state == State.PRESENT:
        return presence_of(session, arrived_at=session.starts_at)
    if state == State.LATE:
        come = arrived_at or (at if session.starts_at <= at < session.ends_at else None)
        return presence_of(
            session, arrived_at=told(come, _("몇 시에 왔는지 적어 주십시오.")), left_at=left_at
        )
    gone = left_at or (at if session.starts_at < at < session.ends_at else None)
    come = arrived_at or session.starts_at
    return presence_of(session, arrived_at=come, left_at=told(gone, _("몇 시에 갔는지 적어 주십시오.")))


def told(at: datetime | None, message: str) -> datetime:
    if at is None:
        raise RefusedError("time", message)
    return at


def require_begun(session: Session, at: datetime) -> None:
    if at < session.starts_at:
        raise RefusedError("too_early", _("회차가 시작한 뒤에 결석으로 적을 수 있습니다."))
