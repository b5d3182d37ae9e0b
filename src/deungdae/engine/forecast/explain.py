"""What a forecast says, in sentences."""

from __future__ import annotations

from deungdae.engine.forecast.model import CannotTell, Forecast, Reach, Trial
from deungdae.engine.forecast.rules import AHEAD
from deungdae.engine.kernel.explanation import Explanation, explain


def of_trials(trials: tuple[Trial, ...]) -> Explanation:
    """How the bands fared in months that were held back."""
    if not trials:
        return explain("forecast.no_trials")
    held = sum(one.is_held for one in trials)
    return explain("forecast.trials", tried=len(trials), held=held, share=round(100 * held / len(trials)))


def shares_of(trials: tuple[Trial, ...]) -> tuple[tuple[int, int, int], ...]:
    """(months ahead, stretches, of these within the band)."""
    found = ((ahead, [one.is_held for one in trials if one.ahead == ahead]) for ahead in AHEAD)
    return tuple((ahead, len(held), sum(held)) for ahead, held in found if held)


def of_cannot_tell(found: CannotTell) -> Explanation:
    return explain(f"forecast.cannot_tell.{found.why}", have=found.have, need=found.need)


def of_reach(found: Reach, unit: str) -> Explanation:
    """`unit`: what is counted, as it stands after a number."""
    if found.early == 0:
        return explain("forecast.reached")
    if not found.more:
        return explain("forecast.likely", chance=found.chance)
    return explain("forecast.more", chance=found.chance, more=f"{found.more:,}", unit=unit)


def of_forecast(found: Forecast | CannotTell, unit: str) -> list[Explanation]:
    """The answer about the last aim, and how far it can be trusted."""
    if isinstance(found, CannotTell):
        return [of_cannot_tell(found)]
    said = [of_reach(found.reaches[-1], unit)] if found.reaches else []
    return [*said, of_trials(found.trials)]
