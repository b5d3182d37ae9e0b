"""One act at a time on a cohort: its row is locked, every step of an enrolment is written down."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Cohort, Enrolment, EnrolmentStep
from deungdae.apps.academy.rules import ENROLMENT_STEPS, OVER
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import refused
from deungdae.apps.core.happenings import Happening, announce, source_of

ANNOUNCED: dict[str, str] = {
    Enrolment.State.OFFERED: "enrolment.offered",
    Enrolment.State.SEATED: "enrolment.seated",
}


def lock_cohort(cohort: Cohort) -> Cohort:
    """The cohort as it is now, kept from others until the transaction ends."""
    locked = Cohort.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("course").get(pk=cohort.pk)


def lock_enrolment(enrolment: Enrolment) -> tuple[Cohort, Enrolment]:
    """Its cohort, locked, and the enrolment as it is now."""
    cohort = lock_cohort(enrolment.cohort)
    found = Enrolment.objects.select_related("trainee", "organisation").get(pk=enrolment.pk)
    found.cohort = cohort
    return cohort, found


def require_going_on(cohort: Cohort) -> None:
    if cohort.state in OVER:
        template = _("‘{cohort}’(은/는) {state} 상태라 바꿀 수 없습니다.")
        raise refused("over", template, cohort=str(cohort), state=str(cohort.get_state_display()))


def step_to(
    enrolment: Enrolment,
    state: Enrolment.State,
    *,
    actor: User | None,
    reason: str = "",
    offer_until: datetime | None = None,
) -> None:
    """Take one step of the table; RefusedError for one that it does not know."""
    step_all([enrolment], state, actor=actor, reason=reason, offer_until=offer_until)


def step_all(
    enrolments: Sequence[Enrolment],
    state: Enrolment.State,
    *,
    actor: User | None,
    reason: str = "",
    offer_until: datetime | None = None,
) -> None:
    """The same step for many, in few statements; none of them where the table knows it not for one."""
    for one in enrolments:
        require_step(one, state)
        one.state, one.offer_until = state, offer_until
    Enrolment.objects.bulk_update(enrolments, ["state", "offer_until", "place"], batch_size=200)
    note_steps(enrolments, actor=actor, reason=reason)


def require_step(enrolment: Enrolment, state: Enrolment.State) -> None:
    """The table knows the step; and no certificate stands on where the enrolment is now."""
    if enrolment.certified_on is not None:
        template = _("접수 번호 {number}번은 수료증을 받았습니다. 바꾸려면 먼저 수료증을 취소해 주십시오.")
        raise refused("certified", template, number=enrolment.number)
    if state not in ENROLMENT_STEPS.get(enrolment.state, ()):
        template = _(
            "지금 ‘{now}’ 상태의 신청은 {target}(으로/로) 바꿀 수 없습니다. 화면을 새로 고쳐 주십시오."
        )
        now, target = str(enrolment.get_state_display()), f"‘{state.label}’"
        raise refused("state", template, now=now, target=target)


def note_steps(enrolments: Iterable[Enrolment], *, actor: User | None, reason: str = "") -> None:
    """They have come to the states they are in now."""
    now, stepped = clock.now(), list(enrolments)
    EnrolmentStep.objects.bulk_create(
        EnrolmentStep(enrolment=one, state=one.state, at=now, actor=actor, reason=reason) for one in stepped
    )
    told = [one for one in stepped if one.state in ANNOUNCED and one.organisation_id is not None]
    announce([happening_of(one, now) for one in told])


def happening_of(one: Enrolment, now: datetime) -> Happening:
    """A company hears that a seat was offered to one of its people, and that it is taken."""
    facts = {"cohort": one.cohort.short_id, "number": one.number}
    source = source_of(one, one.state, now.timestamp())
    return Happening(ANNOUNCED[one.state], one.short_id, source, one.organisation_id, facts)


def for_each(cohorts: Iterable[Cohort], act: Callable[[Cohort], object]) -> None:
    """A chore for many cohorts: what goes wrong with one is written down, and the next is looked after."""
    for cohort in cohorts:
        try:
            act(cohort)
        except Exception:
            logger.exception("chore for cohort %s", cohort.short_id)


logger = logging.getLogger("deungdae.academy")
