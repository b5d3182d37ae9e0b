"""Weighting to the population: each part counts as much as it has companies in the country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import variance

from deungdae.engine.gap.model import Estimate, Measure, Stratum, Weighted
from deungdae.engine.gap.rules import CONFIDENCE, SCALE
from deungdae.engine.gap.solve.estimates import WHOLE_RATE, rounded, t_interval
from deungdae.engine.kernel.disclosure import LEAST
from deungdae.engine.kernel.errors import InputError, Issue


@dataclass(frozen=True, slots=True)
class Part:
    """A stratum, or several that were joined."""

    keys: tuple[str, ...]
    population: int
    values: tuple[int, ...]


def weighted(strata: Sequence[Stratum], measure: Measure) -> Weighted | None:
    """Post-stratified mean of the strata that answered; None for fewer than `LEAST` answers in all.

    Variance of stratified sampling with its finite population (Cochran, Sampling Techniques, ch. 5); means
    with Student's t and n - strata degrees of freedom; rates with the interval of Korn and Graubard (Survey
    Methodology 24, 1998), as the US health statistics present theirs. Raises InputError (``gap.population``).
    """
    faults = [
        Issue("gap.population", one.key, str(one.population), {"n": len(one.values)})
        for one in strata
        if one.population < len(one.values)
    ]
    if faults:
        raise InputError(faults)
    parts = joined([one for one in strata if one.values])
    n = sum(len(one.values) for one in parts)
    if n < LEAST:
        return None
    population = sum(one.population for one in parts)
    middle = sum(
        (Fraction(one.population * sum(one.values), population * len(one.values)) for one in parts),
        Fraction(0),
    )
    squares = sum((Fraction(one.population**2, len(one.values)) for one in parts), Fraction(0))
    deff = n * squares / population**2
    spread = sum((variance_of(one, population) for one in parts), Fraction(0))
    if measure is Measure.MEAN:
        scale, (low, high) = 1, t_interval(float(middle), sqrt(spread), n - len(parts))
    else:
        by_answers = float(middle * (1 - middle) / spread) if spread else float(n / deff)
        scale, (low, high) = WHOLE_RATE, korn_graubard(float(middle), by_answers, n, n - len(parts))
    silent = [one for one in strata if not one.values]
    return Weighted(
        Estimate(measure, n, rounded(scale * middle), rounded(scale * low), rounded(scale * high)),
        design_effect=rounded(SCALE * deff),
        effective=rounded(SCALE * n / deff),
        population=population,
        silent=tuple(one.key for one in silent),
        silent_population=sum(one.population for one in silent),
        joined=tuple(key for one in parts if len(one.keys) > 1 for key in one.keys),
    )


def joined(strata: Sequence[Stratum]) -> list[Part]:
    """Parts of `LEAST` answers or more: the smaller strata are counted as one, and where they are still too
    few together with the smallest of the others."""
    parts = [Part((one.key,), one.population, one.values) for one in strata]
    large = sorted(
        (one for one in parts if len(one.values) >= LEAST), key=lambda one: (len(one.values), one.keys)
    )
    small = [one for one in parts if len(one.values) < LEAST]
    while small and large and sum(len(one.values) for one in small) < LEAST:
        small.append(large.pop(0))
    if not small:
        return large
    together = Part(
        tuple(sorted(key for one in small for key in one.keys)),
        sum(one.population for one in small),
        tuple(value for one in small for value in one.values),
    )
    return [*large, together]


def variance_of(part: Part, population: int) -> Fraction:
    """Its share of the variance of the whole mean."""
    n = len(part.values)
    share = Fraction(part.population, population)
    unseen = 1 - Fraction(n, part.population)
    return share**2 * unseen * Fraction(variance([Fraction(value) for value in part.values])) / n


def korn_graubard(rate: float, effective: float, n: int, freedom: int) -> tuple[float, float]:
    """Clopper and Pearson's interval of `effective` answers, which need not be whole, less what the strata
    cost in degrees of freedom; where all gave one answer the effective number is that of the weights."""
    from scipy.stats import beta, t  # noqa: PLC0415

    both = (1 + CONFIDENCE) / 2
    lost = float(t.ppf(both, n - 1)) / float(t.ppf(both, freedom))
    effective = min(effective * lost**2, n)
    yes, no = effective * rate, effective * (1 - rate)
    low = float(beta.ppf(1 - both, yes, no + 1)) if rate > 0 else 0.0
    high = float(beta.ppf(both, yes + 1, no)) if rate < 1 else 1.0
    return low, high
