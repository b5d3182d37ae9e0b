"""What has to stay although its time is over: another law or an open case needs it."""

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.privacy.models import RetentionHold


@transaction.atomic
def place_hold(*, about: User | Organisation, reason: str, actor: User) -> RetentionHold:
    """From now on nothing about the person or the organisation is destroyed."""
    if not reason.strip():
        raise RefusedError("hold_reason", _("보존하는 까닭(법령이나 진행 중인 사건)을 적어 주십시오."))
    return RetentionHold.objects.create(
        person=about if isinstance(about, User) else None,
        organisation=about if isinstance(about, Organisation) else None,
        reason=reason.strip(),
        placed_by=actor,
        placed_at=clock.now(),
    )


@transaction.atomic
def release_hold(*, hold: RetentionHold, actor: User) -> None:
    """The next round may destroy it again; released twice changes nothing."""
    waiting = RetentionHold.objects.filter(pk=hold.pk, released_at__isnull=True)
    waiting.update(released_by=actor, released_at=clock.now())
