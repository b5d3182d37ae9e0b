"""What the worker clears away between two jobs: so much at once that nobody waits for it."""

from deungdae.apps.accounts.models import SignInSession
from deungdae.apps.accounts.sign_up import forget_unconfirmed
from deungdae.apps.core import clock

AT_ONCE = 200


def clear_sessions() -> int:
    """Sessions that are over; nothing is written when there are none."""
    over = SignInSession.objects.filter(expire_date__lt=clock.now()).order_by("expire_date")
    keys = list(over.values_list("pk", flat=True)[:AT_ONCE])
    if not keys:
        return 0
    gone, _kinds = SignInSession.objects.filter(pk__in=keys, expire_date__lt=clock.now()).delete()
    return gone


def clear_sign_ups() -> int:
    """Addresses that nobody confirmed."""
    return forget_unconfirmed(at_once=AT_ONCE)
