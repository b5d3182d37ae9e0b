"""Whether what is told about the gap is right; asks again with no line of `solve` and without scipy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from statistics import NormalDist

from deungdae.engine.gap.model import Company, Effect, Estimate, Pair
from deungdae.engine.gap.rules import CALIPER, EXACT_STEPS, band_of


def faults_of_rate(values: Sequence[int], found: Estimate) -> list[str]:
    """Both ends of Wilson's interval solve (rate - end)² = z² end (1 - end) / n, so beyond them the one side
    is larger and within them the other; checked one hundredth of a percent inside and outside."""
    rate, square = sum(values) / len(values), NormalDist().inv_cdf(0.975) ** 2
    faults = [] if found.n == len(values) else [f"{found.n} answers, not {len(values)}"]
    if abs(10_000 * rate - found.value) > 0.5 + 1e-9:
        faults.append(f"a rate of {found.value}, not {10_000 * rate}")
    for end, outside in ((found.low, -1), (found.high, 1)):
        for step, is_outside in ((outside, True), (-outside, False)):
            at = (end + step) / 10_000
            too_far = (rate - at) ** 2 > square * at * (1 - at) / len(values)
            if 0 <= at <= 1 and at != rate and too_far != is_outside:
                faults.append(f"an end of {end} is wrong")
    return faults


def faults_of_pairs(companies: Sequence[Company], pairs: Sequence[Pair]) -> list[str]:
    """Nobody twice, served with not served, alike in what the step says, near at T0; and no pair left."""
    by_id = {one.id: one for one in companies}
    used = [name for pair in pairs for name in (pair.served, pair.other)]
    faults = [] if len(set(used)) == len(used) else ["somebody is in two pairs"]
    for pair in pairs:
        one, two = by_id[pair.served], by_id[pair.other]
        if not one.services or two.services:
            faults.append(f"{one.id} and {two.id} are not a served and another one")
        if not may_pair(one, two, pair.step):
            faults.append(f"{one.id} and {two.id} are not comparable")
    free = [one for one in companies if one.id not in used]
    faults += [
        f"{one.id} and {two.id} could be a pair"
        for one in free
        for two in free
        if one.services and not two.services and may_pair(one, two, len(EXACT_STEPS) - 1)
    ]
    return faults


def may_pair(one: Company, two: Company, step: int) -> bool:
    is_alike = all(getattr(one, name) == getattr(two, name) for name in EXACT_STEPS[step])
    return is_alike and abs(one.t0 - two.t0) <= CALIPER and band_of(one.t0) == band_of(two.t0)


def faults_of_effect(companies: Sequence[Company], pairs: Sequence[Pair], found: Effect) -> list[str]:
    """The effect is what the served gained less what their partners gained, within its interval."""
    by_id = {one.id: one for one in companies}
    mine = Fraction(sum(by_id[pair.served].change for pair in pairs), len(pairs))
    theirs = Fraction(sum(by_id[pair.other].change for pair in pairs), len(pairs))
    told = {
        "before_after": (found.before_after, mine),
        "anyway": (found.anyway, theirs),
        "value": (found.value, mine - theirs),
    }
    faults = [f"{name} {said}, not {right}" for name, (said, right) in told.items() if abs(said - right) > 1]
    if not found.low <= found.value <= found.high:
        faults.append("the effect lies outside its interval")
    return faults


def faults_of_shown(figures: Mapping[str, frozenset[int]], least: int) -> list[str]:
    """`figures`: the answers (by number) in each figure that is shown. No sum and difference of figures
    leaves fewer than `least` answers. Only for a few figures: tries 3 to the power of their number."""
    faults = []
    for signs in product((-1, 0, 1), repeat=len(figures)):
        left: dict[int, int] = {}
        for sign, answers in zip(signs, figures.values(), strict=True):
            for one in answers if sign else ():
                left[one] = left.get(one, 0) + sign
        few = [one for one, times in left.items() if times]
        if 0 < len(few) < least:
            faults.append(f"{signs} of {tuple(figures)} leave {sorted(few)}")
    return faults
