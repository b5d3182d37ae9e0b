"""What our badges say, in the words of Open Badges 3.0: credential, issuer, achievement, revocations.

The credential is a VC-JWT (section 8.2): the payload is the credential itself, beside the registered claims.
Nobody is named in it: the subject is a salted hash of the address, which tells whoever knows the address.
"""

import hashlib
import secrets
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.urls import reverse

from deungdae.apps.academy.models import Certificate, Course

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
REVOCATIONS = "1EdTechRevocationList"


def address(name: str, *arguments: object) -> str:
    return settings.SITE_ADDRESS + reverse(f"academy:{name}", args=arguments)


def identifier_of(certificate: Certificate) -> str:
    """The name of a credential: tells neither the number nor the address of a page."""
    return f"urn:uuid:{certificate.public_id}"


def issuer_profile(name: str) -> dict[str, Any]:
    return {"id": address("badge_issuer"), "type": ["Profile"], "name": name, "url": settings.SITE_ADDRESS}


def achievement_of(course: Course, *, title: str, hours: int) -> dict[str, Any]:
    words = f"{title}: {hours}시간 교육 과정을 모두 마침 ({hours} hours, completed)"
    return {
        "id": address("badge_achievement", course.short_id),
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": title,
        "description": course.summary or words,
        "criteria": {"narrative": words},
        "inLanguage": "ko",
    }


def subject_of(certificate: Certificate) -> dict[str, Any]:
    course = certificate.enrolment.cohort.course
    subject: dict[str, Any] = {
        "type": ["AchievementSubject"],
        "achievement": achievement_of(course, title=certificate.course_title, hours=certificate.hours),
    }
    email = certificate.enrolment.trainee.email.lower()
    if not email:
        return {"id": f"urn:uuid:{uuid4()}", **subject}
    salt = secrets.token_hex(16)
    digest = hashlib.sha256((email + salt).encode()).hexdigest()
    identity = {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${digest}",
        "identityType": "emailAddress",
        "salt": salt,
    }
    return {**subject, "identifier": [identity]}


def credential_of(certificate: Certificate) -> dict[str, Any]:
    """The payload that is signed."""
    subject = subject_of(certificate)
    since = certificate.issued_at.replace(microsecond=0)
    credential = {
        "@context": CONTEXT,
        "id": identifier_of(certificate),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": certificate.course_title,
        "issuer": issuer_profile(certificate.issuer),
        "validFrom": moment(since),
        "awardedDate": f"{certificate.certified_on.isoformat()}T00:00:00+09:00",
        "credentialSubject": subject,
        "credentialStatus": {"id": address("badge_revocations"), "type": REVOCATIONS},
        "iss": address("badge_issuer"),
        "jti": identifier_of(certificate),
        "nbf": int(since.timestamp()),
    }
    return credential | ({"sub": subject["id"]} if "id" in subject else {})


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def revocation_list() -> dict[str, Any]:
    """Every credential that is not valid any more, without why: a reason may name somebody."""
    revoked = Certificate.objects.exclude(revoked_at=None).order_by("pk")
    return {
        "id": address("badge_revocations"),
        "type": REVOCATIONS,
        "issuer": address("badge_issuer"),
        "revokedCredential": [{"id": identifier_of(one), "revoked": True} for one in revoked.iterator()],
    }
