"""Choosing whom to invite, declining, and reminding; the seats themselves go the way of every offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from deungdae.apps.academy.models import Cohort, Enrolment, Invitation
from deungdae.apps.academy.services import inviting, letters
from deungdae.apps.academy.services.enrolments import (
    numbered,
    require_not_started,
    require_offer,
    write_new,
)
from deungdae.apps.academy.services.trainees import PersonFacts, require_new_person, trainee_for
from deungdae.apps.academy.services.turns import (
    for_each,
    lock_cohort,
    lock_enrolment,
    note_steps,
    require_going_on,
    step_to,
)
from deungdae.apps.academy.services.waiting import fill_seats
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import refused
from deungdae.apps.organisations.models import Organisation

State = Enrolment.State
MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Invitee:
    """A chief executive and the company that he or she comes for."""

    facts: PersonFacts
    organisation: Organisation


@transaction.atomic
def choose_people(
    *, cohort: Cohort, people: Sequence[Invitee], words: str, actor: User | None
) -> list[Enrolment]:
    """Each gets the next place in the order of the list. In an opened cohort the letters go out at once, as
    far as there are seats; whoever is left is the reserve."""
    cohort = lock_cohort(cohort)
    require_going_on(cohort)
    require_invited(cohort)
    require_not_started(cohort)
    if not 1 <= len(people) <= MOST_AT_ONCE:
        template = _("한 번에 1명부터 {most}명까지 고를 수 있습니다. 지금 {count}명을 골랐습니다.")
        raise refused("count", template, most=MOST_AT_ONCE, count=len(people))
    chosen = [choose(cohort, one, words=words, actor=actor) for one in people]
    note_steps(chosen, actor=actor, reason=gettext_noop("초청 대상으로 고름"))
    fill_seats(cohort, actor=actor)
    return chosen


def require_invited(cohort: Cohort) -> None:
    if cohort.admission != Cohort.Admission.INVITATION:
        template = _("‘{cohort}’(은/는) {admission} 기수라 초청할 수 없습니다. 선발 방식을 먼저 바꾸십시오.")
        admission = str(cohort.get_admission_display())
        raise refused("not_invited", template, cohort=str(cohort), admission=admission)


def choose(cohort: Cohort, one: Invitee, *, words: str, actor: User | None) -> Enrolment:
    trainee = trainee_for(facts=one.facts, organisation=one.organisation, actor=actor)
    if Enrolment.objects.active().filter(cohort=cohort, trainee=trainee).exists():
        template = _("{company}의 {name} 님은 이미 이 기수에 있습니다. 고른 사람에서 빼 주십시오.")
        raise refused("twice", template, company=one.organisation.name, name=trainee.name)
    require_new_person(cohort=cohort, trainee=trainee, organisation=one.organisation)
    enrolment = numbered(cohort, trainee, one.organisation, actor=actor, now=clock.now())
    enrolment.state = State.WAITING
    write_new(enrolment)
    Invitation.objects.create(enrolment=enrolment, words=words, chosen_at=clock.now(), chosen_by=actor)
    return enrolment


@transaction.atomic
def decline_invitation(*, enrolment: Enrolment, reason: str, actor: User | None) -> Enrolment:
    """The invited person says no; the seat goes to the next on the reserve at once."""
    cohort, mine = lock_enrolment(enrolment)
    if mine.state == State.DECLINED:
        return mine
    require_going_on(cohort)
    require_invited(cohort)
    if mine.state != State.OFFERED:
        template = _("지금 사양할 초청이 없습니다(상태: {state}).")
        raise refused("no_offer", template, state=str(mine.get_state_display()))
    require_offer(mine)
    step_to(mine, State.DECLINED, actor=actor, reason=reason.strip())
    letters.tell([mine], letters.THANKED)
    inviting.note_answer([mine], inviting.Answer.DECLINED, actor=actor, reason=reason.strip())
    fill_seats(cohort, actor=actor)
    return mine


def remind_invited() -> int:
    """A worker's chore: whoever has let half of the time pass is reminded, once. In how many cohorts
    somebody still thinks."""
    thinking = waiting_for_reminder().values("enrolment__cohort")
    cohorts = list(Cohort.objects.filter(pk__in=thinking).order_by("pk"))
    for_each(cohorts, remind_invited_of)
    return len(cohorts)


def waiting_for_reminder() -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        sent_at__isnull=False, reminded_at=None, answered_at=None, enrolment__state=State.OFFERED
    )


@transaction.atomic
def remind_invited_of(cohort: Cohort) -> int:
    cohort, now = lock_cohort(cohort), clock.now()
    found = waiting_for_reminder().filter(enrolment__cohort=cohort).select_related("enrolment__trainee")
    late = [one for one in found if is_half_over(one, now)]
    for one in late:
        one.enrolment.cohort = cohort
    Invitation.objects.filter(pk__in=[one.pk for one in late]).update(reminded_at=now)
    letters.tell([one.enrolment for one in late], letters.REMINDED)
    return len(late)


def is_half_over(invitation: Invitation, now: datetime) -> bool:
    """More than half of the time to answer is over, and some is left."""
    until, sent = invitation.enrolment.offer_until, invitation.sent_at
    if until is None or sent is None or until <= now:
        return False
    return now - sent >= until - now
