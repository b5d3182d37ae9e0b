"""Handing a seat over to a colleague: the seat stays taken all the while."""

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Cohort, Enrolment, Trainee
from deungdae.apps.academy.services import inviting, letters
from deungdae.apps.academy.services.enrolments import numbered, require_not_started, require_offer, write_new
from deungdae.apps.academy.services.trainees import (
    PersonFacts,
    require_new_person,
    trainee_for,
)
from deungdae.apps.academy.services.turns import lock_enrolment, note_steps, require_going_on, step_to
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.organisations.models import Organisation

State = Enrolment.State


@transaction.atomic
def transfer_enrolment(*, enrolment: Enrolment, facts: PersonFacts, actor: User | None) -> Enrolment:
    """Hand a seat over to a colleague of the same company; the seat stays taken all the while."""
    cohort, mine = lock_enrolment(enrolment)
    require_going_on(cohort)
    company = mine.organisation
    if company is None:
        message = _("기업 소속으로 신청한 자리만 같은 기업의 동료에게 넘길 수 있습니다.")
        raise RefusedError("no_company", message)
    if mine.state not in Enrolment.HOLDING:
        template = _("‘{state}’ 상태의 신청은 넘길 자리가 없습니다.")
        raise refused("no_seat", template, state=str(mine.get_state_display()))
    require_deputies(cohort)
    require_offer(mine)
    require_not_started(cohort)
    trainee = trainee_for(facts=facts, organisation=company, actor=actor)
    require_colleague(cohort, trainee, company)
    step_to(mine, State.TRANSFERRED, actor=actor, reason=number_words(cohort.arrivals + 1))
    taken = numbered(cohort, trainee, company, actor=actor, now=clock.now())
    taken.place, taken.state = mine.place, State.SEATED
    taken.region, taken.size = mine.region, mine.size
    write_new(taken)
    note_steps([taken], actor=actor, reason=number_words(mine.number))
    letters.tell([mine], letters.HANDED_OVER, other=trainee.name)
    letters.tell([taken], letters.SEATED)
    inviting.note_answer([mine], inviting.Answer.DEPUTY, actor=actor)
    return taken


def require_deputies(cohort: Cohort) -> None:
    """Whoever was invited comes in person, unless the course allows a deputy."""
    if cohort.admission == Cohort.Admission.INVITATION and not cohort.course.deputies:
        template = _("‘{course}’(은/는) 초청받은 분이 직접 오시는 과정이라 대리 참석자를 보낼 수 없습니다.")
        raise refused("no_deputy", template, course=cohort.course.title)


def require_colleague(cohort: Cohort, trainee: Trainee, company: Organisation) -> None:
    """Somebody of the company who has no place yet; and the company holds no more than its share, as it may
    after a merge."""
    if trainee.organisation_id not in (None, company.pk):
        raise RefusedError("other_company", _("같은 기업의 동료에게만 자리를 넘길 수 있습니다."))
    if Enrolment.objects.active().filter(cohort=cohort, trainee=trainee).exists():
        template = _("{name} 님은 이미 이 기수에 신청했습니다. 다른 동료를 골라 주십시오.")
        raise refused("twice", template, name=trainee.name)
    require_new_person(cohort=cohort, trainee=trainee, organisation=company)
    most = cohort.most_per_company
    held = Enrolment.objects.holding().filter(cohort=cohort, organisation=company).count()
    if most is not None and held > most:
        template = _(
            "기업당 인원({most}명)보다 많은 자리를 가지고 있어 넘길 수 없습니다. 센터로 연락해 주십시오."
        )
        raise refused("company", template, most=most)


def number_words(number: int) -> str:
    """An enrolment in the history of another: a name could never be taken out of it."""
    return _("접수 번호 %(number)s") % {"number": number}
