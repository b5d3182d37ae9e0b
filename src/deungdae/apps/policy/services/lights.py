"""Saying something else than the computed light: with a reason, beside it, until it is lifted."""

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.policy.models import LightOverride, Task


@transaction.atomic
def override_light(*, task: Task, light: str, reason: str, actor: User | None) -> LightOverride:
    """`light` empty: the computed one stands again."""
    if not reason.strip():
        message = _("계산한 신호와 다르게 보이는 까닭을 적어 주십시오. 과제 화면에 그대로 나옵니다.")
        raise RefusedError("reason", message)
    last = task.overrides.order_by("-at", "-pk").first()
    if (last.light if last is not None else "") == light:
        raise RefusedError("state", _("이미 그렇게 되어 있습니다. 화면을 새로 고쳐 주십시오."))
    return LightOverride.objects.create(
        task=task, light=light, reason=reason.strip(), at=clock.now(), by=actor
    )
