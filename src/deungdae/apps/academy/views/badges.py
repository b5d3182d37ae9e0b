"""What a stranger needs to check a badge, and the badge itself for its owner."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from deungdae.apps.academy.badges import CONTEXT, achievement_of, issuer_profile, revocation_list
from deungdae.apps.academy.links import enrolment_of_token
from deungdae.apps.academy.models import Badge, Certificate, Course, SigningKey
from deungdae.apps.academy.selectors.certificates import is_of, valid_of
from deungdae.apps.academy.views.certificates import certificate_page
from deungdae.apps.core.answers import file_answer

BADGE = "application/vc+jwt"


def open_answer(document: dict[str, Any]) -> HttpResponse:
    """For programs of any other house."""
    answer = JsonResponse(document, json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "no-cache"
    return answer


@require_GET
def keys(_request: HttpRequest) -> HttpResponse:
    """Every key that ever signed a badge (RFC 7517)."""
    return keys_answer(SigningKey.Purpose.BADGE)


def keys_answer(purpose: SigningKey.Purpose) -> HttpResponse:
    known = SigningKey.objects.filter(purpose=purpose)
    return open_answer({"keys": list(known.values_list("public_jwk", flat=True))})


@require_GET
def key(_request: HttpRequest, badge_key: str) -> HttpResponse:
    """Where the header of a badge points to."""
    return open_answer(get_object_or_404(SigningKey, name=badge_key).public_jwk)


@require_GET
def issuer(_request: HttpRequest) -> HttpResponse:
    return open_answer({"@context": CONTEXT, **issuer_profile(settings.CENTRE_NAME)})


@require_GET
def revocations(_request: HttpRequest) -> HttpResponse:
    return open_answer(revocation_list())


@require_GET
def achievement(request: HttpRequest, badge_course_id: UUID) -> HttpResponse:
    """Of a course that is offered, or that somebody was certified for."""
    known = Course.objects.filter(cohorts__enrolments__certificates__isnull=False)
    found = (Course.objects.visible_to(request.user) | known).filter(public_id=badge_course_id)
    course = get_object_or_404(found.distinct())
    return open_answer(
        {"@context": CONTEXT, **achievement_of(course, title=course.title, hours=course.hours)}
    )


@certificate_page
@require_GET
def badge(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """The signed badge, for the person alone: whoever has it can show it."""
    if not is_of(certificate, request.user):
        raise Http404
    return badge_answer(certificate)


@never_cache
@require_GET
def seat_badge(_request: HttpRequest, seat_link: str) -> HttpResponse:
    enrolment = enrolment_of_token(seat_link)
    certificate = valid_of(enrolment) if enrolment is not None else None
    if certificate is None:
        raise Http404
    return badge_answer(certificate)


def badge_answer(certificate: Certificate) -> HttpResponse:
    found = Badge.objects.filter(certificate=certificate).exclude(credential="").first()
    if found is None:
        raise Http404
    return file_answer(found.credential.encode(), name=f"{certificate.number}.jwt", kind=BADGE)
