"""What the frame of every page says about roles."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.rights.roles import HeldRole, held_roles, role_in_use
from deungdae.apps.accounts.social.providers import Provider, providers


def roles(request: HttpRequest) -> dict[str, Any]:
    """The role in use, the other ones to switch to, and a line when it is not the everyday one."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    current, held = role_in_use(user=user), held_roles(user=user)
    line = ""
    if held and current != held[0]:
        line = _("지금 ‘%(role)s’ 역할로 보고 있습니다.") % {"role": words_of(current)}
    return {
        "role_label": words_of(current),
        "role_line": line,
        "other_roles": [{"key": one.key, "label": words_of(one)} for one in held if one != current],
    }


def ways_in(request: HttpRequest) -> dict[str, list[Provider]]:
    """The other houses that people may sign in with."""
    return {"ways_in": providers()}


def words_of(role: HeldRole) -> str:
    """The role as people call it, with the organisation it is held in."""
    return f"{role.place} · {role.label}" if role.place else str(role.label)
