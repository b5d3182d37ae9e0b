"""Figures of published surveys, each with its birth certificate."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.core.sources import source_words
from deungdae.apps.gap import words
from deungdae.apps.gap.models import SurveyFigure
from deungdae.apps.gap.rules import KEEP_SURVEYS
from deungdae.apps.gap.selectors.surveys import Published, published
from deungdae.apps.gap.views.access import crumbs_home
from deungdae.engine.kernel.korean import sentence


@require_GET
def surveys(request: HttpRequest) -> HttpResponse:
    context = {
        "crumbs": crumbs_home(),
        "lines": survey_lines(published()),
        "may_keep": request.user.has_perm(KEEP_SURVEYS),
    }
    return render(request, "gap/surveys.html", context)


def survey_lines(found: Sequence[Published]) -> list[dict[str, Any]]:
    return [
        {
            "one": one.figure,
            "survey": words.name_in(words.SURVEYS, one.figure.survey),
            "indicator": words.name_in(words.SURVEY_INDICATORS, one.figure.indicator),
            "value": figure_text(one.figure),
            "n": f"{one.figure.n:,}" if one.figure.n is not None else _("밝히지 않음"),
            "source": source_words(one.figure.source),
            "origin": _("가져온 값") if one.figure.run_id is not None else _("제품과 함께 제공"),
            "before": [figure_text(old) for old in one.before],
        }
        for one in found
    ]


def figure_text(figure: SurveyFigure) -> str:
    """1,234.5억원, in the units of the reader's language where they are known."""
    number = f"{figure.value:,.2f}".rstrip("0").rstrip(".")
    if figure.unit not in words.UNITS:
        return f"{number}{figure.unit}"
    return sentence(str(words.UNITS[figure.unit]), {"number": number})
