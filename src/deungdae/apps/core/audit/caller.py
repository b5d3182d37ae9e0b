"""Who calls, in which role and from where: the only place that reads these out of a request."""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from allauth.core import context
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

UNKNOWN_ADDRESS = "unknown"
THE_HOUSE = "worker"
"""The address of what the installation does by itself."""


@dataclass(frozen=True, slots=True)
class Caller:
    """`user_id` and `account` stay as they are at this moment, whatever becomes of the account."""

    user_id: int | None
    account: str
    role: str
    address: str


HOUSE = Caller(user_id=None, account="", role="", address=THE_HOUSE)


def caller_of(request: HttpRequest) -> Caller:
    """The caller of a request; its address as sign-in takes it, behind as many proxies as are set."""
    return caller(user=getattr(request, "user", None), address=address_of(request))


def caller_by(actor: object) -> Caller:
    """Who acts, from where the request comes that is being answered; else the installation itself."""
    request = context.request
    return caller(user=actor, address=THE_HOUSE if request is None else address_of(request))


def caller(*, user: object, address: str) -> Caller:
    if not isinstance(user, AbstractBaseUser):
        return Caller(user_id=None, account="", role="", address=address)
    return Caller(user_id=user.pk, account=user.get_username(), role=ROLE_OF[0](user), address=address)


def no_role(user: AbstractBaseUser) -> str:
    return ""


ROLE_OF: list[Callable[[AbstractBaseUser], str]] = [no_role]
"""How the role in use is called; the app that knows roles puts its own answer here at start."""


LABEL_OF_ROLE: list[Callable[[str], str]] = [str]
"""What the key of a role says to people; put here by the same app."""


def address_of(request: HttpRequest) -> str:
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return UNKNOWN_ADDRESS
