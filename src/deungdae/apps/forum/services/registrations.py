"""Registering for a forum, taking a seat, giving it back, choosing talks: each whole, each told once."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from deungdae.apps.academy.selectors.companies import company_of
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.forum.models import Forum, Registration, Talk, TalkWish
from deungdae.apps.forum.rules import DECIDE
from deungdae.apps.forum.services import letters
from deungdae.apps.forum.services.turns import (
    lock_forum,
    lock_registration,
    require_going_on,
    require_key,
    seats_to,
)
from deungdae.apps.forum.services.waiting import drop_talk_seats, fill_seats, free_seats
from deungdae.apps.forum.spans import begins

State = Registration.State


@dataclass(frozen=True, slots=True)
class PersonFacts:
    name: str
    email: str
    phone: str = ""
    affiliation: str = ""
    job_title: str = ""


@transaction.atomic
def register(
    *, forum: Forum, facts: PersonFacts, key: UUID, actor: User | None, with_mail: bool = True
) -> Registration:
    """Somebody wants to come. With the own account a seat, or a place on the list, at once; else when the
    link of the mail is opened and pressed. Who is registered already only gets the link again."""
    forum = lock_forum(forum)
    email = facts.email.lower()
    made = Registration.objects.filter(key=key).first()
    require_key(made, forum, is_same=made is not None and made.email == email)
    if made is not None:
        return made
    require_open(forum)
    is_own = actor is not None and actor.email.lower() == email
    known = known_of(forum, facts, is_own=is_own)
    if known is not None:
        if with_mail:
            asked = known.state == State.ASKED
            letters.tell_people([known], letters.SEAT_ASKED if asked else letters.SEAT_AGAIN)
        return known
    one = Registration(
        forum=forum,
        name=facts.name,
        email=email,
        phone=facts.phone,
        affiliation=facts.affiliation,
        job_title=facts.job_title,
        organisation=company_of(actor) if is_own and actor is not None else None,
        account=actor if is_own else None,
        state=State.ASKED,
        key=key,
        requested_at=clock.now(),
    )
    write_new(one)
    if is_own:
        return take_number(forum, one, actor=actor)
    if with_mail:
        letters.tell_people([one], letters.SEAT_ASKED)
    return one


def known_of(forum: Forum, facts: PersonFacts, *, is_own: bool) -> Registration | None:
    """The registration that stands for the address; else, for a form without the own account, the very same
    one that waits for its mail. What somebody else typed for the address stands in nobody's way."""
    mine = Registration.objects.filter(forum=forum, email=facts.email.lower())
    found = mine.standing().first()
    if found is None and not is_own:
        told = {name: getattr(facts, name) for name in ("name", "phone", "affiliation", "job_title")}
        found = mine.filter(state=State.ASKED, **told).first()
    if found is not None:
        found.forum = forum
    return found


def write_new(one: Registration) -> None:
    try:
        with transaction.atomic():
            one.save(force_insert=True)
    except IntegrityError as error:
        message = _("바로 그 자리를 방금 다른 사람이 차지했습니다. 화면을 새로 고쳐 다시 신청해 주십시오.")
        raise RefusedError("stale", message) from error


def require_open(forum: Forum) -> None:
    if forum.state != Forum.State.REGISTRATION:
        template = _("‘{forum}’(은/는) 지금 참가 신청을 받지 않습니다({state}).")
        raise refused("not_open", template, forum=str(forum), state=str(forum.get_state_display()))
    if begins(forum) <= clock.now():
        raise RefusedError("started", _("이미 시작한 포럼입니다. 현장에서 등록해 주십시오."))


@transaction.atomic
def confirm_registration(*, registration: Registration) -> Registration:
    """The link of the mail was opened and the button pressed: the order of arrival counts from here."""
    forum, mine = lock_registration(registration)
    if mine.state != State.ASKED:
        return mine
    require_open(forum)
    if Registration.objects.standing().filter(forum=forum, email=mine.email).exists():
        template = _("{email} 주소로 이미 신청하셨습니다. 먼저 받은 메일의 주소에서 보거나 바꿔 주십시오.")
        raise refused("twice", template, email=mine.email)
    return take_number(forum, mine, actor=None)


