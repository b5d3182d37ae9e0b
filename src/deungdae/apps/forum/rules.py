"""Who may keep forums, and the states of a forum, a talk and a registration as data."""

from collections.abc import Mapping
from dataclasses import dataclass

import rules
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.accounts.rights.matrix import may
from deungdae.apps.accounts.rights.scopes import Level, Scope
from deungdae.apps.forum.models import Forum, Registration, Talk

WRITE = "forum.write_forums"
REVIEW = "forum.review_talks"
DECIDE = "forum.decide_registrations"

rules.add_perm(WRITE, may("forum", "write"))
rules.add_perm(REVIEW, may("talk_review", "write", reach=Scope.OWN))
rules.add_perm(DECIDE, may("registration", "write", level=Level.PERSONAL))

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Transition:
    """One step of a forum. `confirm`: what the page says before it; `asks_reason`: why must be said."""

    source: Forum.State
    target: Forum.State
    label: Words
    confirm: Words
    asks_reason: bool = False


STATE = Forum.State
CANCELLING = _("발표자와 신청한 사람 모두에게 취소를 한 번씩 알리고, 장소 예약을 풉니다.")
TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        STATE.DRAFT,
        STATE.CALL,
        pgettext_lazy("button", "발표 모집 열기"),
        _("포럼 안내가 공개되고, 모집 마감까지 누구나 발표를 신청합니다."),
    ),
    Transition(
        STATE.CALL,
        STATE.REVIEW,
        pgettext_lazy("button", "모집 마감"),
        _("새 발표를 받지 않고, 낸 발표도 고칠 수 없습니다."),
    ),
    Transition(STATE.REVIEW, STATE.CALL, _("모집 다시 열기"), _("모집 마감 시각까지 다시 받습니다.")),
    Transition(
        STATE.REVIEW,
        STATE.PROGRAMME,
        pgettext_lazy("button", "심사 마치기"),
        _("채택한 발표로 프로그램을 짭니다. 결과를 아직 알리지 않은 발표가 있으면 먼저 알려야 합니다."),
    ),
    Transition(
        STATE.PROGRAMME,
        STATE.REGISTRATION,
        pgettext_lazy("button", "참가 신청 열기"),
        _("채택한 발표의 제목과 발표자가 공개되고, 누구나 참가를 신청합니다."),
    ),
    Transition(
        STATE.REGISTRATION,
        STATE.CLOSED,
        pgettext_lazy("button of a forum", "신청 마감"),
        _("새 신청을 받지 않습니다. 대기자는 빈자리가 나면 계속 순서대로 받습니다."),
    ),
    Transition(
        STATE.CLOSED, STATE.REGISTRATION, _("신청 다시 열기"), _("행사가 시작할 때까지 다시 신청을 받습니다.")
    ),
    Transition(
        STATE.CLOSED,
        STATE.HELD,
        pgettext_lazy("button", "포럼 마치기"),
        _("출석과 발표를 기업 카드에 남기고, 남은 대기를 끝냅니다."),
    ),
    *(
        Transition(source, STATE.CANCELLED, _("포럼 취소"), CANCELLING, asks_reason=True)
        for source in (
            STATE.DRAFT,
            STATE.CALL,
            STATE.REVIEW,
            STATE.PROGRAMME,
            STATE.REGISTRATION,
            STATE.CLOSED,
        )
    ),
)
OVER = (STATE.HELD, STATE.CANCELLED)
"""Nothing of the forum's plan changes any more."""
PLANNING = (STATE.PROGRAMME, STATE.REGISTRATION, STATE.CLOSED)
"""When the programme is made and changed."""

TALK = Talk.State
TALK_STEPS: Mapping[str, tuple[str, ...]] = {
    TALK.ASKED: (TALK.SUBMITTED, TALK.WITHDRAWN),
    TALK.SUBMITTED: (TALK.ACCEPTED, TALK.WAITING, TALK.REJECTED, TALK.WITHDRAWN),
    TALK.ACCEPTED: (TALK.CONFIRMED, TALK.WAITING, TALK.REJECTED, TALK.WITHDRAWN),
    TALK.WAITING: (TALK.ACCEPTED, TALK.REJECTED, TALK.WITHDRAWN),
    TALK.REJECTED: (TALK.ACCEPTED, TALK.WAITING, TALK.WITHDRAWN),
    TALK.CONFIRMED: (TALK.WITHDRAWN,),
}
"""Where a talk can go from where."""

SEAT = Registration.State
REGISTRATION_STEPS: Mapping[str, tuple[str, ...]] = {
    SEAT.ASKED: (SEAT.WAITING, SEAT.SEATED, SEAT.CANCELLED),
    SEAT.WAITING: (SEAT.OFFERED, SEAT.CANCELLED),
    SEAT.OFFERED: (SEAT.SEATED, SEAT.EXPIRED, SEAT.CANCELLED),
    SEAT.SEATED: (SEAT.CANCELLED,),
}


def transitions_from(state: str) -> list[Transition]:
    return [step for step in TRANSITIONS if step.source == state]


def find_transition(*, source: str, target: str) -> Transition | None:
    return next((step for step in TRANSITIONS if step.source == source and step.target == target), None)
