"""Held-back months: what would have been told, and what came."""

from __future__ import annotations

import numpy as np

from deungdae.engine.forecast.model import Question, Trial
from deungdae.engine.forecast.rules import AHEAD, FIRST_ORIGIN, HIGH, LOW, MOST_ORIGINS
from deungdae.engine.forecast.solve.fitting import YEAR, fit_of
from deungdae.engine.forecast.solve.futures import doubt_of, expected_of, least_with


def trials_of(question: Question) -> tuple[Trial, ...]:
    """From each month of the last ones on, the stretches whose end is known."""
    counts, found = question.counts, []
    for months in range(max(FIRST_ORIGIN, len(counts) - MOST_ORIGINS), len(counts)):
        known = np.array([ahead for ahead in AHEAD if months + ahead <= len(counts)])
        if len(known):
            fit = fit_of(counts[:months], question.first, question.spread)
            means = expected_of(fit, (question.first - 1 + months) % YEAR + 1, int(known[-1]))[known - 1]
            doubts = doubt_of(fit, known.astype(float))
            low = least_with(LOW, means, doubts, fit.spread)
            high = least_with(HIGH, means, doubts, fit.spread)
            found += [
                Trial(months, int(ahead), int(least), int(most), sum(counts[months : months + int(ahead)]))
                for ahead, least, most in zip(known, low, high, strict=True)
            ]
    return tuple(found)