def take_number(forum: Forum, one: Registration, *, actor: User | None) -> Registration:
    """The next number of the locked forum, and a seat where one is free and nobody waits for it."""
    Forum.objects.filter(pk=forum.pk).update(arrivals=F("arrivals") + 1)
    forum.arrivals += 1
    one.number = forum.arrivals
    has_seat = free_seats(forum) > 0 and not Registration.objects.filter(forum=forum).waiting().exists()
    seats_to([one], State.SEATED if has_seat else State.WAITING, actor=actor)
    letters.tell_people([one], letters.SEAT_SEATED if has_seat else letters.SEAT_WAITING)
    return one


@transaction.atomic
def accept_offer(*, registration: Registration, actor: User | None) -> Registration:
    """Take the seat that was offered, in time."""
    forum, mine = lock_registration(registration)
    require_going_on(forum)
    if mine.state == State.SEATED:
        return mine
    if mine.state != State.OFFERED or mine.offer_until is None:
        template = _("지금 수락할 자리가 없습니다(상태: {state}).")
        raise refused("no_offer", template, state=str(mine.get_state_display()))
    if mine.offer_until <= clock.now():
        template = _("수락 기한({until})이 지나 다음 분께 넘어갑니다. 신청 중이면 다시 신청하실 수 있습니다.")
        raise refused("offer_over", template, until=letters.moment_words(mine.offer_until))
    seats_to([mine], State.SEATED, actor=actor)
    letters.tell_people([mine], letters.SEAT_SEATED)
    return mine


@transaction.atomic
def cancel_registration(*, registration: Registration, reason: str, actor: User | None) -> Registration:
    """Give back a seat, or a place on the list; what becomes free goes to the next. The centre says why."""
    forum, mine = lock_registration(registration)
    require_going_on(forum)
    is_centre = actor is not None and actor.has_perm(DECIDE)
    if is_centre and not reason.strip():
        raise RefusedError("reason", _("취소하는 까닭을 적어 주십시오. 신청한 사람에게 그대로 알립니다."))
    if hasattr(mine, "arrival"):
        raise RefusedError(
            "came", _("이미 체크인한 신청은 취소할 수 없습니다. 명단에서 체크인을 먼저 거두어 주십시오.")
        )
    was_asked, words = mine.state == State.ASKED, reason.strip() or _("본인이 취소함")
    seats_to([mine], State.CANCELLED, actor=actor, reason=words)
    drop_talk_seats([mine])
    if not was_asked:
        letters.tell_people([mine], letters.SEAT_CANCELLED, reason=words)
    fill_seats(forum, actor=actor)
    return mine


@transaction.atomic
def end_for_good(registration: Registration) -> None:
    """The person's data were destroyed: the seat goes to the next."""
    forum, mine = lock_registration(registration)
    if mine.is_active and not hasattr(mine, "arrival"):
        seats_to([mine], State.CANCELLED, actor=None, reason=gettext_noop("개인정보 파기"))
        drop_talk_seats([mine])
        fill_seats(forum, actor=None)


@transaction.atomic
def choose_talks(*, registration: Registration, talks: Sequence[Talk]) -> list[TalkWish]:
    """Exactly these talks the person wants to hear; of one with seats of its own, a seat."""
    forum, mine = lock_registration(registration)
    require_going_on(forum)
    if mine.state not in Registration.ACTIVE or mine.state == State.ASKED:
        raise RefusedError("state", _("확정되었거나 기다리는 신청만 발표를 고를 수 있습니다."))
    for talk in talks:
        if talk.forum_id != forum.pk or not talk.is_announced:
            template = _("‘{title}’(은/는) 지금 고를 수 없는 발표입니다. 화면을 새로 고쳐 주십시오.")
            raise refused("talk", template, title=talk.title)
        if talk.seats is not None and mine.state != State.SEATED:
            template = _("‘{title}’(은/는) 자리를 따로 받는 발표라 참가가 확정된 뒤에 고를 수 있습니다.")
            raise refused("seat_first", template, title=talk.title)
    known = {wish.talk_id: wish for wish in TalkWish.objects.filter(registration=mine)}
    chosen = {talk.pk for talk in talks}
    TalkWish.objects.filter(pk__in=[wish.pk for key, wish in known.items() if key not in chosen]).delete()
    return [add_wish(mine, talk) for talk in talks if talk.pk not in known]


def add_wish(registration: Registration, talk: Talk) -> TalkWish:
    try:
        with transaction.atomic():
            return TalkWish.objects.create(registration=registration, talk=talk)
    except IntegrityError as error:
        template = _("‘{title}’의 자리 {seats}석이 모두 찼습니다. 다른 발표를 골라 주십시오.")
        raise refused("talk_full", template, title=talk.title, seats=talk.seats or 0) from error
