"""Figures of published surveys: the newest vintage of each, with those before."""

from dataclasses import dataclass

from deungdae.apps.gap.models import SurveyFigure


@dataclass(frozen=True, slots=True)
class Published:
    """`before`: earlier vintages, the last one first."""

    figure: SurveyFigure
    before: tuple[SurveyFigure, ...]


def published(indicator: str = "") -> list[Published]:
    """In one query, the newest survey first."""
    rows = SurveyFigure.objects.select_related("run")
    found: dict[tuple[str, int, str, str], list[SurveyFigure]] = {}
    for one in rows.filter(indicator=indicator) if indicator else rows:
        found.setdefault((one.survey, one.year, one.size, one.indicator), []).append(one)
    return [Published(vintages[-1], tuple(reversed(vintages[:-1]))) for vintages in found.values()]
