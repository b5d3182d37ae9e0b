"""A choice as steps with their reasons, and the reason of everything that is not chosen."""

from __future__ import annotations

from collections.abc import Iterable

from deungdae.engine.roadmap.model import Eligible, Filled, LeftOut, Plan, Step
from deungdae.engine.roadmap.rules import SHARES, filled_by, value_of
from deungdae.engine.roadmap.solve.calendar import calendar_of
from deungdae.engine.roadmap.solve.chances import Field


def plan_of(field: Field, chosen: Iterable[str]) -> Plan:
    """The steps of a choice that a calendar exists for."""
    times = calendar_of(field, chosen)
    if not isinstance(times, dict):
        raise ValueError(times)
    filled = filled_of(field, times)
    steps = [
        Step(
            id=name,
            stage=(one := field.by_id[name]).stage,
            start=start,
            end=start + one.months,
            price=one.price,
            filled=tuple(filled.get(name, ())),
            opens=tuple(sorted(other for other in times if name in field.by_id[other].needs)),
            after=after,
            is_locked=name in field.locked,
            is_to_be_asked=one.eligible is Eligible.UNKNOWN,
        )
        for name, (start, after) in times.items()
    ]
    those = [field.by_id[name] for name in times]
    return Plan(
        steps=tuple(sorted(steps, key=lambda step: (step.stage, step.start, step.id))),
        value=value_of(field.problem.gaps, those),
        price=sum(one.price for one in those),
        hours=sum(one.hours for one in those),
        end=max((step.end for step in steps), default=0),
    )


def filled_of(field: Field, chosen: Iterable[str]) -> dict[str, list[Filled]]:
    """By id: what it is counted for, of every gap that matters; the rank says how much of it."""
    found: dict[str, list[Filled]] = {}
    those = [field.by_id[name] for name in chosen]
    for gap in field.problem.gaps:
        left = SHARES[0] * (gap.target - gap.level)
        for rank, (one, points) in enumerate(filled_by(gap, those) if gap.weight else []):
            share = SHARES[rank] if rank < len(SHARES) else 0
            quarters = min(share * points, left)
            left -= quarters
            found.setdefault(one.id, []).append(Filled(gap.dimension, quarters, rank + 1))
    return found


def left_out(field: Field, chosen: frozenset[str]) -> tuple[LeftOut, ...]:
    """Every offering that is neither done nor chosen, with the first reason that holds, by id."""
    names = field.by_id.keys() - chosen - field.problem.done
    value = value_of(field.problem.gaps, [field.by_id[name] for name in chosen])
    return tuple(field.left.get(name) or beside(field, name, chosen, value) for name in sorted(names))


def beside(field: Field, name: str, chosen: frozenset[str], value: int) -> LeftOut:
    """Why not beside this plan: with all it still needs it adds nothing, or does not fit any more."""
    closure = field.chances[name].closure | chosen
    those = [field.by_id[one] for one in closure]
    if value_of(field.problem.gaps, those) == value:
        return LeftOut(name, "served")
    free = [field.by_id[one] for one in closure - field.locked.keys()]
    price = sum(one.price for one in free) - field.budget
    if price > 0:
        return LeftOut(name, "budget", missing=price)
    hours = sum(one.hours for one in free) - (field.hours or 0)
    if field.hours is not None and hours > 0:
        return LeftOut(name, "hours", missing=hours)
    if isinstance(calendar_of(field, closure), dict):
        return LeftOut(name, "calm")
    return LeftOut(name, "order")
