"""The steps of a matching day: what each asks first, what it does, whom it tells."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.models import MatchingDay, Meeting, MeetingChange, MeetingRequest, Participant
from deungdae.apps.caravan.rules import find_transition
from deungdae.apps.caravan.selectors.board import board_of
from deungdae.apps.caravan.services.invitations import invite_participants
from deungdae.apps.caravan.services.meetings import make_meetings
from deungdae.apps.caravan.services.publication import publish_day
from deungdae.apps.caravan.services.turns import (
    Turn,
    bump_revision,
    lock_day,
    make_proposals_stale,
    note_step,
    place_words,
)
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused

State = MatchingDay.State
Step = Callable[[MatchingDay, User | None], None]


@transaction.atomic
def transition_day(*, day: MatchingDay, target: str, actor: User | None) -> MatchingDay:
    """Take one step, whole or not at all. Raises RefusedError for a step that is not there or not yet due.

    A day that is there already stays as it is: a second click is no mistake.
    """
    day = lock_day(day=day)
    if day.state == target:
        return day
    step = find_transition(source=day.state, target=target)
    if step is None or not step.is_by_hand:
        raise illegal(day, target)
    ACTS[State(day.state), State(target)](day, actor)
    day.refresh_from_db()
    if day.state != target:
        day.state = target
        day.save(update_fields=["state"])
    note_step(day=day, actor=actor)
    return day


def illegal(day: MatchingDay, target: str) -> RefusedError:
    """The step does not exist from here; say where the day is and what leads on."""
    now = str(State(day.state).label)
    if target == State.TIMETABLE and day.state == State.REQUESTS_CLOSED:
        return RefusedError(
            "compute_first",
            _("시간표 작성으로 넘어가려면 ‘시간표 계산’을 하십시오. 첫 결과가 시간표가 됩니다."),
        )
    words = str(State(target).label) if target in State.values else target
    template = _(
        "지금 ‘{now}’ 상태에서 {target}(으로/로) 바로"
        " 갈 수 없습니다. 화면을 새로 고쳐 다음 단계를 고르십시오."
    )
    return refused("illegal_transition", template, now=now, target=f"‘{words}’")


def open_requests(day: MatchingDay, actor: User | None) -> None:
    participants = Participant.objects.filter(day=day).count()
    if participants < 2:
        template = _("참가자가 {count}곳입니다. 두 곳 이상을 등록한 뒤 신청을 받으십시오.")
        raise refused("too_few_participants", template, count=str(participants))
    if day.requests_until is not None and day.requests_until < clock.today():
        template = _("답변 기한 {until}(이/가) 이미 지났습니다. 행사 정보에서 답변 기한을 고치십시오.")
        raise refused("requests_until_past", template, until=day.requests_until.isoformat())
    MeetingRequest.objects.filter(
        day=day, state=MeetingRequest.State.PENDING, expires_on__isnull=True
    ).update(expires_on=day.requests_until)
    invite_participants(day=day)


def close_without_asking(day: MatchingDay, actor: User | None) -> None:
    """A list that came complete needs no invitation; nobody's request may expire unasked."""
    pending = MeetingRequest.objects.filter(day=day, state=MeetingRequest.State.PENDING)
    count = pending.count()
    if count:
        template = _(
            "답이 없는 신청이 {count}건 있습니다(예: {code}). 수락이나 거절을 적거나,"
            " ‘신청 접수 시작’으로 참가자에게 물으십시오."
        )
        raise refused("pending", template, count=str(count), code=pending.order_by("code")[0].code)
    close_requests(day, actor)


def close_requests(day: MatchingDay, actor: User | None) -> None:
    accepted = MeetingRequest.objects.filter(day=day, state=MeetingRequest.State.ACCEPTED)
    if not accepted.exists():
        raise RefusedError(
            "no_accepted", _("수락된 신청이 없습니다. 신청이 하나 이상 수락된 뒤 마감하십시오.")
        )
    pending = MeetingRequest.objects.filter(day=day, state=MeetingRequest.State.PENDING)
    pending.update(state=MeetingRequest.State.EXPIRED, answered_at=clock.now())
    make_meetings(day=day)
    bump_revision(day=day)


def reopen_requests(day: MatchingDay, actor: User | None) -> None:
    if day.requests_until is not None and day.requests_until < clock.today():
        template = _(
            "답변 기한 {until}(이/가) 이미 지났습니다. 행사 정보에서 답변 기한을 늦춘 뒤 다시 여십시오."
        )
        raise refused("requests_until_past", template, until=day.requests_until.isoformat())
    bump_revision(day=day)


def discard_timetable(day: MatchingDay, actor: User | None) -> None:
    """Every meeting loses its place and its lock; the history keeps what was."""
    turn = Turn(day=day, actor=actor, reason=_("시간표 버리기"))
    for meeting in board_of(day=day).placed():
        turn.note(meeting, MeetingChange.Kind.MOVED, place_words(meeting), {})
    Meeting.objects.filter(day=day).update(slot=None, table=None, locked=False, unplaced_reason="")
    turn.end()


def publish(day: MatchingDay, actor: User | None) -> None:
    publish_day(day=day, actor=actor)


def hold_day(day: MatchingDay, actor: User | None) -> None:
    if day.date > clock.today():
        template = _("행사 날짜가 {date}입니다. 그날이 된 뒤에 개최 완료로 바꾸십시오.")
        raise refused("not_yet", template, date=day.date.isoformat())
    make_proposals_stale(day=day)


def close_day(day: MatchingDay, actor: User | None) -> None:
    open_meetings = Meeting.objects.filter(day=day, slot__isnull=False, state=Meeting.State.PLANNED)
    count = open_meetings.count()
    if count:
        first = open_meetings.select_related("request").order_by("request__code").first()
        template = _("결과를 적지 않은 상담이 {count}건 있습니다(예: {code}). 모두 적은 뒤 마감하십시오.")
        code = first.request.code if first is not None else ""
        raise refused("outcomes_missing", template, count=str(count), code=code)


ACTS: dict[tuple[MatchingDay.State, MatchingDay.State], Step] = {
    (State.DRAFT, State.REQUESTS_OPEN): open_requests,
    (State.DRAFT, State.REQUESTS_CLOSED): close_without_asking,
    (State.REQUESTS_OPEN, State.REQUESTS_CLOSED): close_requests,
    (State.REQUESTS_CLOSED, State.REQUESTS_OPEN): reopen_requests,
    (State.TIMETABLE, State.PUBLISHED): publish,
    (State.TIMETABLE, State.REQUESTS_CLOSED): discard_timetable,
    (State.PUBLISHED, State.HELD): hold_day,
    (State.HELD, State.CLOSED): close_day,
}
