"""Judging a task: each milestone by its day, each indicator by the plan of the day its value speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from deungdae.engine.traffic_light.model import SEVERITY, Finding, Light, Measure, Step, Verdict
from deungdae.engine.traffic_light.rules import GREEN_PERCENT, LATE_DAYS, SILENT_DAYS, YELLOW_PERCENT


def judge(steps: Iterable[Step], measures: Iterable[Measure], *, on: date) -> Verdict:
    """The light of a task on a day: the worst of its parts, with the reason of each part that was due."""
    found = [finding for step in steps if (finding := of_step(step, on)) is not None]
    found += [finding for one in measures if (finding := of_measure(one, on)) is not None]
    found.sort(key=lambda finding: -SEVERITY[finding.light])
    return Verdict(found[0].light if found else Light.GREY, tuple(found))


def of_step(step: Step, on: date) -> Finding | None:
    """None: neither due nor done yet."""
    if step.done is not None and step.done <= on:
        return Finding(Light.GREEN, "done", step.name, days=max(0, (step.done - step.due).days))
    late = (on - step.due).days
    if late <= 0:
        return None
    return Finding(Light.RED if late > LATE_DAYS else Light.YELLOW, "late", step.name, days=late)


def of_measure(measure: Measure, on: date) -> Finding | None:
    """None: the plan asks for nothing yet."""
    value, at = measure.value, measure.at
    if value is None or at is None or at > on:
        silent = (on - measure.begins).days
        asks = planned_on(measure, on) != measure.baseline
        return silent_finding(measure, silent) if asks and silent > SILENT_DAYS else None
    planned = planned_on(measure, at)
    if planned == measure.baseline:
        return None
    light = light_of(value - measure.baseline, planned - measure.baseline)
    if light is Light.GREEN and (on - at).days > SILENT_DAYS and at < end_of(measure):
        return silent_finding(measure, (on - at).days)
    return Finding(light, "measured", measure.name, planned=planned, actual=value)


def silent_finding(measure: Measure, days: int) -> Finding:
    return Finding(Light.YELLOW, "silent", measure.name, days=days)


def end_of(measure: Measure) -> date:
    return measure.plan[-1][0] if measure.plan else measure.begins


def light_of(gained: int, wanted: int) -> Light:
    """`wanted` is not nought; where it is negative, less is better and both signs turn."""
    if wanted < 0:
        gained, wanted = -gained, -wanted
    if 100 * gained >= GREEN_PERCENT * wanted:
        return Light.GREEN
    return Light.YELLOW if 100 * gained >= YELLOW_PERCENT * wanted else Light.RED


def planned_on(measure: Measure, day: date) -> int:
    """The plan of a day: a straight line between the days that the plan names, rounded towards the start."""
    start, low = measure.begins, measure.baseline
    if day <= start:
        return low
    for end, high in measure.plan:
        if day <= end:
            passed, whole = (day - start).days, (end - start).days
            return (
                low + (high - low) * passed // whole if high >= low else low - (low - high) * passed // whole
            )
        start, low = end, high
    return low
