"""A score three times side by side: as claimed, with proofs, confirmed. Nothing is scored here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from deungdae.apps.diagnosis.bridge.frameworks import Framework, framework_of, said
from deungdae.apps.diagnosis.bridge.results import bar, number_words, points_words
from deungdae.apps.diagnosis.models import Assessment, ProvenScore

Score = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Side:
    """`length`: of the bar in percent."""

    points: str
    length: str


@dataclass(frozen=True, slots=True)
class Three:
    """A dimension or the whole; `sides`: claimed, evidenced, verified."""

    name: str
    sides: tuple[Side, Side, Side]


def three_of(assessment: Assessment, counted: ProvenScore) -> list[Three]:
    """The whole first, where there is one, then every dimension."""
    framework = framework_of(assessment.framework)
    claimed, evidenced, verified = assessment.score, counted.evidenced["score"], counted.verified["score"]
    if claimed is None:
        return []
    scores = (claimed, evidenced, verified)
    whole = [three(framework, _("종합"), [one["overall"] for one in scores])] if framework.has_overall else []
    return whole + [
        three(framework, f"{one.code} {said(one.text)}", [score["dimensions"][one.code] for score in scores])
        for one in framework.dimensions
    ]


def three(framework: Framework, name: str, points: list[float | None]) -> Three:
    claimed, evidenced, verified = (side(framework, one) for one in points)
    return Three(name, (claimed, evidenced, verified))


def side(framework: Framework, points: float | None) -> Side:
    if points is None:
        return Side("–", "0")
    words = points_words(framework, points) if framework.levels else number_words(points)
    return Side(words, bar(framework, points, 0)[0])
