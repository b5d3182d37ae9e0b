"""Making accounts, granting roles, issuing and withdrawing tokens."""

import hashlib
import secrets
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.factors import has_second_factor, needs_second_factor
from deungdae.apps.accounts.models import ApiToken, RoleGrant, User
from deungdae.apps.accounts.rights.roles import role_in_use, use_role
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError

TOKEN_PREFIX = "dd_"  # noqa: S105
TOKEN_DAYS = 365


def create_account(*, email: str, name: str, password: str | None) -> User:
    """A person who can sign in; without a password only after a reset."""
    return User.objects.create_user(email, password, name=name)


def grant_role(
    *, user: User, role: str, starts_on: date | None = None, actor: User | None = None
) -> RoleGrant:
    return RoleGrant.objects.create(
        user=user, role=role, starts_on=starts_on or clock.today(), granted_by=actor
    )


def digest_of(*, secret: str) -> str:
    """What is kept of a token. Its 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def issue_token(*, user: User, name: str, days: int = TOKEN_DAYS) -> tuple[ApiToken, str]:
    """A new token for the role in use, and its secret, which is shown this once."""
    if needs_second_factor(user=user) and not has_second_factor(user=user):
        message = _(
            "맡은 역할에는 2단계 인증이 있어야 합니다. 인증 앱이나 패스키를 더한 뒤 토큰을 만들어 주십시오."
        )
        raise RefusedError("second_factor_missing", message)
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    expires = clock.now() + timedelta(days=days)
    token = ApiToken.objects.create(
        user=user,
        name=name,
        role=role_in_use(user=user).key,
        digest=digest_of(secret=secret),
        expires_at=expires,
    )
    return token, secret


def revoke_token(*, token: ApiToken) -> None:
    """From the next request on the token opens nothing."""
    ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=clock.now())


def user_of_token(*, secret: str) -> User | None:
    """The owner of a token that is in force, acting in the token's role; or None.

    None also when that role is over: the program that holds the token must not come into another one.
    """
    now = clock.now()
    tokens = ApiToken.objects.filter(
        digest=digest_of(secret=secret), revoked_at__isnull=True, expires_at__gt=now, user__is_active=True
    )
    token = tokens.select_related("user").first()
    if token is None:
        return None
    if needs_second_factor(user=token.user) and not has_second_factor(user=token.user):
        return None
    use_role(token.user, key=token.role)
    if token.role and role_in_use(user=token.user).key != token.role:
        return None
    if token.last_used_at is None or now - token.last_used_at > timedelta(minutes=5):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token.user
