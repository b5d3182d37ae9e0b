"""Who has come: by the own code, by the list, or registered at the door.

Once for each person, however often it is sent, and with its own time where there was no network."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.forum.models import Arrival, ArrivalStep, Forum, Registration
from deungdae.apps.forum.services import cases, letters
from deungdae.apps.forum.services.registrations import PersonFacts, write_new
from deungdae.apps.forum.services.turns import (
    lock_forum,
    lock_registration,
    note_seats,
    require_key,
)
from deungdae.apps.forum.services.waiting import free_seats
from deungdae.apps.forum.spans import begins, ends

Way, State = Arrival.Way, Registration.State
EARLY = timedelta(hours=24)
"""The door may open a day before: whoever sets up may fetch the badge then."""
TOLERANCE = timedelta(minutes=5)
"""A device's clock may be ahead of ours by so much."""
TAKES = (Forum.State.REGISTRATION, Forum.State.CLOSED, Forum.State.HELD)


@transaction.atomic
def check_in(
    *, registration: Registration, way: str, actor: User | None, at: datetime | None = None
) -> Arrival:
    """Somebody is here, or was at `at`. A second time changes nothing, unless it was earlier."""
    forum, mine = lock_registration(registration)
    moment = at or clock.now()
    require_day(forum, moment)
    if mine.state != State.SEATED:
        template = _("접수 번호 {number}의 상태가 ‘{state}’입니다. 확정된 사람만 체크인할 수 있습니다.")
        raise refused("no_seat", template, number=mine.number or 0, state=str(mine.get_state_display()))
    known = Arrival.objects.filter(registration=mine).first()
    if known is not None:
        if moment < known.at:
            known.at = moment
            known.save(update_fields=["at"])
            note(mine, has_come=True, at=moment, way=way, actor=actor)
        return known
    arrival = Arrival.objects.create(registration=mine, at=moment, way=way)
    note(mine, has_come=True, at=moment, way=way, actor=actor)
    if forum.state == Forum.State.HELD:
        cases.write_attended(arrival, actor=actor)
    return arrival


def require_day(forum: Forum, at: datetime) -> None:
    now = clock.now()
    if at > now + TOLERANCE:
        raise RefusedError(
            "future", _("앞으로 올 시각으로는 체크인할 수 없습니다. 기기의 시계를 확인해 주십시오.")
        )
    if forum.state not in TAKES:
        template = _("‘{state}’ 상태의 포럼은 체크인을 받지 않습니다.")
        raise refused("not_held", template, state=str(forum.get_state_display()))
    if at < begins(forum) - EARLY:
        template = _("체크인은 행사 하루 전({when})부터 받습니다.")
        raise refused("too_early", template, when=letters.moment_words(begins(forum) - EARLY))
    if at > ends(forum):
        template = _("포럼이 {when}에 끝났습니다. 그 안의 시각으로 체크인해 주십시오.")
        raise refused("too_late", template, when=letters.moment_words(ends(forum)))


def note(
    registration: Registration,
    *,
    has_come: bool,
    at: datetime,
    way: str,
    actor: User | None,
    reason: str = "",
) -> None:
    ArrivalStep.objects.create(
        registration=registration,
        has_come=has_come,
        at=at,
        marked_at=clock.now(),
        way=way,
        actor=actor,
        reason=reason,
    )


@transaction.atomic
def check_in_all(
    *, forum: Forum, people: Sequence[Registration], actor: User, at: datetime | None = None
) -> int:
    """The list: all of them or none; how many are there who were not before."""
    forum = lock_forum(forum)
    before = Arrival.objects.filter(registration__forum=forum).count()
    for one in people:
        one.forum = forum
        check_in(registration=one, way=Way.LIST, actor=actor, at=at)
    return Arrival.objects.filter(registration__forum=forum).count() - before


@transaction.atomic
def take_back(*, registration: Registration, reason: str, actor: User) -> Registration:
    """It was marked wrongly; after the forum the case is put right."""
    _forum, mine = lock_registration(registration)
    arrival = Arrival.objects.filter(registration=mine).first()
    if arrival is None:
        return mine
    if not reason.strip():
        raise RefusedError("reason", _("체크인을 거두는 까닭을 적어 주십시오."))
    cases.correct_attended(arrival, actor=actor)
    arrival.delete()
    note(mine, has_come=False, at=clock.now(), way=Way.LIST, actor=actor, reason=reason.strip())
    return mine


@transaction.atomic
def walk_in(*, forum: Forum, facts: PersonFacts, key: UUID, actor: User) -> Registration:
    """Somebody without a registration stands at the door: a seat if one is free, and checked in at once."""
    forum = lock_forum(forum)
    email = facts.email.lower()
    made = Registration.objects.filter(key=key).first()
    require_key(made, forum, is_same=made is not None and (made.name, made.email) == (facts.name, email))
    if made is not None:
        return made
    require_day(forum, clock.now())
    known = Registration.objects.standing().filter(forum=forum, email=email).first() if email else None
    if known is not None:
        template = _(
            "{name} 님은 이미 신청했습니다(접수 번호 {number}, {state}). 명단에서 체크인해 주십시오."
        )
        state = str(known.get_state_display())
        raise refused("twice", template, name=known.name, number=known.number or 0, state=state)
    if not free_seats(forum):
        template = _("정원 {capacity}명이 모두 찼습니다. 포럼 정보에서 정원을 늘린 뒤 등록해 주십시오.")
        raise refused("full", template, capacity=forum.capacity)
    Forum.objects.filter(pk=forum.pk).update(arrivals=F("arrivals") + 1)
    one = Registration(
        forum=forum,
        number=forum.arrivals + 1,
        name=facts.name,
        email=email,
        phone=facts.phone,
        affiliation=facts.affiliation,
        job_title=facts.job_title,
        state=State.SEATED,
        is_walk_in=True,
        key=key,
        requested_at=clock.now(),
    )
    write_new(one)
    note_seats([one], actor=actor)
    check_in(registration=one, way=Way.WALK_IN, actor=actor)
    if email:
        letters.tell_people([one], letters.SEAT_SEATED)
    return one
