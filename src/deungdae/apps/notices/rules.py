"""Who keeps the board, and the states of a notice as data."""

from dataclasses import dataclass

import rules
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.rights.matrix import may
from deungdae.apps.notices.models import Notice

WRITE = "notices.write_notices"
rules.add_perm(WRITE, may("notice", "write"))

Words = str | Promise
STATE = Notice.State


@dataclass(frozen=True, slots=True)
class Transition:
    """One step of a notice. `confirm`: what the page says before it; `asks_reason`: why must be said."""

    source: Notice.State
    target: Notice.State
    label: Words
    confirm: Words
    asks_reason: bool = False
    asks_moment: bool = False


PUBLISHING = _(
    "모든 사람이 볼 수 있게 게시판에 올리고, 이 분류나 꼬리표를 구독한 사람에게 메일을 한 번 보냅니다."
)
AGAIN = _("다시 게시판에 올립니다. 이미 메일을 받은 구독자에게는 다시 보내지 않습니다.")
TRANSITIONS: tuple[Transition, ...] = (
    Transition(STATE.DRAFT, STATE.PUBLISHED, _("지금 게시"), PUBLISHING),
    Transition(
        STATE.DRAFT,
        STATE.SCHEDULED,
        _("게시 예약"),
        _("정한 때에 작업 프로세스가 게시하고 구독자에게 알립니다. 그 전에는 직원만 봅니다."),
        asks_moment=True,
    ),
    Transition(STATE.SCHEDULED, STATE.PUBLISHED, _("지금 게시"), PUBLISHING),
    Transition(STATE.SCHEDULED, STATE.DRAFT, _("예약 취소"), _("예약을 풀고 작성 중으로 되돌립니다.")),
    Transition(
        STATE.PUBLISHED,
        STATE.EXPIRED,
        _("게시 종료"),
        _("목록과 피드에서 빠집니다. 주소를 아는 사람은 ‘게시 종료’라는 말과 함께 계속 읽을 수 있습니다."),
    ),
    Transition(
        STATE.PUBLISHED,
        STATE.WITHDRAWN,
        _("내리기"),
        _("게시판과 주소 모두에서 사라집니다. 이미 나간 메일은 거둘 수 없습니다."),
        asks_reason=True,
    ),
    Transition(
        STATE.EXPIRED,
        STATE.WITHDRAWN,
        _("내리기"),
        _("주소에서도 사라집니다. 직원은 계속 봅니다."),
        asks_reason=True,
    ),
    Transition(STATE.EXPIRED, STATE.PUBLISHED, _("다시 게시"), AGAIN),
    Transition(STATE.WITHDRAWN, STATE.PUBLISHED, _("다시 게시"), AGAIN),
    Transition(STATE.WITHDRAWN, STATE.DRAFT, _("작성 중으로"), _("고쳐서 다시 올릴 수 있게 합니다.")),
)


def find_transition(*, source: str, target: str) -> Transition | None:
    """The step between two states, if there is one."""
    return next((one for one in TRANSITIONS if (one.source, one.target) == (source, target)), None)


def transitions_from(source: str) -> list[Transition]:
    return [one for one in TRANSITIONS if one.source == source]
