"""The order of meetings: A before B."""

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.models import MeetingRequest, Precedence
from deungdae.apps.caravan.rules import OVER_STATES, circle_of
from deungdae.apps.caravan.services.turns import lock_day, note_changed_inputs
from deungdae.apps.core.errors import RefusedError, refused


@transaction.atomic
def set_precedence(*, earlier: MeetingRequest, later: MeetingRequest, actor: User | None) -> Precedence:
    """One meeting before another; refused when the order would run in a circle."""
    day = lock_day(day=earlier.day)
    if day.state in OVER_STATES:
        raise refused("state", _("이미 열린 행사 ‘{title}’의 상담 순서는 바꿀 수 없습니다."), title=day.title)
    if earlier.day_id != later.day_id or earlier.pk == later.pk:
        raise RefusedError("order_pair", _("같은 행사의 서로 다른 두 상담을 고르십시오."))
    rows = Precedence.objects.filter(day=day).values_list("earlier__code", "later__code")
    circle = circle_of([*rows, (earlier.code, later.code)])
    if circle:
        template = _("상담 순서가 돌고 돕니다: {circle}. 이 가운데 순서 하나를 먼저 지우십시오.")
        raise refused("cycle", template, circle=" → ".join(circle))
    order, is_new = Precedence.objects.get_or_create(day=day, earlier=earlier, later=later)
    if is_new:
        note_changed_inputs(day=day)
    return order


@transaction.atomic
def remove_precedence(*, precedence: Precedence, actor: User | None) -> None:
    day = lock_day(day=precedence.day)
    if day.state in OVER_STATES:
        raise refused("state", _("이미 열린 행사 ‘{title}’의 상담 순서는 바꿀 수 없습니다."), title=day.title)
    if Precedence.objects.filter(pk=precedence.pk).delete()[0]:
        note_changed_inputs(day=day)
