"""A question to its answer: a forecast, or why none can be told yet."""

from __future__ import annotations

from math import ceil

import numpy as np

from deungdae.engine.forecast.model import Aim, CannotTell, Fit, Forecast, Point, Question, Reach, Why
from deungdae.engine.forecast.rules import (
    HIGH,
    JUDGED_FROM,
    LARGEST,
    LEAST_ACTIVE,
    LEAST_HELD,
    LEAST_MONTHS,
    LONGEST,
    LOW,
    MIDDLE,
    SURE,
)
from deungdae.engine.forecast.solve.fitting import YEAR, Numbers, fit_of
from deungdae.engine.forecast.solve.futures import at_most, doubt_of, expected_of, least_with
from deungdae.engine.forecast.solve.looking_back import trials_of
from deungdae.engine.kernel.errors import InputError, Issue

QUARTER = 3


def solve(question: Question) -> Forecast | CannotTell:
    """Raises InputError for what no history is: negative counts, months beside the year."""
    check_question(question)
    months, active = len(question.counts), sum(one > 0 for one in question.counts)
    if months < LEAST_MONTHS:
        return CannotTell(Why.SHORT, months, LEAST_MONTHS)
    if active < LEAST_ACTIVE:
        return CannotTell(Why.RARE, active, LEAST_ACTIVE)
    trials = trials_of(question)
    held = 100 * sum(one.is_held for one in trials) // len(trials)
    if len(trials) >= JUDGED_FROM and held < LEAST_HELD:
        return CannotTell(Why.UNRELIABLE, held, LEAST_HELD, trials)
    fit, begun = fit_of(question.counts, question.first, question.spread), sum(question.counts)
    means = expected_of(fit, next_month(question), question.horizon, question.more)
    doubts = doubt_of(fit, np.arange(1.0, question.horizon + 1))
    points = points_of(fit, begun, means, doubts)
    reaches = tuple(reach_of(aim, fit, begun, means, doubts) for aim in question.aims)
    return Forecast(begun, fit, points, reaches, trials)


def next_month(question: Question) -> int:
    """The month of the year after the history."""
    return (question.first - 1 + len(question.counts)) % YEAR + 1


def check_question(question: Question) -> None:
    issues = [
        Issue("forecast.count", f"counts[{place}]", str(value))
        for place, value in enumerate(question.counts)
        if not 0 <= value <= LARGEST
    ]
    if not 1 <= question.first <= YEAR:
        issues.append(Issue("forecast.first", "first", str(question.first)))
    if not 1 <= question.horizon <= LONGEST:
        issues.append(Issue("forecast.horizon", "horizon", str(question.horizon), {"most": LONGEST}))
    issues += [
        Issue("forecast.aim", f"aims[{place}]", str(aim.by))
        for place, aim in enumerate(question.aims)
        if not 1 <= aim.by <= question.horizon or not 0 <= aim.value <= LARGEST
    ]
    issues += [
        Issue("forecast.added", f"more[{place}]", str(value))
        for place, value in enumerate(question.more)
        if not 0 <= value <= LARGEST
    ]
    if issues:
        raise InputError(issues)


def points_of(fit: Fit, begun: int, means: Numbers, doubts: Numbers) -> tuple[Point, ...]:
    """The ends of quarters ahead, and the last month."""
    places = np.array(sorted({*range(QUARTER - 1, len(means), QUARTER), len(means) - 1}))
    low, middle, high = (
        least_with(chance, means[places], doubts[places], fit.spread) for chance in (LOW, MIDDLE, HIGH)
    )
    rows = zip(places, low, middle, high, strict=True)
    return tuple(
        Point(int(place) + 1, begun + int(least), begun + int(half), begun + int(most))
        for place, least, half, most in rows
    )


def reach_of(aim: Aim, fit: Fit, begun: int, means: Numbers, doubts: Numbers) -> Reach:
    need = aim.value - begun
    if need <= 0:
        return Reach(aim, 100, 0, 0, 0, 0)
    short = np.full(len(means), need - 1)
    chances = np.maximum.accumulate(1 - at_most(short, means, doubts, fit.spread))
    early, middle, late = (first_with(chances, chance) for chance in (LOW, MIDDLE, HIGH))
    in_time = float(chances[aim.by - 1])
    more = 0 if in_time >= SURE else more_for(need, aim.by, fit, means, doubts)
    return Reach(aim, int(100 * in_time), early, middle, late, more)


def first_with(chances: Numbers, chance: float) -> int | None:
    found = np.flatnonzero(chances >= chance)
    return int(found[0]) + 1 if len(found) else None


def more_for(need: int, by: int, fit: Fit, means: Numbers, doubts: Numbers) -> int:
    """In each quarter: the least that makes the aim sure enough, if it comes like everything else does."""
    quarters = ceil(by / QUARTER)
    low, high = 0, ceil(need / quarters) * 4 + 4
    place = slice(by - 1, by)
    while high - low > 1:
        middle = (low + high) // 2
        added = means[place] + middle * quarters
        is_sure = 1 - at_most(np.array([need - 1]), added, doubts[place], fit.spread)[0] >= SURE
        high, low = (middle, low) if is_sure else (high, middle)
    return high
