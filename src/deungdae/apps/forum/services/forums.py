"""Making and changing a forum, and its steps from draft to its end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.spans import day_of, moment
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.forum.models import Arrival, Forum, ForumRoom, ForumSlot, Registration, Talk, Track
from deungdae.apps.forum.models.forums import MOST_DAYS
from deungdae.apps.forum.rules import find_transition
from deungdae.apps.forum.services import letters
from deungdae.apps.forum.services.frames import book_rooms, free_rooms, require_seats
from deungdae.apps.forum.services.holding import hold_forum
from deungdae.apps.forum.services.moving import require_to_come, tell_moved
from deungdae.apps.forum.services.turns import for_each, lock_forum, require_going_on, seats_to, talk_to
from deungdae.apps.forum.services.waiting import fill_seats
from deungdae.apps.forum.spans import begins, days_of_forum
from deungdae.apps.organisations.services.history import Act, save

State = Forum.State


@dataclass(frozen=True, slots=True)
class ForumFacts:
    """What is said of a forum beside its frame, which `services.frames` changes."""

    title: str
    first_day: date
    last_day: date
    opens: int
    closes: int
    capacity: int
    host: str
    title_english: str = ""
    summary: str = ""
    place: str = ""
    partners: str = ""
    call_until: datetime | None = None
    is_blind: bool = False
    offer_hours: int = 48


FIELDS = tuple(ForumFacts.__dataclass_fields__)


@transaction.atomic
def create_forum(*, facts: ForumFacts, actor: User | None) -> Forum:
    require_facts(facts)
    if facts.first_day <= clock.today():
        raise RefusedError("past", _("첫날을 내일부터로 정해 주십시오. 지난 날에는 포럼을 열 수 없습니다."))
    return write_forum(Forum(created_by=actor), facts, actor)


@transaction.atomic
def update_forum(*, forum: Forum, facts: ForumFacts, actor: User | None) -> Forum:
    """Other days or hours book the rooms anew, all or none; slots must still lie within them."""
    forum = lock_forum(forum)
    require_going_on(forum)
    require_facts(facts)
    before, began = (forum.first_day, forum.last_day, forum.opens, forum.closes), begins(forum)
    forum = write_forum(forum, facts, actor)
    if forum.state == State.CALL:
        require_call_until(forum)
    if before != (forum.first_day, forum.last_day, forum.opens, forum.closes):
        require_slots_within(forum)
        free_rooms(forum, reason=_("포럼 일정 변경"), actor=actor)
        book_rooms(forum, actor=actor)
        if begins(forum) != began:
            require_to_come(forum)
        tell_moved(forum)
    require_seats(forum)
    fill_seats(forum, actor=actor)
    return forum


def write_forum(forum: Forum, facts: ForumFacts, actor: User | None) -> Forum:
    for name in FIELDS:
        setattr(forum, name, getattr(facts, name))
    try:
        with transaction.atomic():
            save(forum, Act(actor))
    except IntegrityError as error:
        held = Registration.objects.filter(forum=forum).holding().count()
        template = _("정원을 지금 자리를 가진 {held}명보다 적게 할 수 없습니다. 먼저 신청을 취소해 주십시오.")
        raise refused("capacity", template, held=held) from error
    return forum


def require_facts(facts: ForumFacts) -> None:
    days = (facts.last_day - facts.first_day).days + 1
    if not 1 <= days <= MOST_DAYS:
        template = _("포럼을 {days}일로 적었습니다. 끝날을 첫날부터 {most}일 안으로 고쳐 주십시오.")
        raise refused("days", template, days=days, most=MOST_DAYS)
    if facts.closes <= facts.opens:
        raise RefusedError("hours", _("닫는 시각이 여는 시각보다 늦어야 합니다. 두 시각을 고쳐 주십시오."))


def require_slots_within(forum: Forum) -> None:
    days = set(days_of_forum(forum))
    for slot in ForumSlot.objects.filter(forum=forum):
        if not lies_within(forum, slot.starts_at, slot.ends_at, days):
            template = _(
                "{when}의 시간대가 새 일정 밖에 있습니다. ‘행사 틀’에서 시간대를 먼저 고쳐 주십시오."
            )
            raise refused("slot_outside", template, when=letters.moment_words(slot.starts_at))


def lies_within(forum: Forum, starts_at: datetime, ends_at: datetime, days: set[date]) -> bool:
    day = day_of(starts_at)
    return day in days and moment(day, forum.opens) <= starts_at and ends_at <= moment(day, forum.closes)


@transaction.atomic
def transition_forum(*, forum: Forum, target: str, reason: str = "", actor: User | None) -> Forum:
    """Take one step of the table, whole or not at all; a forum that is there already stays as it is."""
    forum = lock_forum(forum)
    if forum.state == target:
        return forum
    step = find_transition(source=forum.state, target=target)
    if step is None:
        words = str(State(target).label) if target in State.values else target
        template = _("‘{now}’ 상태에서 {target}(으로/로) 바로 갈 수 없습니다. 화면을 새로 고쳐 주십시오.")
        raise refused("illegal", template, now=str(forum.get_state_display()), target=f"‘{words}’")
    if step.asks_reason and not reason.strip():
        raise RefusedError("reason", _("취소하는 까닭을 적어 주십시오. 모두에게 그대로 알립니다."))
    ACTS[step.target](forum, reason.strip(), actor)
    forum.state = step.target
    save(forum, Act(actor, reason.strip()))
    return forum


def open_call(forum: Forum, reason: str, actor: User | None) -> None:
    if not Track.objects.filter(forum=forum).exists():
        raise RefusedError("no_track", _("분과가 하나도 없습니다. ‘행사 틀’에서 분과를 적은 뒤 여십시오."))
    require_call_until(forum)
    forum.opened_at = forum.opened_at or clock.now()


def require_call_until(forum: Forum) -> None:
    """An open call ends in time for the forum; to end it now there is a step."""
    if forum.call_until is None or forum.call_until <= clock.now():
        raise RefusedError("call_until", _("발표 모집 마감을 앞으로 올 시각으로 정해 주십시오."))
    if forum.call_until > begins(forum):
        raise RefusedError(
            "call_until", _("발표 모집 마감이 포럼 시작보다 늦습니다. 마감을 앞당겨 주십시오.")
        )


def end_call(forum: Forum, reason: str, actor: User | None) -> None:
    """Nothing else happens: what was sent in waits for its reviews."""


def end_review(forum: Forum, reason: str, actor: User | None) -> None:
    """Every talk has its decision, and its speakers know it."""
    left = Talk.objects.filter(forum=forum, state=Talk.State.SUBMITTED).count()
    if left:
        template = _("아직 정하지 않은 발표가 {left}건 있습니다. 모두 정한 뒤 심사를 마쳐 주십시오.")
        raise refused("undecided", template, left=left)
    if untold_of(forum):
        raise RefusedError(
            "untold", _("결과를 알리지 않은 발표가 있습니다. ‘결과 알리기’를 먼저 눌러 주십시오.")
        )


def untold_of(forum: Forum) -> list[Talk]:
    """Talks whose decision their speakers were not told."""
    decided = Talk.objects.filter(forum=forum, state__in=Talk.DECIDED).prefetch_related("speakers")
    return [talk for talk in decided if talk.told != talk.state]


def open_registration(forum: Forum, reason: str, actor: User | None) -> None:
    if begins(forum) <= clock.now():
        raise RefusedError("started", _("이미 시작한 포럼은 참가 신청을 열 수 없습니다."))
    if not ForumRoom.objects.filter(forum=forum).exists():
        raise RefusedError("no_room", _("예약한 장소가 없습니다. ‘행사 틀’에서 장소를 예약한 뒤 여십시오."))
    require_seats(forum)
    forum.opened_at = forum.opened_at or clock.now()


def close_registration(forum: Forum, reason: str, actor: User | None) -> None:
    """Nothing else happens: whoever waits still gets what becomes free."""


def cancel_forum(forum: Forum, reason: str, actor: User | None) -> None:
    """Speakers and registrants are told once; the rooms are free again."""
    if Arrival.objects.filter(registration__forum=forum).exists():
        message = _(
            "이미 체크인한 사람이 있어 취소할 수 없습니다. 연 포럼이면 끝난 뒤 ‘포럼 마치기’를,"
            " 잘못 체크인했으면 명단에서 먼저 거두어 주십시오."
        )
        raise RefusedError("came", message)
    forum.ended_at, forum.end_reason = clock.now(), reason
    people = list(Registration.objects.filter(forum=forum).active())
    talks = Talk.objects.filter(forum=forum).exclude(state__in=("asked", "withdrawn", "rejected"))
    found = list(talks.prefetch_related("speakers"))
    for person in people:
        person.forum = forum
    for talk in found:
        talk.forum = forum
    confirmed = [one for one in people if one.state != Registration.State.ASKED]
    seats_to(people, Registration.State.CANCELLED, actor=actor, reason=reason)
    letters.tell_people(confirmed, letters.FORUM_CANCELLED, reason=reason, occasion="ended")
    reasons = {talk.pk: reason for talk in found}
    letters.tell_talks(found, letters.FORUM_CANCELLED, reasons=reasons, occasion="ended")
    for talk in found:
        talk_to(talk, Talk.State.WITHDRAWN, actor=actor, reason=reason)
    free_rooms(forum, reason=reason, actor=actor)


def end_forum(forum: Forum, reason: str, actor: User | None) -> None:
    hold_forum(forum, actor=actor)


ACTS: dict[State, Callable[[Forum, str, User | None], None]] = {
    State.CALL: open_call,
    State.REVIEW: end_call,
    State.PROGRAMME: end_review,
    State.REGISTRATION: open_registration,
    State.CLOSED: close_registration,
    State.HELD: end_forum,
    State.CANCELLED: cancel_forum,
}


@transaction.atomic
def close_call_when_over(forum: Forum) -> None:
    forum = lock_forum(forum)
    if forum.state == State.CALL and forum.call_until is not None and forum.call_until <= clock.now():
        transition_forum(forum=forum, target=State.REVIEW, actor=None)


def close_calls() -> int:
    """A worker's chore: a call ends by itself at its hour."""
    over = list(Forum.objects.filter(state=State.CALL, call_until__lte=clock.now()).order_by("pk"))
    for_each(over, close_call_when_over)
    return len(over)
