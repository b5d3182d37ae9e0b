"""When chosen steps can be: each as early as what goes before it allows."""

from __future__ import annotations

from collections.abc import Iterable

from deungdae.engine.roadmap.rules import next_start
from deungdae.engine.roadmap.solve.chances import Field

Times = dict[str, tuple[int, str]]
"""By id: the month it begins and the step it waits for, empty when it waits for none."""


def calendar_of(field: Field, chosen: Iterable[str]) -> Times | frozenset[str]:
    """The earliest month of every step, or steps that cannot all be in one plan (each waits for another, and
    the last one comes too late)."""
    names = set(chosen)
    times: Times = {name: (month, "") for name, month in field.locked.items()}
    steps = sorted(names - field.locked.keys(), key=lambda name: (field.by_id[name].stage, field.place[name]))
    for name in steps:
        one, chance = field.by_id[name], field.chances[name]
        before = [
            (times[other][0] + field.by_id[other].months, other)
            for other in times
            if field.goes_before(field.by_id[other], one)
        ]
        end, after = max(before, default=(0, ""), key=lambda it: (it[0], it[1]))
        month = next_start(one, max(end, chance.start))
        waits = after if end > chance.start or (after and end == chance.start) else ""
        if month is None or month > chance.last:
            return chain_to(times, name, after)
        times[name] = (month, waits)
    return times


def chain_to(times: Times, name: str, after: str) -> frozenset[str]:
    """The late step and those it waits for, one through the other."""
    chain = {name}
    while after:
        chain.add(after)
        after = times[after][1]
    return frozenset(chain)
