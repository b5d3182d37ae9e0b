"""Who may see and keep the academy, and the states of a cohort and of an enrolment as data."""

from collections.abc import Mapping
from dataclasses import dataclass

import rules
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.academy.models import Cohort, Enrolment
from deungdae.apps.accounts.rights.matrix import may
from deungdae.apps.accounts.rights.scopes import Level, Scope

WRITE = "academy.write_courses"
ENROL = "academy.enrol"
DECIDE = "academy.decide_enrolments"

rules.add_perm(WRITE, may("course", "write"))
rules.add_perm(ENROL, may("enrolment", "write", level=Level.PERSONAL, reach=Scope.OWN))
rules.add_perm(DECIDE, may("enrolment", "write", level=Level.PERSONAL))

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Transition:
    """One step of a cohort. `confirm`: what the page says before it; `asks_reason`: why must be said."""

    source: Cohort.State
    target: Cohort.State
    label: Words
    confirm: Words
    asks_reason: bool = False


COHORT = Cohort.State
CANCELLING = _("확정되거나 기다리는 사람 모두에게 취소를 한 번씩 알리고, 강사와 강의실 예약을 풉니다.")
TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        COHORT.DRAFT,
        COHORT.OPEN,
        pgettext_lazy("button", "모집 열기"),
        _("과정 안내에 공개되고, 모집 시작 시각부터 신청을 받습니다."),
    ),
    Transition(
        COHORT.OPEN,
        COHORT.CLOSED,
        pgettext_lazy("button", "모집 마감"),
        _("새 신청을 받지 않습니다. 대기자는 빈자리가 나면 계속 순서대로 받습니다."),
    ),
    Transition(
        COHORT.CLOSED, COHORT.OPEN, _("모집 다시 열기"), _("모집 마감 시각까지 다시 신청을 받습니다.")
    ),
    Transition(
        COHORT.CLOSED,
        COHORT.FINISHED,
        pgettext_lazy("button", "기수 종료"),
        _("남은 대기자의 신청이 끝나고, 자리를 더 바꿀 수 없습니다."),
    ),
    Transition(COHORT.DRAFT, COHORT.CANCELLED, _("기수 취소"), CANCELLING, asks_reason=True),
    Transition(COHORT.OPEN, COHORT.CANCELLED, _("기수 취소"), CANCELLING, asks_reason=True),
    Transition(COHORT.CLOSED, COHORT.CANCELLED, _("기수 취소"), CANCELLING, asks_reason=True),
)
OVER = (COHORT.FINISHED, COHORT.CANCELLED)
"""Nothing of the cohort changes any more."""

STATE = Enrolment.State
ENROLMENT_STEPS: Mapping[str, tuple[str, ...]] = {
    STATE.REQUESTED: (STATE.WAITING, STATE.OFFERED, STATE.SEATED, STATE.DECLINED, STATE.CANCELLED),
    STATE.WAITING: (STATE.OFFERED, STATE.SEATED, STATE.DECLINED, STATE.CANCELLED),
    STATE.OFFERED: (
        STATE.SEATED,
        STATE.WAITING,
        STATE.DECLINED,
        STATE.EXPIRED,
        STATE.CANCELLED,
        STATE.TRANSFERRED,
    ),
    STATE.SEATED: (STATE.WAITING, STATE.CANCELLED, STATE.TRANSFERRED),
}
"""Where an enrolment can go from where; the states that are not named are ends."""


def transitions_from(state: str) -> list[Transition]:
    return [step for step in TRANSITIONS if step.source == state]


def find_transition(*, source: str, target: str) -> Transition | None:
    return next((step for step in TRANSITIONS if step.source == source and step.target == target), None)
