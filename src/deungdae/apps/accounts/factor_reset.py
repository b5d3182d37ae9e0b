"""Taking away the second factors of somebody who lost them all, recovery codes too."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.notices import Notice, post_notice
from deungdae.apps.accounts.sessions import end_sessions
from deungdae.apps.core.audit.acts import PERSON, register_act
from deungdae.apps.core.audit.caller import Caller
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.errors import refused

FACTORS_RESET = register_act("factors.reset", gettext_lazy("2단계 인증 초기화"))


@transaction.atomic
def reset_factors(*, user: User, reason: str, caller: Caller) -> None:
    """All of them are gone, every session ends, and the person is told; the next sign-in sets up anew."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    if locked.pk == caller.user_id:
        template = _(
            "{name} 님 자신의 2단계 인증은 스스로 초기화할 수 없습니다. 다른 센터장에게 맡겨 주십시오."
        )
        raise refused("own_factors", template, name=locked.name)
    gone, _kinds = Authenticator.objects.filter(user=locked).delete()
    if not gone:
        template = _("{name} 님에게는 2단계 인증이 없습니다. 로그인하면 바로 정할 수 있습니다.")
        raise refused("no_factor", template, name=locked.name)
    end_sessions(user=locked)
    post_notice(user=locked, notice=Notice.FACTORS_RESET, reason=reason)
    record_audit(act=FACTORS_RESET, caller=caller, subject=Subject(PERSON, locked.short_id), reason=reason)
