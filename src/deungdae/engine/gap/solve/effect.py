"""What the served gained more than their partners: difference in differences of pairs, by scipy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import fmean, variance

from deungdae.engine.gap.model import Company, Effect, Effects, NotYet, Pair
from deungdae.engine.gap.rules import CONFIDENCE, EXACT_STEPS, PAIRS_NEEDED, SCALE
from deungdae.engine.gap.solve.estimates import rounded, standard_error, t_interval
from deungdae.engine.gap.solve.pairs import pairs_of
from deungdae.engine.kernel.errors import InputError, Issue


def effects(companies: Sequence[Company]) -> Effects:
    """Of all services, and of each by itself.

    Each service's pairs are found anew among the companies that were served by nobody. Statements about k
    services that have enough pairs are made at 1 - 0.05 / k each (Bonferroni), so that with no effect at all
    one or more is claimed in at most 5 of 100 cases. Raises InputError (``gap.company_twice``).
    """
    twice = sorted(name for name, times in Counter(one.id for one in companies).items() if times > 1)
    if twice:
        raise InputError([Issue("gap.company_twice", "companies", one) for one in twice])
    served = [one for one in companies if one.services]
    others = [one for one in companies if not one.services]
    by_service = {
        name: [one for one in served if name in one.services]
        for name in sorted({name for one in served for name in one.services})
    }
    pairs = {name: pairs_of(those, others) for name, those in by_service.items()}
    told = sum(len(found) >= PAIRS_NEEDED for found in pairs.values())
    confidence = 1 - (1 - CONFIDENCE) / max(told, 1)
    return Effects(
        whole=effect_of(served, others, pairs_of(served, others), CONFIDENCE),
        services={
            name: effect_of(those, others, pairs[name], confidence) for name, those in by_service.items()
        },
    )


def effect_of(
    served: Sequence[Company], others: Sequence[Company], pairs: Sequence[Pair], confidence: float
) -> Effect | NotYet:
    """The mean over pairs of (change of the served - change of the partner), with the interval of the paired
    t test: the standard error by pairs, which is right after matching without replacement (Abadie and Spiess,
    JASA 117, 2022)."""
    if len(pairs) < PAIRS_NEEDED:
        return NotYet(len(pairs), PAIRS_NEEDED)
    by_id = {one.id: one for one in (*served, *others)}
    mine = [by_id[pair.served] for pair in pairs]
    theirs = [by_id[pair.other] for pair in pairs]
    more = [one.change - two.change for one, two in zip(mine, theirs, strict=True)]
    low, high = t_interval(fmean(more), standard_error(more), len(more) - 1, confidence)
    return Effect(
        pairs=len(pairs),
        served=len(served),
        value=rounded(fmean(more)),
        low=rounded(low),
        high=rounded(high),
        level=rounded(100 * SCALE * confidence),
        before_after=rounded(fmean(one.change for one in mine)),
        anyway=rounded(fmean(one.change for one in theirs)),
        apart_before=apart(served, others, served, others),
        apart_after=apart(mine, theirs, served, others),
        by_step=tuple(sum(pair.step == step for pair in pairs) for step in range(len(EXACT_STEPS))),
    )


def apart(
    mine: Sequence[Company], theirs: Sequence[Company], served: Sequence[Company], others: Sequence[Company]
) -> int:
    """Difference of the means at T0 in hundredths of the standard deviation of all served and others."""
    spread = (variance([one.t0 for one in served]) + variance([one.t0 for one in others])) / 2
    gap = fmean(one.t0 for one in mine) - fmean(one.t0 for one in theirs)
    return rounded(SCALE * gap / spread**0.5) if spread else 0
