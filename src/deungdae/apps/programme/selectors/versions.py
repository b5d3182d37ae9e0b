"""Which definitions are in force, as values that can be counted by."""

from dataclasses import replace
from datetime import date

from deungdae.apps.programme.definition import Definition
from deungdae.apps.programme.models import Indicator, IndicatorVersion

Versions = dict[int, IndicatorVersion]
"""Key of an indicator → its last version."""


def versions_in_force() -> Versions:
    """The last version of every indicator, in one query; `within` may lead to another programme."""
    found = IndicatorVersion.objects.order_by("indicator_id", "number").select_related(
        "indicator__goal__programme"
    )
    return {one.indicator_id: one for one in found}


def as_written(version: IndicatorVersion) -> Definition:
    """The definition without what the programme and `within` add to it."""
    return Definition(
        source=version.source,
        unit=version.unit,
        kinds=tuple(version.kinds),
        conditions=tuple((field, tuple(values)) for field, values in sorted(version.conditions.items())),
        counted=version.counted,
        figure=version.figure,
        since=version.since,
        until=version.until,
        survey=version.survey,
        size=version.size,
    )


def definition_of(version: IndicatorVersion, versions: Versions) -> Definition:
    """With the period of the programme as the widest one."""
    programme = version.indicator.goal.programme
    within = versions.get(version.within_id or 0)
    return replace(
        as_written(version),
        within=definition_of(within, versions) if within is not None else None,
        since=later(programme.starts_on, version.since),
        until=earlier(programme.ends_on, version.until),
    )


def later(day: date, other: date | None) -> date:
    return max(day, other) if other is not None else day


def earlier(day: date, other: date | None) -> date:
    return min(day, other) if other is not None else day


def circle_from(indicator: Indicator | None, within: Indicator | None, versions: Versions) -> list[Indicator]:
    """The way back to `indicator` if it counted within `within`; empty where there is none."""
    way: list[Indicator] = []
    step = within
    while step is not None and len(way) <= len(versions):
        way.append(step)
        if indicator is not None and step.pk == indicator.pk:
            return way
        version = versions.get(step.pk)
        step = version.within if version is not None else None
    return []
