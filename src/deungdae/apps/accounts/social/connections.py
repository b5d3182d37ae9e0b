"""Which accounts of other houses open an account here: connecting one, taking it away."""

import hashlib
from uuid import UUID

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.factors import Type, factors_of
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.notices import Notice, post_notice
from deungdae.apps.accounts.social.held import Newcomer
from deungdae.apps.accounts.social.providers import name_of
from deungdae.apps.core.errors import refused

CONNECTED = gettext_lazy("{name} 계정을 연결했습니다. 다음부터 그 계정으로 로그인할 수 있습니다.")


def connections_of(*, user: User) -> list[SocialAccount]:
    return list(SocialAccount.objects.filter(user=user).order_by("date_joined", "pk"))


def connection_id(account: SocialAccount) -> UUID:
    """How an address names a connection, so that no number of ours or theirs leaves."""
    digest = hashlib.sha256(f"{account.provider}\0{account.uid}".encode()).digest()
    return UUID(bytes=digest[:16])


def fits(newcomer: Newcomer, *, user: User) -> bool:
    """The other house vouches for the very address of this account."""
    return newcomer.is_verified and newcomer.email == user.email.lower()


def connect_held(*, user: User, newcomer: Newcomer) -> None:
    """Somebody who came from the other house first, and has now signed in: only with the same address."""
    if not fits(newcomer, user=user):
        template = _(
            "{name}에서 확인된 주소가 이 계정의 주소와 다릅니다. ‘연결된 계정’ 화면에서 다시 연결해 주십시오."
        )
        raise refused("address_differs", template, name=name_of(newcomer.provider))
    connect(user=user, newcomer=newcomer)


@transaction.atomic
def connect(*, user: User, newcomer: Newcomer) -> None:
    """From now on the other account opens this one; each opens one account only."""
    try:
        with transaction.atomic():
            SocialAccount.objects.create(
                user=user, provider=newcomer.provider, uid=newcomer.uid, extra_data={"email": newcomer.email}
            )
    except IntegrityError as error:
        template = _("이 {name} 계정은 이미 연결되어 있습니다. 다른 {name} 계정으로 시도해 주십시오.")
        raise refused("connected_already", template, name=name_of(newcomer.provider)) from error
    with translation.override(settings.LANGUAGE_CODE):
        post_notice(user=user, notice=Notice.CONNECTED, what=name_of(newcomer.provider))


@transaction.atomic
def disconnect(*, user: User, account: SocialAccount) -> None:
    """The other account opens this one no more; at least one way in must remain."""
    User.objects.select_for_update().get(pk=user.pk)
    others = SocialAccount.objects.filter(user=user).exclude(pk=account.pk)
    configured = others.filter(provider__in=settings.SIGN_IN_PROVIDERS)
    passkeys = factors_of(user=user).filter(type=Type.WEBAUTHN)
    if not (user.has_usable_password() or configured.exists() or passkeys.exists()):
        template = _("{name} 말고는 로그인할 방법이 없습니다. 비밀번호를 먼저 정한 뒤 끊어 주십시오.")
        raise refused("last_way_in", template, name=name_of(account.provider))
    SocialAccount.objects.filter(pk=account.pk, user=user).delete()
    with translation.override(settings.LANGUAGE_CODE):
        post_notice(user=user, notice=Notice.DISCONNECTED, what=name_of(account.provider))
