"""The draw of a lottery: with a secret promised before anybody applied, and a record to repeat it."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from deungdae.apps.academy.bridge.seats import draw_of
from deungdae.apps.academy.models import Cohort, Draw, Enrolment
from deungdae.apps.academy.services import letters
from deungdae.apps.academy.services.turns import lock_cohort, step_all
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.decisions import keep_decision
from deungdae.apps.core.errors import RefusedError, refused

State = Enrolment.State


def new_secret() -> str:
    """256 random bits; its SHA-256 is shown from the opening on."""
    return secrets.token_hex(32)


@transaction.atomic
def hold_draw(*, cohort: Cohort, actor: User | None) -> Draw:
    """Draw once enrolment is over, which it is for good then: seats, and the order of the waiting list.

    A second call changes nothing.
    """
    cohort = lock_cohort(cohort)
    earlier = Draw.objects.filter(cohort=cohort).first()
    if earlier is not None:
        return earlier
    require_drawable(cohort)
    requested = Enrolment.objects.filter(cohort=cohort, state=State.REQUESTED).select_related("trainee")
    asking = list(requested.order_by("number"))
    if not asking:
        raise RefusedError("nobody", _("추첨할 신청이 없습니다."))
    held = list(Enrolment.objects.filter(cohort=cohort).holding())
    allocation, record = draw_of(cohort, asking=asking, held=held)
    decision = keep_decision(record, subject=cohort.short_id, decided_by=actor)
    drawn = Draw.objects.create(cohort=cohort, decision=decision, drawn_at=clock.now(), drawn_by=actor)
    by_id = {one.short_id: one for one in asking}
    seated = [by_id[key] for key in allocation.seated]
    waiting = [by_id[one.applicant] for one in allocation.waiting]
    for place, one in enumerate([*seated, *waiting], start=1):
        one.cohort, one.place = cohort, place
    step_all(seated, State.SEATED, actor=actor, reason=gettext_noop("추첨"))
    step_all(waiting, State.WAITING, actor=actor, reason=gettext_noop("추첨"))
    Cohort.objects.filter(pk=cohort.pk).update(state=Cohort.State.CLOSED)
    letters.tell(seated, letters.SEATED)
    letters.tell(waiting, letters.WAITING)
    return drawn


def require_drawable(cohort: Cohort) -> None:
    if cohort.admission != Cohort.Admission.LOTTERY:
        raise RefusedError("no_lottery", _("추첨으로 뽑는 기수가 아닙니다."))
    is_over = cohort.state == Cohort.State.CLOSED or (
        cohort.state == Cohort.State.OPEN and clock.now() >= cohort.enrol_until
    )
    if not is_over:
        template = _("추첨은 모집을 마감한 뒤에 합니다(지금 {state}, 마감 {until}).")
        until = letters.until_words(cohort.enrol_until)
        raise refused("too_early", template, state=str(cohort.get_state_display()), until=until)
