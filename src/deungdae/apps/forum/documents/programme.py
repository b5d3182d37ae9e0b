"""The printed programme: A4, one page of grid for each day, then the talks with their abstracts."""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from deungdae.apps.core.documents.layout import laid_out
from deungdae.apps.forum.models import Forum
from deungdae.apps.forum.selectors.programme import programme_days, speakers_words
from deungdae.apps.forum.services.placing import place_words, placed_of
from deungdae.apps.forum.spans import forum_days_words

STYLES = Path(__file__).resolve().parent / "styles"
LONGEST_ABSTRACT = 320


def programme_pdf(forum: Forum) -> bytes:
    """The same file for whoever asks, in the language of the house."""
    with translation.override(settings.LANGUAGE_CODE):
        html = render_to_string("forum/documents/programme.html", values_of(forum))
    (document,) = laid_out([html], style=style("programme"))
    pdf: bytes = document.write_pdf()
    return pdf


def style(name: str) -> str:
    return (STYLES / f"{name}.css").read_text(encoding="utf-8")


def values_of(forum: Forum) -> dict[str, object]:
    talks = placed_of(forum)
    return {
        "forum": forum,
        "when": forum_days_words(forum),
        "days": programme_days(forum, talks),
        "talks": [
            {
                "talk": talk,
                "speakers": speakers_words(talk),
                "place": place_words(talk),
                "abstract": shortened(talk.abstract),
            }
            for talk in talks
        ],
    }


def shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_ABSTRACT else words[: LONGEST_ABSTRACT - 1].rstrip() + "…"
