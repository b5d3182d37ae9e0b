"""Badges, checked as a stranger would: with keys from our addresses, by libraries that did not make them."""

import hashlib
import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from joserfc import jws
from joserfc.errors import BadSignatureError
from joserfc.jwk import KeySet, RSAKey
from openbadgeslib.ob3 import OB3Verifier

from deungdae.apps.academy.links import enrolment_token
from deungdae.apps.academy.models import Badge, Certificate, SigningKey
from deungdae.apps.academy.services.certificates import reissue_certificate, revoke_certificate
from deungdae.apps.academy.services.signing import rotate_key
from tests.support.academy import an_open_cohort, certified

pytestmark = pytest.mark.django_db


def fetched(address: str) -> Any:
    """What our server answers at an address that stands in a badge."""
    answer = Client().get(address.removeprefix("http://127.0.0.1:8000"))
    assert answer.status_code == 200, address
    assert answer["Access-Control-Allow-Origin"] == "*"
    return json.loads(answer.content)


def badge_of(certificate: Certificate) -> str:
    """As its person gets it."""
    link = enrolment_token(certificate.enrolment)
    return Client().get(reverse("academy:seat_badge", args=[link])).content.decode()


def checked(token: str) -> dict[str, Any]:
    """The credential, after its signature was checked with the keys of our key set."""
    keys = KeySet.import_key_set(fetched(reverse("academy:badge_keys")))
    found = jws.deserialize_compact(token, keys, algorithms=["RS256"])
    credential: dict[str, Any] = json.loads(found.payload)
    return credential


def test_a_stranger_checks_a_badge_with_keys_from_our_address() -> None:
    certificate = certified(an_open_cohort(1), 1, name="김하늘")
    token = badge_of(certificate)
    credential = checked(token)
    header = jws.extract_compact(token.encode()).headers()
    key = RSAKey.import_key(fetched(header["kid"]))
    judged = OB3Verifier(key.as_pem(private=False)).verify(token)
    assert judged.achievement.name == certificate.course_title
    assert judged.id == credential["jti"] == f"urn:uuid:{certificate.public_id}"
    assert "김하늘" not in str(credential)
    assert "person1@" not in str(credential)
    assert credential["issuer"]["id"] == credential["iss"]
    assert fetched(credential["iss"])["name"] == certificate.issuer
    achievement = credential["credentialSubject"]["achievement"]
    assert fetched(achievement["id"])["name"] == achievement["name"]


def test_the_subject_is_told_only_to_whoever_knows_the_address() -> None:
    certificate = certified(an_open_cohort(1), 1)
    [identity] = checked(badge_of(certificate))["credentialSubject"]["identifier"]
    expected = hashlib.sha256(("person1@example.com" + identity["salt"]).encode()).hexdigest()
    assert identity["identityHash"] == f"sha256${expected}"
    assert identity["hashed"] is True


def test_a_badge_that_somebody_changed_is_found_out() -> None:
    head, body, seal = badge_of(certified(an_open_cohort(1), 1)).split(".")
    changed = ".".join([head, body[:-4] + ("AAAA" if body[-4:] != "AAAA" else "BBBB"), seal])
    with pytest.raises(BadSignatureError):
        checked(changed)


def test_after_a_change_of_keys_old_badges_still_stand_and_new_ones_have_the_new_key() -> None:
    cohort = an_open_cohort(2)
    old = badge_of(certified(cohort, 1))
    call_command("rotate_signing_key", "badge", stdout=StringIO())
    new = badge_of(certified(cohort, 2))
    kids = [jws.extract_compact(token.encode()).headers()["kid"] for token in (old, new)]
    assert kids[0] != kids[1]
    assert {checked(token)["type"][1] for token in (old, new)} == {"OpenBadgeCredential"}
    retired, in_use = SigningKey.objects.order_by("pk")
    assert (retired.private_key, in_use.retired_at) == ("", None)
    assert "PRIVATE" not in in_use.private_key
    assert set(in_use.public_jwk) == {"kty", "e", "n", "kid", "alg", "use"}


def test_a_revoked_badge_is_in_the_list_that_it_points_to() -> None:
    cohort = an_open_cohort(2)
    first, second = certified(cohort, 1), certified(cohort, 2)
    credentials = [checked(badge_of(one)) for one in (first, second)]
    status = credentials[0]["credentialStatus"]
    assert fetched(status["id"])["revokedCredential"] == []
    revoke_certificate(certificate=first, reason="비밀 까닭", actor=None)
    answer = fetched(status["id"])
    assert (answer["type"], answer["id"]) == (status["type"], status["id"])
    assert [one["id"] for one in answer["revokedCredential"]] == [credentials[0]["id"]]
    assert "비밀 까닭" not in str(answer)
    again = reissue_certificate(certificate=first, name="수료", reason="되살림", actor=None)
    assert checked(badge_of(again))["id"] != credentials[0]["id"]


def test_the_badge_of_a_person_who_was_taken_out_is_gone() -> None:
    from deungdae.apps.academy.erasing import erase_trainees

    certificate = certified(an_open_cohort(1), 1)
    erase_trainees([certificate.enrolment.trainee_id])
    assert Badge.objects.get().credential == ""
    link = enrolment_token(certificate.enrolment)
    assert Client().get(reverse("academy:seat_badge", args=[link])).status_code == 404


def test_the_database_keeps_badges_and_one_key_in_use() -> None:
    certified(an_open_cohort(1), 1)
    rotate_key(SigningKey.Purpose.BADGE)
    retired = SigningKey.objects.order_by("pk").first()
    assert retired is not None
    for act in (
        lambda: Badge.objects.update(credential="other"),
        lambda: Badge.objects.all()._raw_delete("default"),
        lambda: SigningKey.objects.filter(pk=retired.pk).update(public_jwk={}),
        lambda: SigningKey.objects.filter(pk=retired.pk).update(retired_at=None, private_key="x"),
        lambda: SigningKey.objects.filter(pk=retired.pk)._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
