"""A score as the one JSON object of the command."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from deungdae.engine.kernel.decision import Json
from deungdae.engine.maturity.model import Score


def hundredths(points: Fraction) -> int:
    """Rounded to the nearest hundredth, halves up."""
    return floor(points * 100 + Fraction(1, 2))


def told(points: Fraction | None) -> float | None:
    """As a number with two decimals; the level is that of the exact value."""
    return None if points is None else hundredths(points) / 100


def score_to_json(score: Score) -> dict[str, Json]:
    """dimensions, overall and from_plans in points; null for a band that is not chosen."""
    return {
        "framework": score.framework,
        "version": score.version,
        "rule": score.rule,
        "dimensions": {one.code: told(one.points) for one in score.dimensions},
        "overall": told(score.overall),
        "level": score.level,
        "levels": {one.code: one.level for one in score.dimensions},
        "from_plans": {
            "overall": told(score.from_plans),
            "dimensions": {one.code: told(one.from_plans) for one in score.dimensions},
        },
        "missing": list(score.missing),
    }
