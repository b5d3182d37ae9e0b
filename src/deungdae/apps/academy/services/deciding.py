"""What the centre decides on an application: yes, or no and why."""

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Cohort, Enrolment
from deungdae.apps.academy.services import letters
from deungdae.apps.academy.services.enrolments import is_next
from deungdae.apps.academy.services.turns import (
    lock_enrolment,
    require_going_on,
    step_to,
)
from deungdae.apps.accounts.models import User
from deungdae.apps.core.errors import RefusedError, refused

State = Enrolment.State


@transaction.atomic
def approve_enrolment(*, enrolment: Enrolment, actor: User) -> Enrolment:
    """The centre says yes: a seat if one is free, else a place on the waiting list."""
    cohort, mine = lock_enrolment(enrolment)
    require_going_on(cohort)
    if mine.state != State.REQUESTED or cohort.admission != Cohort.Admission.APPROVAL:
        template = _("승인을 기다리는 신청이 아닙니다(상태: {state}). 화면을 새로 고쳐 주십시오.")
        raise refused("state", template, state=str(mine.get_state_display()))
    is_seated = is_next(cohort, mine)
    step_to(mine, State.SEATED if is_seated else State.WAITING, actor=actor)
    letters.tell([mine], letters.SEATED if is_seated else letters.WAITING)
    return mine


@transaction.atomic
def decline_enrolment(*, enrolment: Enrolment, reason: str, actor: User) -> Enrolment:
    """The centre says no, and why."""
    cohort, mine = lock_enrolment(enrolment)
    require_going_on(cohort)
    if not reason.strip():
        raise RefusedError("reason", _("반려하는 까닭을 적어 주십시오. 신청한 사람에게 그대로 알립니다."))
    step_to(mine, State.DECLINED, actor=actor, reason=reason.strip())
    letters.tell([mine], letters.DECLINED, reason=reason.strip())
    return mine
