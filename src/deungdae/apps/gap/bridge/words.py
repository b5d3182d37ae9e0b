"""What a kept figure says, in the sentences of the engine and in the language of the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from deungdae.apps.core.words import explained
from deungdae.engine.gap.explain import of_estimate, of_weighted
from deungdae.engine.gap.model import Estimate, Measure, Weighted


def figure_words(row: Sequence[int] | None, *, is_rate: bool) -> str:
    """n, value and interval in a sentence, or that it is not shown."""
    return explained(of_estimate(estimate_of(row, is_rate=is_rate) if row is not None else None))


def weighted_words(kept: Mapping[str, Any], *, is_rate: bool, names: Mapping[str, str]) -> list[str]:
    """What weighting did, whom nothing is said about, and what was counted as one."""
    found = Weighted(
        estimate_of(kept["row"], is_rate=is_rate),
        design_effect=kept["effect"],
        effective=kept["effective"],
        population=kept["population"],
        silent=tuple(names[one] for one in kept["silent"]),
        silent_population=kept["silent_population"],
        joined=tuple(names[one] for one in kept["joined"]),
    )
    return [explained(one) for one in of_weighted(found)]


def estimate_of(row: Sequence[int], *, is_rate: bool) -> Estimate:
    return Estimate(Measure.RATE if is_rate else Measure.MEAN, *row)
