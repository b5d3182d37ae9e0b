"""Whoever came back from another house and belongs to no account yet: kept in the session for a while.

Nothing is connected by an address alone. The person signs in, or signs up and then signs in, and says yes.
"""

from dataclasses import asdict, dataclass

from django.http import HttpRequest

from deungdae.apps.core import clock

HELD, SECONDS = "social_held", 30 * 60


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What the other house says. `is_verified`: it says that the address is this person's."""

    provider: str
    uid: str
    email: str
    is_verified: bool
    name: str


def hold(request: HttpRequest, newcomer: Newcomer) -> None:
    request.session[HELD] = {**asdict(newcomer), "at": clock.now().timestamp()}


def held(request: HttpRequest) -> Newcomer | None:
    """The one who waits in this session, unless too long ago."""
    kept = dict(request.session.get(HELD) or {})
    if not kept or clock.now().timestamp() - kept.pop("at") > SECONDS:
        return None
    return Newcomer(**kept)


def let_go(request: HttpRequest) -> None:
    request.session.pop(HELD, None)
