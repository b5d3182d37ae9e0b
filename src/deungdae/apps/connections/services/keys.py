"""Making, replacing and revoking keys, and finding who calls with one."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.connections.acts import KEY_MADE, KEY_REVOKED
from deungdae.apps.connections.models import ApiKey
from deungdae.apps.connections.models.keys import PREFIX_LENGTH
from deungdae.apps.connections.scopes import CODES
from deungdae.apps.connections.services.places import Place, acts_still, place_of
from deungdae.apps.core import clock
from deungdae.apps.core.audit.caller import caller_by
from deungdae.apps.core.audit.services import record_audit
from deungdae.apps.core.errors import RefusedError, refused

MARK = "dk_"
MOST_DAYS, MOST_KEYS = 365, 20
OVERLAPS = (0, 1, 7)
"""Days for which a replaced key goes on beside the new one."""
NOTE_USE_AFTER = timedelta(minutes=5)


def digest_of(secret: str) -> str:
    """What is kept of a key. Its 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_key(*, maker: User, name: str, scopes: Sequence[str], days: int) -> tuple[ApiKey, str]:
    """A key for the place of the role in use, and its secret, which is shown this once."""
    place = place_of(maker)
    if not 1 <= days <= MOST_DAYS:
        raise refused("days", _("기한은 {most}일까지 정할 수 있습니다: {days}일."), most=MOST_DAYS, days=days)
    wanted = [code for code in CODES if code in scopes]
    if not wanted or set(scopes) - set(CODES):
        raise RefusedError("scopes", _("키로 할 일을 하나 이상 목록에서 골라 주십시오."))
    mine = ApiKey.objects.filter(organisation=place.organisation, revoked_at=None)
    if mine.filter(expires_at__gt=clock.now()).count() >= MOST_KEYS:
        template = _("쓰고 있는 키가 {most}개입니다. 쓰지 않는 키를 폐기한 뒤 만들어 주십시오.")
        raise refused("too_many", template, most=MOST_KEYS)
    return written(maker, place, name=name, scopes=wanted, days=days, replaces=None)


@transaction.atomic
def rotate_key(*, key: ApiKey, actor: User, overlap_days: int) -> tuple[ApiKey, str]:
    """A new secret with the same scopes and as long a time, of whoever replaces it. The old one ends after
    the overlap. Once: a key that was replaced is not replaced again."""
    place = place_of(actor)
    locked = ApiKey.objects.select_for_update(of=("self",), no_key=True).get(pk=key.pk)
    now = clock.now()
    if locked.organisation_id != (place.organisation.pk if place.organisation else None):
        raise RefusedError("place", _("이 키는 지금 쓰는 역할의 것이 아닙니다. 역할을 바꾸어 주십시오."))
    if locked.revoked_at is not None or locked.expires_at <= now:
        raise RefusedError("over", _("이미 끝난 키입니다. 새 키를 만들어 주십시오."))
    if ApiKey.objects.filter(replaces=locked).exists():
        raise RefusedError("replaced", _("이미 새 키로 바꾼 키입니다. 목록에서 새 키를 확인해 주십시오."))
    if overlap_days not in OVERLAPS:
        raise RefusedError("overlap", _("함께 쓸 기간을 목록에서 골라 주십시오."))
    days = min((locked.expires_at - locked.created_at).days or 1, MOST_DAYS)
    made = written(actor, place, name=locked.name, scopes=locked.scopes, days=days, replaces=locked)
    if overlap_days:
        until = min(locked.expires_at, now + timedelta(days=overlap_days))
        ApiKey.objects.filter(pk=locked.pk).update(expires_at=until)
    else:
        revoke_key(key=locked, actor=actor)
    return made


def written(
    maker: User, place: Place, *, name: str, scopes: Sequence[str], days: int, replaces: ApiKey | None
) -> tuple[ApiKey, str]:
    secret = MARK + secrets.token_urlsafe(32)
    now = clock.now()
    key = ApiKey.objects.create(
        organisation=place.organisation,
        maker=maker,
        role=place.role,
        name=name,
        scopes=list(scopes),
        prefix=secret[:PREFIX_LENGTH],
        digest=digest_of(secret),
        created_at=now,
        expires_at=now + timedelta(days=days),
        replaces=replaces,
    )
    record_audit(act=KEY_MADE, caller=caller_by(maker), target=key.prefix, fields=scopes)
    return key, secret


@transaction.atomic
def revoke_key(*, key: ApiKey, actor: User) -> bool:
    """From the next call on it opens nothing; False when it was revoked before."""
    waiting = ApiKey.objects.filter(pk=key.pk, revoked_at=None)
    if not waiting.update(revoked_at=clock.now(), revoked_by=actor):
        return False
    record_audit(act=KEY_REVOKED, caller=caller_by(actor), target=key.prefix)
    return True


def key_of(secret: str) -> ApiKey | None:
    """The key of this secret, its maker in the role it was made in; None when it, or that role, is over."""
    now = clock.now()
    found = ApiKey.objects.filter(digest=digest_of(secret), revoked_at=None, expires_at__gt=now)
    key = found.select_related("maker").first()
    if key is None or not acts_still(key.maker, role=key.role):
        return None
    if key.last_used_at is None or now - key.last_used_at > NOTE_USE_AFTER:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)
    return key
