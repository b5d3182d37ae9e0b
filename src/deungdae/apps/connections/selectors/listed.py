"""Keys and webhooks as their pages show them: what state they are in, how much they were used."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.connections.models import ApiKey, KeyUsage, Webhook
from deungdae.apps.connections.scopes import labels_of
from deungdae.apps.core import clock
from deungdae.apps.core.context import centre_name

DAYS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class KeyLine:
    """`state`: what it says; `tone`: how it looks; `today`: calls of today."""

    one: ApiKey
    place: str
    state: str
    tone: str
    is_over: bool
    scopes: list[str]
    today: int
    limit: int


def key_lines(user: Viewer) -> list[KeyLine]:
    """Those in force first, in three queries."""
    keys = list(ApiKey.objects.visible_to(user).select_related("organisation", "maker", "replaced_by"))
    today = {row.key_id: row.calls for row in KeyUsage.objects.filter(key__in=keys, day=clock.today())}
    lines = [key_line(one, today.get(one.pk, 0)) for one in keys]
    return sorted(lines, key=lambda line: (line.is_over, -line.one.pk))


def key_line(one: ApiKey, calls: int) -> KeyLine:
    state, tone, is_over = state_of(one)
    limit = settings.API_CALLS["day"]
    return KeyLine(one, place_name(one), state, tone, is_over, labels_of(one.scopes), calls, limit)


def state_of(one: ApiKey) -> tuple[str, str, bool]:
    """What is said of it, the tone, and whether it is over."""
    if one.revoked_at is not None:
        return _("폐기"), "neutral", True
    if one.expires_at <= clock.now():
        return _("기한 지남"), "neutral", True
    if getattr(one, "replaced_by", None) is not None:
        return _("새 키로 바꾸는 중"), "warning", False
    return _("사용 중"), "success", False


def place_name(one: ApiKey | Webhook) -> str:
    return one.organisation.name if one.organisation is not None else centre_name()


def webhooks_listed(user: Viewer) -> QuerySet[Webhook]:
    return Webhook.objects.visible_to(user).select_related("organisation", "maker")


@dataclass(frozen=True, slots=True)
class UsedDay:
    day: date
    calls: int
    percent: str


def days_used(key: ApiKey) -> Sequence[UsedDay]:
    """The last days on which it was used, the newest first; the bar is of the busiest."""
    since = clock.today() - timedelta(days=DAYS_SHOWN)
    rows = list(KeyUsage.objects.filter(key=key, day__gt=since).order_by("-day"))
    most = most_of(row.calls for row in rows)
    return [UsedDay(row.day, row.calls, f"{100 * row.calls / most:.1f}") for row in rows]


def most_of(calls: Iterable[int]) -> int:
    return max(calls, default=0) or 1
