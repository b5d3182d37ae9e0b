"""Rows of a task to the engine's question, and its verdict in the language of the page."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from deungdae.apps.core.words import explained
from deungdae.engine.traffic_light.explain import number, of_finding
from deungdae.engine.traffic_light.model import SEVERITY, Finding, Light, Measure, Step, Verdict
from deungdae.engine.traffic_light.rules import GREEN_PERCENT, LATE_DAYS, SILENT_DAYS, YELLOW_PERCENT
from deungdae.engine.traffic_light.solve import judge, planned_on

__all__ = [
    "GREEN_PERCENT",
    "LATE_DAYS",
    "SEVERITY",
    "SILENT_DAYS",
    "YELLOW_PERCENT",
    "Light",
    "Verdict",
    "findings_said",
    "number",
    "planned_of",
    "verdict_of",
]


class MilestoneRow(NamedTuple):
    pk: int
    task: int
    title: str
    due_on: date
    done_on: date | None


class IndicatorRow(NamedTuple):
    """`targets`: (the last day of a period, what is to be reached by then)."""

    pk: int
    task: int
    title: str
    unit: str
    baseline: Decimal
    value: Decimal | None
    value_on: date | None
    targets: tuple[tuple[date, Decimal], ...]
    begins: date


def verdict_of(milestones: Iterable[MilestoneRow], indicators: Iterable[IndicatorRow], on: date) -> Verdict:
    steps = [Step(one.title, one.due_on, one.done_on) for one in milestones]
    return judge(steps, [measure_of(one) for one in indicators], on=on)


def measure_of(row: IndicatorRow) -> Measure:
    return Measure(
        row.title,
        row.begins,
        hundredths(row.baseline),
        tuple((day, hundredths(target)) for day, target in row.targets),
        hundredths(row.value) if row.value is not None else None,
        row.value_on,
    )


def hundredths(value: Decimal) -> int:
    return int(value * 100)


def planned_of(row: IndicatorRow, on: date) -> str:
    """What the plan asks for on that day."""
    return number(planned_on(measure_of(row), on))


def findings_said(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """(light, sentence), the worst first."""
    return [(finding.light.value, explained(of_finding(finding))) for finding in findings]
