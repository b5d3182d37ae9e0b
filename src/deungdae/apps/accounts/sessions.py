"""Sessions that know whose they are: idle and absolute limits, and a list that a person can end them from."""

from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db.models import QuerySet
from django.http import HttpRequest

from deungdae.apps.accounts.models import SignInSession, User
from deungdae.apps.core import clock
from deungdae.apps.core.ids import new_public_id

FACTS = "sign_in"
"""Under this word a session keeps who it is: id, since, seen, address and device."""
TOUCH_AFTER = timedelta(seconds=60)
DEVICE_CHARACTERS = 300


class SessionStore(DatabaseSessions):
    """Django's sessions in the database, each row with its person, address and device."""

    @classmethod
    def get_model_class(cls) -> type[SignInSession]:
        return SignInSession

    def create_model_instance(self, data: dict[str, Any]) -> SignInSession:
        row = super().create_model_instance(data)
        assert isinstance(row, SignInSession)  # noqa: S101  # nosec - the model named above
        facts = data.get(FACTS)
        if facts and SESSION_KEY in data:
            row.user_id = int(data[SESSION_KEY])
            row.public_id = facts["id"]
            row.started_at, row.seen_at = moment(facts["since"]), moment(facts["seen"])
            row.address, row.device = facts["address"], facts["device"]
        return row


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)


def begin(request: HttpRequest) -> None:
    """Right after signing in: since when, from where, with what."""
    now = clock.now().timestamp()
    request.session[FACTS] = {
        "id": str(new_public_id()),
        "since": now,
        "seen": now,
        "address": get_adapter().get_client_ip(request),
        "device": request.headers.get("user-agent", "")[:DEVICE_CHARACTERS],
    }
    limit(request)


def touch(request: HttpRequest) -> None:
    """Somebody is there; written down once a minute."""
    facts = request.session[FACTS]
    now = clock.now()
    if now - moment(facts["seen"]) >= TOUCH_AFTER:
        request.session[FACTS] = {**facts, "seen": now.timestamp()}
        limit(request)


def limit(request: HttpRequest) -> None:
    """The row of the session dies of itself: so long after it was last seen, and so long after it began."""
    facts = request.session[FACTS]
    idle = moment(facts["seen"]) + settings.SESSION_IDLE
    request.session.set_expiry(min(idle, moment(facts["since"]) + settings.SESSION_ABSOLUTE))


def sessions_of(*, user: User) -> QuerySet[SignInSession]:
    """Where the person is signed in now; the one last seen first."""
    return SignInSession.objects.filter(user=user, expire_date__gt=clock.now()).order_by("-seen_at")


def end_sessions(*, user: User, but: str | None = None) -> int:
    """All of the person's sessions but this one are over at their next request."""
    ended, _kinds = SignInSession.objects.filter(user=user).exclude(session_key=but or "").delete()
    return ended


BROWSERS = (
    ("Edg", "Edge"),
    ("Whale", "Whale"),
    ("SamsungBrowser", "Samsung Internet"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device_words(device: str) -> str:
    """“Chrome, Windows” out of what the browser says of itself; empty when it says nothing known."""
    found = [next((name for mark, name in marks if mark in device), "") for marks in (BROWSERS, SYSTEMS)]
    return ", ".join(word for word in found if word)
