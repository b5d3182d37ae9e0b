"""The habit of the past: rate, season, growth and spread of the months."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from deungdae.engine.forecast.model import Fit
from deungdae.engine.forecast.rules import GROWTH_FROM, GROWTH_SPREAD, HALF_LIFE, SEASON_SPREAD, SEASONS_FROM

Numbers = npt.NDArray[np.float64]
YEAR = 12


def fit_of(counts: Sequence[int], first: int, least_spread: float = 1.0) -> Fit:
    """`first`: the month of the year of the first count; `least_spread`: known from elsewhere."""
    values = np.asarray(counts, dtype=float)
    months = (first - 1 + np.arange(len(values))) % YEAR
    weights = 0.5 ** ((len(values) - 1 - np.arange(len(values))) / HALF_LIFE)
    season = seasons_of(values, months)
    factors = season[months]
    rate = float((weights @ values + 0.5) / (weights @ factors))
    spread = max(least_spread, spread_of(values, rate * factors, weights))
    growth = growth_of(values, factors, spread)
    ages = len(values) - 1 - np.arange(len(values))
    now = rate * float(np.exp(growth * (weights * factors @ ages) / (weights @ factors)))
    doubt = spread * float(weights**2 @ factors) / (rate * float(weights @ factors) ** 2)
    return Fit(now, spread, doubt, tuple(float(one) for one in season), growth)


def seasons_of(values: Numbers, months: npt.NDArray[np.int64]) -> Numbers:
    """Factors of the months of the year, drawn to 1 by as much as they are uncertain (Bühlmann)."""
    mean = float(values.mean())
    if len(values) < SEASONS_FROM or mean == 0:
        return np.ones(YEAR)
    spread = max(1.0, float(values.var()) / mean)
    told = np.bincount(months, weights=values, minlength=YEAR)
    expected = np.bincount(months, minlength=YEAR) * mean
    trust = expected * SEASON_SPREAD**2 / (expected * SEASON_SPREAD**2 + spread)
    factors = np.maximum(1 + trust * (told / expected - 1), 0.02)
    return np.asarray(factors / factors.mean(), dtype=float)


def spread_of(values: Numbers, expected: Numbers, weights: Numbers) -> float:
    """Variance over mean of a month, at least that of chance alone."""
    effective = float(weights.sum() ** 2 / (weights**2).sum())
    squares = float(weights @ ((values - expected) ** 2 / expected)) / float(weights.sum())
    return max(1.05, squares * effective / max(1.0, effective - 1))


def growth_of(values: Numbers, factors: Numbers, spread: float) -> float:
    """From the last year against the year before, drawn to nought by as much as it is uncertain."""
    if len(values) < GROWTH_FROM:
        return 0.0
    last, before = float(values[-YEAR:].sum()), float(values[-2 * YEAR : -YEAR].sum())
    if last == 0 or before == 0:
        return 0.0
    ratio = (last / factors[-YEAR:].sum()) / (before / factors[-2 * YEAR : -YEAR].sum())
    error = spread * (1 / last + 1 / before) / YEAR**2
    return float(np.log(ratio) / YEAR * GROWTH_SPREAD**2 / (GROWTH_SPREAD**2 + error))
