"""What scored answers say about the gap. Nothing is scored here."""

from collections.abc import Mapping
from typing import Any

from deungdae.apps.diagnosis.bridge.frameworks import framework_of
from deungdae.apps.diagnosis.models import FrameworkVersion
from deungdae.engine.gap.rules import SCALE

FAMILY = "eu-dma-sme"
DIMENSIONS = ("D1", "D2", "D3", "D4", "D5", "D6")
ANALYSED = ("Q7", "analysed")
"""Data are analysed and reported for decisions."""
TECHNOLOGIES = "Q9"
IN_OPERATION = 5
"""The step of a technology that is used in daily work."""


def is_measurable(version: FrameworkVersion, score: Mapping[str, Any]) -> bool:
    """Whether this version asks and scores what the gap is measured with."""
    framework, (code, item) = framework_of(version), ANALYSED
    asked = {one.code: {item.id for item in one.items} for one in framework.questions}
    points = [score["overall"], *(score["dimensions"].get(one) for one in DIMENSIONS)]
    return item in asked.get(code, ()) and TECHNOLOGIES in asked and None not in points


def uses_data_ai(version: FrameworkVersion, answers: Mapping[str, Any] | None) -> bool:
    """Data are analysed for decisions, or an AI technology is in operation: plans and trials are no use."""
    given = answers or {}
    code, item = ANALYSED
    items = [one.id for one in framework_of(version).question(code).items]
    is_analysed = items.index(item) + 1 in (given.get(code) or [])
    return is_analysed or any(step == IN_OPERATION for step in given.get(TECHNOLOGIES) or [])


def score_columns(score: Mapping[str, Any]) -> dict[str, int]:
    """The columns of an observation, in hundredths of a point."""
    dimensions = {code.lower(): hundredths(score["dimensions"][code]) for code in DIMENSIONS}
    return {"overall": hundredths(score["overall"]), **dimensions}


def hundredths(points: float) -> int:
    return round(SCALE * points)
