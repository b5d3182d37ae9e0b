"""Signing badges."""

from collections.abc import Iterable

from deungdae.apps.academy.badges import credential_of
from deungdae.apps.academy.models import Badge, Certificate, SigningKey
from deungdae.apps.academy.services.signing import key_in_use, private_part, signed


def sign_badges(certificates: Iterable[Certificate]) -> None:
    """The badges of new certificates, in the transaction of their issue."""
    key = key_in_use(SigningKey.Purpose.BADGE)
    private = private_part(key)
    Badge.objects.bulk_create(
        Badge(certificate=one, key=key, credential=signed(credential_of(one), key, private))
        for one in certificates
    )
