"""The thresholds of every statement, each with where it comes from."""

from __future__ import annotations

CONFIDENCE = 0.95
SCALE = 100
"""Scores (0 to 100) and rates (0 to 100 %) are whole hundredths: 0 to 10,000."""

PAIRS_NEEDED = 40
"""No effect is told from fewer pairs. Two reasons: intervals by t hold from about 40 observations even when
they are clearly skewed (Moore, McCabe and Craig, Introduction to the Practice of Statistics, on the
robustness of t procedures), and 40 pairs find an effect of half a standard deviation (Cohen's medium) in 87
of 100 cases (noncentral t; a test computes it)."""

CALIPER = 2 * SCALE
"""Two companies of a pair differ by at most so much at T0. About an eighth of the usual spread of scores
(15 points), less than the fifth of a standard deviation of Austin (Pharmaceutical Statistics 10, 2011)."""

BAND_ENDS = (25 * SCALE, 50 * SCALE, 75 * SCALE)
"""The levels of the EU assessment: up to 25, above it up to 50, above it up to 75, above it."""

EXACT_STEPS = (("size", "industry", "region"), ("size", "industry"), ("size",))
"""What two companies of a pair have in common beside the band at T0; who finds nobody tries the next."""

BALANCED = 0.25
"""Groups whose means at T0 differ by more standard deviations are not comparable as they are (Stuart,
Statistical Science 25, 2010, after Rubin)."""


def band_of(score: int) -> int:
    """0 to 3; every end belongs to the band below it."""
    return sum(score > end for end in BAND_ENDS)
