"""Whether a forecast is right; asks again without scipy, numpy and any line of `solve`."""

from __future__ import annotations

from itertools import pairwise
from math import exp, lgamma, log

from deungdae.engine.forecast.model import Fit, Forecast, Point, Question, Reach
from deungdae.engine.forecast.rules import DAMPING, DRIFT, SURE

STEPS = 160
NEAR = 0.02
"""The mixture of nine rates stands for a smooth one; chances may differ by so much."""


def faults_of(question: Question, found: Forecast) -> list[str]:
    """Everything that is wrong; empty when nothing is."""
    faults = [] if found.begun == sum(question.counts) else [f"begun at {found.begun}"]
    faults += order_faults(found.points)
    for point in found.points:
        faults += [
            f"month {point.month}: {value} is not at {chance}"
            for chance, value in ((0.1, point.low), (0.5, point.middle), (0.9, point.high))
            if not is_quantile(question, found, point.month, value - found.begun, chance)
        ]
    for reach in found.reaches:
        faults += reach_faults(question, found, reach)
    for trial in found.trials:
        if trial.actual != sum(question.counts[trial.months : trial.months + trial.ahead]):
            faults.append(f"held back from month {trial.months}: {trial.actual} did not come")
    return faults


def order_faults(points: tuple[Point, ...]) -> list[str]:
    faults = [f"month {one.month} is out of order" for one in points if not one.low <= one.middle <= one.high]
    for one, later in pairwise(points):
        if later.month <= one.month or later.high < one.high:
            faults.append(f"month {later.month} falls")
    return faults


def is_quantile(question: Question, found: Forecast, month: int, value: int, chance: float) -> bool:
    return (
        at_most(question, found.fit, month, value) >= chance - NEAR
        and at_most(question, found.fit, month, value - 1) < chance + NEAR
    )


def reach_faults(question: Question, found: Forecast, reach: Reach) -> list[str]:
    need = reach.aim.value - found.begun
    if need <= 0:
        return [] if (reach.chance, reach.more) == (100, 0) else ["what is reached is reached"]
    chance = 1 - at_most(question, found.fit, reach.aim.by, need - 1)
    faults = []
    if abs(100 * chance - reach.chance) > 100 * NEAR + 1:
        faults.append(f"a chance of {reach.chance}, not {100 * chance:.1f}")
    if reach.more:
        quarters = -(-reach.aim.by // 3)
        for more, is_enough in ((reach.more, True), (reach.more - 1, False)):
            sure = 1 - at_most(question, found.fit, reach.aim.by, need - 1, added=more * quarters)
            if (sure >= SURE + NEAR and not is_enough) or (sure < SURE - NEAR and is_enough):
                faults.append(f"{more} more in a quarter give {sure:.3f}")
    elif chance < SURE - NEAR:
        faults.append("something more is needed")
    return faults


def mean_of(question: Question, fit: Fit, month: int) -> float:
    """What is expected to have come by the end of a month ahead."""
    whole, drift, step = 0.0, 0.0, fit.growth
    for ahead in range(month):
        drift, step = drift + step, step * DAMPING
        place = (question.first - 1 + len(question.counts) + ahead) % 12
        whole += fit.rate * fit.season[place] * exp(drift)
        whole += question.more[ahead] if ahead < len(question.more) else 0.0
    return whole


def at_most(question: Question, fit: Fit, month: int, value: int, added: float = 0.0) -> float:
    """The gamma of the rate is cut into fine steps; for each the negative binomial is summed up."""
    if value < 0:
        return 0.0
    mean = mean_of(question, fit, month) + added
    shape = 1 / (fit.doubt + DRIFT * DRIFT * month / 36)
    most = 1 + 8 / shape**0.5 + 8 / shape
    whole = weight_sum = 0.0
    for step in range(STEPS):
        factor = most * (step + 0.5) / STEPS
        weight = exp((shape - 1) * log(factor) - shape * factor + shape * log(shape) - lgamma(shape))
        weight_sum += weight
        if weight > 1e-9:
            whole += weight * summed(mean * factor / (fit.spread - 1), fit.spread, value)
    return whole / weight_sum


def summed(size: float, spread: float, value: int) -> float:
    """Of a negative binomial with this size, whose variance is `spread` times its mean."""
    term, chance = -size * log(spread), 0.0
    for number in range(value + 1):
        chance += exp(term)
        term += log((size + number) / (number + 1) * (spread - 1) / spread)
    return min(1.0, chance)
