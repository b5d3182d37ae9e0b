"""What a course site is told about who comes, in the words of LTI 1.3 (1EdTech, core specification 5, 6)."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from deungdae.apps.academy.models import Launch
from deungdae.apps.academy.models.course_sites import DEPLOYMENT

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
SPACE = uuid.UUID("0f8a6d0e-6c3f-5b53-8a54-2f0f3c2a9d11")
"""Where the numbers live under which sites know people (RFC 4122, version 5)."""
SECONDS = 300
"""So long the signed words are good."""


def subject_of(launch: Launch) -> str:
    """The same person at every opening of one site; two sites cannot put what they know together."""
    person = launch.enrolment.trainee if launch.enrolment is not None else launch.account
    return str(uuid.uuid5(SPACE, f"{launch.link.site.public_id}:{person.public_id}"))  # type: ignore[union-attr]


def claims_of(launch: Launch, *, nonce: str, now: datetime, language: str) -> dict[str, Any]:
    link, cohort = launch.link, launch.link.session.cohort
    role = "Learner" if launch.enrolment is not None else "Instructor"
    moment = int(now.timestamp())
    back = settings.SITE_ADDRESS + reverse("academy:cohort", args=[cohort.public_id])
    return {
        "iss": settings.SITE_ADDRESS,
        "aud": str(link.site.client_id),
        "sub": subject_of(launch),
        "iat": moment,
        "exp": moment + SECONDS,
        "nonce": nonce,
        f"{CLAIM}message_type": "LtiResourceLinkRequest",
        f"{CLAIM}version": "1.3.0",
        f"{CLAIM}deployment_id": DEPLOYMENT,
        f"{CLAIM}target_link_uri": link.target,
        f"{CLAIM}resource_link": {"id": link.short_id, "title": link.title},
        f"{CLAIM}roles": [f"{ROLE}{role}"],
        f"{CLAIM}context": {
            "id": cohort.short_id,
            "title": str(cohort),
            "type": ["http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection"],
        },
        f"{CLAIM}launch_presentation": {"document_target": "window", "return_url": back, "locale": language},
        f"{CLAIM}tool_platform": {
            "guid": settings.SITE_ADDRESS,
            "name": settings.CENTRE_NAME,
            "product_family_code": "deungdae",
        },
        **person_of(launch),
    }


def person_of(launch: Launch) -> dict[str, str]:
    """Name and mail, where the person ticked that the site may know them."""
    if not launch.tells_name or launch.enrolment is None:
        return {}
    trainee = launch.enrolment.trainee
    return {"name": trainee.name, "email": trainee.email} if trainee.email else {"name": trainee.name}
