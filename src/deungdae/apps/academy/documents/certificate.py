"""The paper of a certificate: A4 across, in Korean and English, with the number and a QR code to check it."""

import unicodedata
from datetime import date
from pathlib import Path

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from deungdae.apps.academy.links import check_address
from deungdae.apps.academy.models import Certificate
from deungdae.apps.core.documents.layout import laid_out

STYLE = Path(__file__).resolve().parent / "styles" / "certificate.css"
MILLIMETRES_PER_POINT = 0.3528
LINE, LARGEST, LARGEST_TITLE, SMALLEST = 225, 36, 21, 12
"""Millimetres that a name or a title has in one line, and the sizes of letters in points."""


def certificate_pdf(certificate: Certificate) -> bytes:
    """The same file for whoever asks, in whatever language the pages are."""
    with translation.override(settings.LANGUAGE_CODE):
        html = render_to_string("academy/documents/certificate.html", values_of(certificate))
    sizes = (
        f".name {{ font-size: {letter_size(certificate.name, largest=LARGEST)}pt }}"
        f".course {{ font-size: {letter_size(certificate.course_title, largest=LARGEST_TITLE)}pt }}"
    )
    (document,) = laid_out([html], style=STYLE.read_text(encoding="utf-8") + sizes)
    pdf: bytes = document.write_pdf()
    return pdf


def values_of(certificate: Certificate) -> dict[str, object]:
    address = check_address(certificate)
    whose = [certificate.organisation_name, certificate.job_title]
    return {
        "certificate": certificate,
        "whose": " · ".join(part for part in whose if part),
        "days": days_of(certificate),
        "hours_english": "1 hour" if certificate.hours == 1 else f"{certificate.hours} hours",
        "certified": long_date(certificate.certified_on),
        "certified_english": f"{certificate.certified_on:%d %B %Y}".lstrip("0"),
        "address": address,
        "qr": qr_of(address),
    }


def days_of(certificate: Certificate) -> str:
    """From the first to the last day; a course of one day has but one."""
    first, last = (long_date(day) for day in (certificate.started_on, certificate.completed_on))
    return first if first == last else f"{first} ~ {last}"


def letter_size(text: str, *, largest: int) -> float:
    """The largest letters with which the text stays in one line of so many millimetres; one that would become
    too small to read gets two lines."""
    ems = sum(1.0 if unicodedata.east_asian_width(mark) in "WF" else 0.62 for mark in text)
    fitting = LINE / (max(1.0, ems) * MILLIMETRES_PER_POINT)
    if fitting < SMALLEST:
        fitting = min(SMALLEST * 1.25, 1.9 * fitting)
    return round(min(largest, fitting), 1)


def qr_of(text: str) -> str:
    """A QR code as a drawing; a quarter of it may be dirty."""
    code = segno.make(text, error="q", micro=False)
    drawing = code.svg_inline(border=0, dark="#052b57", omitsize=True)
    return mark_safe(drawing)  # noqa: S308  # nosec B308 B703 - drawn here, of our own address


def long_date(day: date) -> str:
    return _("%(year)s년 %(month)s월 %(day)s일") % {"year": day.year, "month": day.month, "day": day.day}
