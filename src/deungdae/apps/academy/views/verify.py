"""Checking a certificate: by its number or the QR code, with no more than the person allows."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from deungdae.apps.academy.numbers import LONGEST
from deungdae.apps.academy.selectors.certificates import checked
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.calendar.views.access import typed


@never_cache
@require_GET
def verify(request: HttpRequest) -> HttpResponse:
    """The form, with the answer below it once a number was typed."""
    return answer(request, typed(request, "number")[:LONGEST])


@never_cache
@require_GET
def verify_number(request: HttpRequest, certificate_number: str) -> HttpResponse:
    """Where the QR code leads."""
    return answer(request, certificate_number[:LONGEST])


def answer(request: HttpRequest, number: str) -> HttpResponse:
    context: dict[str, Any] = {"number": number, "state": ""}
    if number:
        found = checked(number)
        certificate = found["certificate"]
        context |= found
        if certificate is not None:
            context |= {
                "number": certificate.number,
                "completed": day_words(certificate.completed_on),
                "certified": day_words(certificate.certified_on),
                "revoked": day_words(day_of(certificate.revoked_at)) if certificate.revoked_at else "",
            }
    return render(request, "academy/verify.html", context)
