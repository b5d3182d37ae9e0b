"""Asking for a seat, taking it, giving it back, handing it over: each whole, each told once."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from deungdae.apps.academy.models import Cohort, Draw, Enrolment, Trainee
from deungdae.apps.academy.rules import DECIDE
from deungdae.apps.academy.services import inviting, letters
from deungdae.apps.academy.services.trainees import (
    PersonFacts,
    require_new_person,
    trainee_for,
    trainee_for_account,
)
from deungdae.apps.academy.services.turns import (
    lock_cohort,
    lock_enrolment,
    note_steps,
    require_going_on,
    step_to,
)
from deungdae.apps.academy.services.waiting import fill_seats, has_free_seats, seated_of, waiting_of
from deungdae.apps.academy.spans import first_start, last_cancel_day
from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.evidence.company_facts import facts_of
from deungdae.apps.organisations.models import Organisation

State = Enrolment.State


@transaction.atomic
def enrol_self(
    *,
    cohort: Cohort,
    user: User,
    organisation: Organisation | None,
    phone: str = "",
    job_title: str = "",
    is_other_person: bool = False,
) -> Enrolment:
    """Somebody who is signed in asks for a seat."""
    cohort = lock_cohort(cohort)
    trainee = trainee_for_account(user=user, phone=phone, job_title=job_title, organisation=organisation)
    if not is_other_person:
        require_new_person(cohort=cohort, trainee=trainee, organisation=organisation)
    return take_number(cohort=cohort, trainee=trainee, organisation=organisation, actor=user)


@transaction.atomic
def enrol_person(
    *,
    cohort: Cohort,
    facts: PersonFacts,
    organisation: Organisation | None,
    actor: User | None,
    is_other_person: bool = False,
) -> Enrolment:
    """A company, or the centre, asks for a seat for somebody. `is_other_person`: two people of one name."""
    cohort = lock_cohort(cohort)
    trainee = trainee_for(facts=facts, organisation=organisation, actor=actor)
    if not is_other_person:
        require_new_person(cohort=cohort, trainee=trainee, organisation=organisation)
    return take_number(cohort=cohort, trainee=trainee, organisation=organisation, actor=actor)


def take_number(
    *, cohort: Cohort, trainee: Trainee, organisation: Organisation | None, actor: User | None
) -> Enrolment:
    """The next number of a locked cohort, and at once a seat, a place on the waiting list, or neither yet."""
    now = clock.now()
    require_open(cohort, now)
    mine = Enrolment.objects.active().filter(cohort=cohort, trainee=trainee).first()
    if mine is not None and not may_be_told(mine, organisation=organisation, actor=actor):
        raise RefusedError("twice", _("이미 이 기수에 신청한 사람입니다."))
    if mine is not None:
        template = _("{name} 님은 이미 이 기수에 신청했습니다(접수 번호 {number}, {state}).")
        state = str(mine.get_state_display())
        raise refused("twice", template, name=trainee.name, number=mine.number, state=state)
    enrolment = numbered(cohort, trainee, organisation, actor=actor, now=now)
    if cohort.admission == Cohort.Admission.FIRST_COME:
        enrolment.state = State.SEATED if is_next(cohort, enrolment) else State.WAITING
    elif Draw.objects.filter(cohort=cohort).exists():
        enrolment.state = State.WAITING
    write_new(enrolment)
    note_steps([enrolment], actor=actor)
    letters.tell([enrolment], NEWS_OF_ARRIVAL[enrolment.state])
    return enrolment


def is_next(cohort: Cohort, enrolment: Enrolment) -> bool:
    """Whether there is a seat for this one, after everybody who waits already."""
    return has_free_seats(cohort) and enrolment in seated_of(cohort, [*waiting_of(cohort), enrolment])


def may_be_told(mine: Enrolment, *, organisation: Organisation | None, actor: User | None) -> bool:
    """Whether who asks may know of this application: the centre, its company, the person."""
    if actor is None or actor.has_perm(DECIDE) or mine.trainee.account_id == actor.pk:
        return True
    return organisation is not None and mine.organisation_id == organisation.pk


NEWS_OF_ARRIVAL: dict[str, letters.News] = {
    State.REQUESTED: letters.REQUESTED,
    State.SEATED: letters.SEATED,
    State.WAITING: letters.WAITING,
}


def numbered(
    cohort: Cohort, trainee: Trainee, organisation: Organisation | None, *, actor: User | None, now: datetime
) -> Enrolment:
    """An application with its number, not yet written. Region and size are kept as they are now."""
    Cohort.objects.filter(pk=cohort.pk).update(arrivals=F("arrivals") + 1)
    cohort.arrivals += 1
    enrolment = Enrolment(
        cohort=cohort,
        trainee=trainee,
        organisation=organisation,
        number=cohort.arrivals,
        place=cohort.arrivals,
        state=State.REQUESTED,
        requested_at=now,
        requested_by=actor,
    )
    if organisation is not None:
        facts = facts_of(organisation=organisation, on=clock.today())
        enrolment.region, enrolment.size = facts.region[:2], facts.size
    return enrolment


def write_new(enrolment: Enrolment) -> None:
    try:
        with transaction.atomic():
            enrolment.save(force_insert=True)
    except IntegrityError as error:
        message = _("바로 그 자리를 방금 다른 사람이 차지했습니다. 화면을 새로 고쳐 다시 신청해 주십시오.")
        raise RefusedError("stale", message) from error


def require_open(cohort: Cohort, now: datetime) -> None:
    """Within the days of enrolment of an open cohort that one can ask for."""
    if cohort.admission == Cohort.Admission.INVITATION:
        template = _("‘{cohort}’(은/는) 초청받은 분만 참여합니다. 관심이 있으면 센터로 연락해 주십시오.")
        raise refused("by_invitation", template, cohort=str(cohort))
    if cohort.state != Cohort.State.OPEN:
        template = _("‘{cohort}’(은/는) 지금 신청을 받지 않습니다({state}).")
        raise refused("not_open", template, cohort=str(cohort), state=str(cohort.get_state_display()))
    if now < cohort.enrol_from:
        template = _("‘{cohort}’ 신청은 {when}부터 받습니다.")
        raise refused("too_early", template, cohort=str(cohort), when=letters.until_words(cohort.enrol_from))
    if now >= cohort.enrol_until:
        template = _("‘{cohort}’ 신청은 {when}에 마감했습니다.")
        raise refused("too_late", template, cohort=str(cohort), when=letters.until_words(cohort.enrol_until))


@transaction.atomic
def accept_offer(*, enrolment: Enrolment, actor: User | None) -> Enrolment:
    """Take the seat that was offered, in time."""
    cohort, mine = lock_enrolment(enrolment)
    if mine.state == State.SEATED:
        return mine
    if mine.state != State.OFFERED or mine.offer_until is None:
        template = _("지금 수락할 자리가 없습니다(상태: {state}).")
        raise refused("no_offer", template, state=str(mine.get_state_display()))
    require_offer(mine)
    require_not_started(cohort)
    step_to(mine, State.SEATED, actor=actor)
    letters.tell([mine], letters.SEATED)
    inviting.note_answer([mine], inviting.Answer.ACCEPTED, actor=actor)
    return mine


def require_offer(mine: Enrolment) -> None:
    """What was offered still is."""
    if mine.offer_until is not None and mine.offer_until <= clock.now():
        template = _("수락 기한({until})이 지나 다음 분께 넘어갑니다. 모집 중이면 다시 신청하실 수 있습니다.")
        raise refused("offer_over", template, until=letters.until_words(mine.offer_until))


def require_not_started(cohort: Cohort) -> None:
    start = first_start(cohort)
    if start is not None and start <= clock.now():
        message = _("이미 시작한 기수의 자리는 주고받을 수 없습니다. 센터로 연락해 주십시오.")
        raise RefusedError("started", message)


@transaction.atomic
def cancel_enrolment(*, enrolment: Enrolment, reason: str, actor: User | None) -> Enrolment:
    """Give back a seat, or a place on the list; what becomes free goes to the next. The centre may always,
    others until the cohort's day. Nobody (None): the person of the link."""
    cohort, mine = lock_enrolment(enrolment)
    require_going_on(cohort)
    is_centre = actor is not None and actor.has_perm(DECIDE)
    if is_centre and not reason.strip():
        raise RefusedError("reason", _("취소하는 까닭을 적어 주십시오. 신청한 사람에게 그대로 알립니다."))
    if mine.completed_on is not None:
        raise RefusedError(
            "completed", _("이미 수료한 신청은 취소할 수 없습니다. 먼저 수료를 거두어 주십시오.")
        )
    if mine.state == State.SEATED and not is_centre:
        require_cancel_day(cohort)
    words = reason.strip() or _("본인이 취소함")
    step_to(mine, State.CANCELLED, actor=actor, reason=words)
    letters.tell([mine], letters.CANCELLED, reason=words)
    fill_seats(cohort, actor=actor)
    return mine


def why_not_cancelled(enrolment: Enrolment) -> str:
    """Why the person or the company cannot give it back any more, in a sentence; empty when they can."""
    try:
        require_going_on(enrolment.cohort)
        if enrolment.state == State.SEATED:
            require_cancel_day(enrolment.cohort)
    except RefusedError as error:
        return error.message
    return ""


@transaction.atomic
def end_for_good(enrolment: Enrolment) -> None:
    """The person's data were destroyed: the seat, or the place on the list, goes to the next."""
    cohort, mine = lock_enrolment(enrolment)
    if mine.is_active and mine.completed_on is None:
        step_to(mine, State.CANCELLED, actor=None, reason=gettext_noop("개인정보 파기"))
        fill_seats(cohort, actor=None)


def require_cancel_day(cohort: Cohort) -> None:
    last = last_cancel_day(cohort, first_start(cohort))
    if last is not None and clock.today() > last:
        template = _(
            "확정된 자리는 {day}까지만 취소할 수 있습니다. 동료에게 넘기거나 센터로 연락해 주십시오."
        )
        raise refused("too_late_to_cancel", template, day=day_words(last))
