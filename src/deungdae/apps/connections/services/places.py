"""For whom somebody makes a key or a webhook: the organisation of the role in use, or the centre."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from deungdae.apps.accounts.factors import has_second_factor, needs_second_factor
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.rights.roles import read_anew, role_in_use, use_role
from deungdae.apps.connections.rules import WRITE
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Place:
    """`organisation` None: the centre; `role`: the key of the role that is in use."""

    organisation: Organisation | None
    role: str


def place_of(user: User) -> Place:
    """Where this person connects now; RefusedError where the role in use may not, or lacks its factor."""
    if not user.has_perm(WRITE):
        raise RefusedError("right", _("연계를 관리할 권한이 없습니다. 대표 담당자에게 말씀해 주십시오."))
    if needs_second_factor(user=user) and not has_second_factor(user=user):
        message = _(
            "맡은 역할에는 2단계 인증이 있어야 합니다. 인증 앱이나 패스키를 더한 뒤 다시 해 주십시오."
        )
        raise RefusedError("second_factor_missing", message)
    held = role_in_use(user=user)
    organisation = None if held.organisation is None else Organisation.objects.get(pk=held.organisation)
    return Place(organisation, held.key)


def acts_still(user: User, *, role: str) -> bool:
    """Put the person into the role that a key or webhook was made in; False when that is over."""
    read_anew(user=user)
    use_role(user, key=role)
    if not user.is_active or role_in_use(user=user).key != role or not user.has_perm(WRITE):
        return False
    return not needs_second_factor(user=user) or has_second_factor(user=user)
