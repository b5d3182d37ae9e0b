"""Signing for the centre, and changing the keys that sign."""

import base64
import hashlib
import json
from typing import Any

import jwt
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from jwt.algorithms import RSAAlgorithm

from deungdae.apps.academy.models import SigningKey
from deungdae.apps.core import clock

BITS = 2048
Purpose = SigningKey.Purpose


def signed(claims: dict[str, Any], key: SigningKey, private: Any) -> str:
    return jwt.encode(claims, private, algorithm=key.algorithm, headers={"kid": key.kid})


def private_part(key: SigningKey) -> Any:
    """What we have made and locked ourselves; its numbers are not proven prime again at every signing."""
    pem = locks().decrypt(key.private_key.encode())
    return serialization.load_pem_private_key(pem, password=None, unsafe_skip_rsa_key_validation=True)


def key_in_use(purpose: Purpose) -> SigningKey:
    """The key that signs now; the first is made when it is first needed."""
    in_use = SigningKey.objects.filter(purpose=purpose, retired_at=None)
    found = in_use.first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return make_key(purpose)
    except IntegrityError:
        return in_use.get()


@transaction.atomic
def rotate_key(purpose: Purpose) -> SigningKey:
    """Another key signs from now on. The private part of the old one is gone; what it signed stays valid."""
    now, in_use = clock.now(), SigningKey.objects.filter(purpose=purpose, retired_at=None)
    in_use.update(retired_at=now, private_key="")
    return make_key(purpose)


def make_key(purpose: Purpose) -> SigningKey:
    private = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    public: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(private.public_key()))
    known = {name: public[name] for name in ("e", "kty", "n")}
    name = thumbprint(known)
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    kid = settings.SITE_ADDRESS + reverse("academy:badge_key", args=[name])
    return SigningKey.objects.create(
        purpose=purpose,
        name=name,
        kid=kid,
        public_jwk={**known, "kid": kid, "alg": SigningKey.ALGORITHM, "use": "sig"},
        private_key=locks().encrypt(pem).decode(),
        created_at=clock.now(),
    )


def thumbprint(jwk: dict[str, Any]) -> str:
    """The name of a key that follows from the key itself (RFC 7638)."""
    text = json.dumps(jwk, sort_keys=True, separators=(",", ":"))
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def locks() -> MultiFernet:
    """Keys made of the installation's own; one that was replaced still opens what it closed."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(lock_of(secret)) for secret in secrets])


def lock_of(secret: str | bytes) -> bytes:
    digest = hashlib.sha256(b"deungdae badge keys\0" + force_bytes(secret)).digest()
    return base64.urlsafe_b64encode(digest)
