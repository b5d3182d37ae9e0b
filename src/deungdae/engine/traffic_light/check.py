"""Is a verdict right? Worked out anew with exact fractions, by another way than the solver's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from deungdae.engine.traffic_light.model import Light, Measure, Step, Verdict

ORDER = [Light.GREY, Light.GREEN, Light.YELLOW, Light.RED]


def faults_of(verdict: Verdict, steps: Sequence[Step], measures: Sequence[Measure], *, on: date) -> list[str]:
    """What is wrong with it, in English words for tests; empty: nothing."""
    expected = [light for step in steps if (light := step_light(step, on)) is not None]
    expected += [light for one in measures if (light := measure_light(one, on)) is not None]
    faults = []
    if sorted(map(ORDER.index, expected)) != sorted(ORDER.index(one.light) for one in verdict.findings):
        faults.append(f"findings {[one.light for one in verdict.findings]}, expected {expected}")
    worst = max(expected, key=ORDER.index, default=Light.GREY)
    if verdict.light is not worst:
        faults.append(f"light {verdict.light}, expected {worst}")
    return faults


def step_light(step: Step, on: date) -> Light | None:
    if step.done and step.done <= on:
        return Light.GREEN
    if on <= step.due:
        return None
    return Light.YELLOW if on <= step.due + timedelta(days=30) else Light.RED


def measure_light(measure: Measure, on: date) -> Light | None:
    known = measure.value is not None and measure.at is not None and measure.at <= on
    quiet_since = measure.at if known and measure.at is not None else measure.begins
    is_quiet = on > quiet_since + timedelta(days=125)
    if not known:
        return Light.YELLOW if is_quiet and line(measure, on) != measure.baseline else None
    assert measure.value is not None and measure.at is not None  # noqa: S101, PT018  # nosec B101
    wanted = line(measure, measure.at) - measure.baseline
    if wanted == 0:
        return None
    share = Fraction(measure.value - measure.baseline, wanted)
    if share < Fraction(9, 10):
        return Light.RED if share < Fraction(7, 10) else Light.YELLOW
    last = max((day for day, _value in measure.plan), default=measure.begins)
    return Light.YELLOW if is_quiet and measure.at < last else Light.GREEN


def line(measure: Measure, day: date) -> int:
    """The plan of a day, from the points on both sides of it."""
    points = [(measure.begins, measure.baseline), *measure.plan]
    before = [point for point in points if point[0] <= day]
    after = [point for point in points if point[0] > day]
    if not before:
        return measure.baseline
    (start, low) = before[-1]
    if not after or day == start:
        return low
    (end, high) = after[0]
    moved = Fraction(abs(high - low) * (day - start).days, (end - start).days)
    return low + floor(moved) * (1 if high >= low else -1)
