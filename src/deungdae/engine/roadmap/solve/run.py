"""The best plan, the two alternatives, and why everything else is left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from deungdae.engine.kernel.errors import InputError
from deungdae.engine.roadmap.model import Plan, Problem, Roadmap
from deungdae.engine.roadmap.rules import CALM, ENOUGH, issues_of, value_of
from deungdae.engine.roadmap.solve.chances import Field, field_of
from deungdae.engine.roadmap.solve.programme import Choice, Programme, Row
from deungdae.engine.roadmap.solve.reasons import left_out, plan_of


def solve(problem: Problem) -> Roadmap:
    """The plan that is worth most, and of these the cheapest; raises InputError with every fault.

    A plan that follows another (`before`) reaches `CALM` of that, and of these it changes the fewest steps,
    then is worth most, then is cheapest. The order in which gaps and offerings are given means nothing.
    """
    issues = list(issues_of(problem))
    if issues:
        raise InputError(issues)
    problem = replace(
        problem,
        gaps=tuple(sorted(problem.gaps, key=lambda gap: gap.dimension)),
        offerings=tuple(sorted(problem.offerings, key=lambda one: one.id)),
    )
    field = field_of(problem)
    programme = Programme(field)
    chosen, bound = dearest(programme)
    best = value_in(field, chosen)
    chosen = calm(programme, chosen, best) if problem.before else cheapest(programme, chosen, best)
    plan = plan_of(field, chosen)
    enough = part_of(best, ENOUGH)
    return Roadmap(
        plan,
        cheaper=cheaper_than(plan, programme, enough),
        faster=faster_than(plan, field, enough),
        left=left_out(field, plan.ids),
        best=best,
        bound=bound,
    )


def part_of(value: int, part: tuple[int, int]) -> int:
    """Rounded up."""
    return -(-value * part[0] // part[1])


def value_in(field: Field, chosen: Iterable[str]) -> int:
    return value_of(field.problem.gaps, [field.by_id[name] for name in chosen])


def dearest(programme: Programme) -> tuple[Choice, int]:
    """The choice that is worth most, and the bound; only what is accepted where nothing was found."""
    chosen, bound = programme.least({u: -weight for u, weight in programme.worth.items()})
    return frozenset(programme.asked.locked) if chosen is None else chosen, -bound


def cheapest(programme: Programme, chosen: Choice, value: int, *limits: Row) -> Choice:
    """The cheapest choice of at least this value, without steps that add nothing; `chosen` is one of it."""
    found, _bound = programme.least(programme.prices(), [programme.worth_at_least(value), *limits])
    return pruned(programme.asked, chosen if found is None else found)


def pruned(field: Field, chosen: Choice) -> Choice:
    """Without free steps that add nothing and that no other step needs."""
    value = value_in(field, chosen)
    for name in sorted(chosen - field.locked.keys() - field.problem.before, reverse=True):
        others = chosen - {name}
        is_needed = any(name in field.by_id[other].needs for other in others - field.locked.keys())
        if not is_needed and value_in(field, others) == value:
            return pruned(field, others)
    return chosen


def calm(programme: Programme, chosen: Choice, best: int) -> Choice:
    """The fewest steps that leave or join the plan before it, then worth most, then cheapest."""
    before = programme.asked.problem.before
    changes = {x: -1 if name in before else 1 for name, x in programme.x.items()}
    quiet, _bound = programme.least(changes, [programme.worth_at_least(part_of(best, CALM))])
    if quiet is None:
        return cheapest(programme, chosen, best)
    limit = (changes, sum(changes[programme.x[name]] for name in quiet))
    worth = {u: -weight for u, weight in programme.worth.items()}
    found, _bound = programme.least(worth, [limit])
    quiet = quiet if found is None else found
    return cheapest(programme, quiet, value_in(programme.asked, quiet), limit)


def cheaper_than(plan: Plan, programme: Programme, enough: int) -> Plan | None:
    """The cheapest plan that is worth `enough`, and of these the one that is worth most."""
    found = cheapest(programme, plan.ids, enough)
    told = plan_of(programme.asked, found)
    if told.price >= plan.price:
        return None
    worth = {u: -weight for u, weight in programme.worth.items()}
    better, _bound = programme.least(worth, [(programme.prices(), told.price)])
    return told if better is None else plan_of(programme.asked, pruned(programme.asked, better))


def faster_than(plan: Plan, field: Field, enough: int) -> Plan | None:
    """The plan worth `enough` that is over soonest, and of these the cheapest."""
    low = max([1, *(month + field.by_id[name].months for name, month in field.locked.items())])
    high, found = plan.end, None
    while low < high:
        middle = (low + high) // 2
        programme = Programme(field_of(replace(field.problem, months=middle)))
        chosen, _bound = programme.least({}, [programme.worth_at_least(enough)])
        if chosen is None:
            low = middle + 1
        else:
            found = programme, chosen
            high = plan_of(programme.asked, chosen).end
    return None if found is None else plan_of(found[0].asked, cheapest(*found, enough))
