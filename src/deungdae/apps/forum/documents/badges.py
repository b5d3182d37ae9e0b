"""Name badges: A6, four on a sheet of A4. Long names get smaller letters, then two lines."""

import unicodedata
from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from deungdae.apps.core.documents.layout import laid_out
from deungdae.apps.forum.documents.programme import style
from deungdae.apps.forum.models import Forum, Registration
from deungdae.apps.forum.spans import forum_days_words

ON_A_SHEET = 4
POINTS_ACROSS = 232.0
"""What a line of a badge holds, in points: 82 mm."""
LARGEST, SMALLEST = 34.0, 15.0


def badges_pdf(forum: Forum, people: Sequence[Registration]) -> bytes:
    with translation.override(settings.LANGUAGE_CODE):
        badges = [badge_of(one) for one in people]
        sheets = [badges[start : start + ON_A_SHEET] for start in range(0, len(badges), ON_A_SHEET)]
        values = {"forum": forum, "when": forum_days_words(forum), "sheets": sheets}
        html = render_to_string("forum/documents/badges.html", values)
    sizes = sorted({letter_size(one.name) for one in people})
    letters = "".join(f".size-{size} {{ font-size: {size}pt }}" for size in sizes)
    (document,) = laid_out([html], style=style("badges") + letters)
    pdf: bytes = document.write_pdf()
    return pdf


def badge_of(one: Registration) -> dict[str, object]:
    company = one.organisation.name if one.organisation else one.affiliation
    return {
        "name": one.name,
        "size": letter_size(one.name),
        "company": company,
        "is_long": len(company) > 24,
        "job_title": one.job_title,
        "number": one.number,
    }


def letter_size(name: str) -> int:
    """The largest whole points with which the name stays in one line; else those of two lines."""
    ems = sum(1.0 if unicodedata.east_asian_width(mark) in "WF" else 0.6 for mark in name)
    fitting = POINTS_ACROSS / max(1.0, ems)
    if fitting < SMALLEST:
        fitting = min(SMALLEST + 3, 1.8 * fitting)
    return int(max(8.0, min(LARGEST, fitting)))
