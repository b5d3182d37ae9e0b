"""A rate or a mean of answers with its interval, by scipy."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor, sqrt
from statistics import mean, variance

from deungdae.engine.gap.model import Estimate, Measure, Sums
from deungdae.engine.gap.rules import CONFIDENCE, SCALE
from deungdae.engine.kernel.disclosure import LEAST

WHOLE_RATE = 100 * SCALE
"""A rate of 1 in hundredths of a percent."""


def rounded(value: float | Fraction) -> int:
    """The nearest whole number, halves up."""
    return floor(value + Fraction(1, 2)) if isinstance(value, Fraction) else floor(value + 0.5)


def estimate(values: Sequence[int], measure: Measure) -> Estimate | None:
    """Of a simple sample; None for fewer than `LEAST` answers, which are shown nowhere.

    Rates (values 0 or 1): Wilson's interval (JASA 22, 1927), advised for small samples by Brown, Cai and
    DasGupta (Statistical Science 16, 2001). Means: Student's t.
    """
    if len(values) < LEAST:
        return None
    if measure is Measure.RATE:
        return wilson(sum(values), len(values))
    return mean_of(Sums.of(values))


def mean_of(sums: Sums) -> Estimate | None:
    """The mean of a simple sample with Student's t, from whole sums: nothing is lost on the way."""
    n = sums.n
    if n < LEAST:
        return None
    middle = Fraction(sums.total, n)
    spread = (sums.squares - sums.total * middle) / (n - 1)
    low, high = t_interval(float(middle), sqrt(spread / n), n - 1)
    return Estimate(Measure.MEAN, n, rounded(middle), rounded(low), rounded(high))


def wilson(yes: int, n: int) -> Estimate:
    """`yes` of `n` answers, 1 or more; ValueError where that cannot be."""
    from scipy.stats import binomtest  # noqa: PLC0415

    told = binomtest(yes, n).proportion_ci(confidence_level=CONFIDENCE, method="wilson")
    low, high = (rounded(WHOLE_RATE * float(end)) for end in (told.low, told.high))
    return Estimate(Measure.RATE, n, rounded(Fraction(WHOLE_RATE * yes, n)), low, high)


def standard_error(values: Sequence[int]) -> float:
    """Of the mean of two values or more."""
    return sqrt(variance(values, mean(values)) / len(values))


def t_interval(
    middle: float, error: float, freedom: int, confidence: float = CONFIDENCE
) -> tuple[float, float]:
    """Around `middle`, by Student's t with `freedom` degrees; without spread both ends are the middle."""
    from scipy.stats import t  # noqa: PLC0415

    half = float(t.ppf((1 + confidence) / 2, freedom)) * error
    return middle - half, middle + half
