"""How much will have come by a month: a mixture of negative binomials, in closed form."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import special

from deungdae.engine.forecast.model import Fit
from deungdae.engine.forecast.rules import DAMPING, DRIFT, LARGEST
from deungdae.engine.forecast.solve.fitting import YEAR, Numbers

PARTS = (np.arange(9) + 0.5) / 9
"""The rates that stand for what the rate may be: the middles of nine equal parts of its distribution."""
Wholes = npt.NDArray[np.int64]


def expected_of(fit: Fit, next_month: int, horizon: int, more: Sequence[float] = ()) -> Numbers:
    """The mean of what will have come by each month ahead; `next_month`: of the year, 1 to 12."""
    ahead = np.arange(horizon)
    damped = np.cumsum(DAMPING**ahead) * fit.growth
    months = fit.rate * np.asarray(fit.season)[(next_month - 1 + ahead) % YEAR] * np.exp(damped)
    added = np.zeros(horizon)
    added[: len(more)] = more[:horizon]
    return np.asarray(np.cumsum(months + added), dtype=float)


def doubt_of(fit: Fit, ahead: Numbers) -> Numbers:
    """Squared relative error of a mean: that of the rate, and what rates change by themselves until then (of
    a level that wanders, the mean over a stretch has a third of the variance at its end)."""
    return fit.doubt + DRIFT**2 * ahead / YEAR / 3


def at_most(values: Wholes, means: Numbers, doubts: Numbers, spread: float) -> Numbers:
    """The chance that no more than `values` come, of each mean with its doubt.

    Given the rate, months are negative binomial with one ratio of variance to mean, and so are their sums;
    the rate is gamma around its mean.
    """
    shape = 1 / np.maximum(doubts, 1e-9)
    rates = special.gammaincinv(shape[..., None], PARTS) / shape[..., None]
    sizes = np.maximum(means[..., None] * rates, 1e-9) / (spread - 1)
    chances = special.betainc(sizes, np.maximum(values, 0)[..., None] + 1.0, 1 / spread).mean(axis=-1)
    return np.where(values < 0, 0.0, chances)


def least_with(chance: float, means: Numbers, doubts: Numbers, spread: float) -> Wholes:
    """The least number that is not passed with this chance."""
    low = np.full(means.shape, -1, dtype=np.int64)
    spreads = np.sqrt(spread * means + doubts * means**2)
    high = np.minimum(means + 12 * spreads + 12 * spread + 12, LARGEST).astype(np.int64)
    while (high - low > 1).any():
        middle = (low + high) // 2
        is_enough = at_most(middle, means, doubts, spread) >= chance
        high, low = np.where(is_enough, middle, high), np.where(is_enough, low, middle)
    return np.asarray(high, dtype=np.int64)
