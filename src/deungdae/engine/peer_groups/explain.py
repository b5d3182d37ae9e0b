"""Why somebody is in a group, and what it would cost elsewhere; facts as data, words are the shell's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from deungdae.engine.peer_groups.model import Clash, Grouping, Problem
from deungdae.engine.peer_groups.rules import DIVISION, clashes_of, met_of, price_of


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody into another group, perhaps in exchange for `other`. `cost`: by how much the whole gets
    dearer (less than 0: cheaper);
    `stands_against`: ``pinned``, ``full``, ``too_few`` (left behind) or ``clash``, empty when it is possible;
    `clash`: with whom, where it is one."""

    person: str
    group: int
    cost: int
    stands_against: str = ""
    clash: Clash | None = None
    other: str = ""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Of one person among the others of the group: how many are of its division, of its section but another
    division, of its region, of its size, were with it before; `price`: what it pays there; `moves`:
    elsewhere; `kept_from`: those of other groups whom it must not be with."""

    person: str
    group: int
    others: int
    same_division: int
    same_section: int
    same_region: int
    same_size: int
    met_before: int
    price: int
    moves: tuple[Move, ...]
    kept_from: tuple[Clash, ...]


@lru_cache(maxsize=8)
def clashes_by_person(problem: Problem) -> Mapping[str, tuple[Clash, ...]]:
    """Everybody with those whom he or she must not be with; a page asks it for each person and move."""
    found: dict[str, list[Clash]] = {one.id: [] for one in problem.people}
    for clash in clashes_of(problem):
        found[clash.first].append(clash)
        found[clash.second].append(clash)
    return {person: tuple(clashes) for person, clashes in found.items()}


def reasons_of(problem: Problem, grouping: Grouping, person: str) -> Reasons:
    people, met = {one.id: one for one in problem.people}, met_of(problem)
    here = group_of(grouping, person)
    me = people[person]
    others = [people[one] for one in grouping.groups[here] if one != person]
    division = [one for one in others if me.industry and one.industry[:DIVISION] == me.industry[:DIVISION]]
    section = [one for one in others if me.section and one.section == me.section and one not in division]
    return Reasons(
        person=person,
        group=here,
        others=len(others),
        same_division=len(division),
        same_section=len(section),
        same_region=sum(1 for one in others if me.region and one.region == me.region),
        same_size=sum(1 for one in others if me.size and one.size == me.size),
        met_before=sum(1 for one in others if met.get(frozenset((person, one.id)))),
        price=sum(price_of(me, one, met) for one in others),
        moves=tuple(
            move_of(problem, grouping, person, group) for group in range(problem.groups) if group != here
        ),
        kept_from=clashes_by_person(problem)[person],
    )


def group_of(grouping: Grouping, person: str) -> int:
    return next(number for number, group in enumerate(grouping.groups) if person in group)


def move_of(problem: Problem, grouping: Grouping, person: str, group: int) -> Move:
    """What stands against it, and what it would cost."""
    people, met = {one.id: one for one in problem.people}, met_of(problem)
    here = group_of(grouping, person)
    pays = [
        sum(price_of(people[person], people[one], met) for one in grouping.groups[number] if one != person)
        for number in (here, group)
    ]
    against, clash = what_stands_against(problem, grouping, person, here, group)
    return Move(person, group, pays[1] - pays[0], against, clash)


def what_stands_against(
    problem: Problem, grouping: Grouping, person: str, here: int, group: int
) -> tuple[str, Clash | None]:
    there = set(grouping.groups[group])
    clash = next(
        (one for one in clashes_by_person(problem)[person] if one.first in there or one.second in there),
        None,
    )
    if clash is not None:
        return "clash", clash
    if any(one == person and pin != group for one, pin in problem.pins):
        return "pinned", None
    if len(there) >= problem.most:
        return "full", None
    return ("too_few", None) if len(grouping.groups[here]) <= problem.least else ("", None)


def cheapest_exchange(problem: Problem, grouping: Grouping, person: str, group: int) -> Move | None:
    """The exchange with somebody of that group that keeps every rule and costs least; None: there is none."""
    pinned = dict(problem.pins)
    here = group_of(grouping, person)
    if person in pinned:
        return None
    there = grouping.groups[group]
    clashes = [{one.first, one.second} for one in clashes_of(problem)]
    best: Move | None = None
    for other in there:
        tables = {*there, person} - {other}, {*grouping.groups[here], other} - {person}
        if other in pinned or any(pair <= table for pair in clashes for table in tables):
            continue
        cost = moved(problem, grouping, person, group, other).cost - grouping.cost
        if best is None or cost < best.cost:
            best = Move(person, group, cost, other=other)
    return best


def moved(problem: Problem, grouping: Grouping, person: str, group: int, other: str = "") -> Grouping:
    """The grouping after a move, or after an exchange with `other`, with its cost; rules are `check`'s."""
    here = group_of(grouping, person)
    groups = [list(one) for one in grouping.groups]
    groups[here].remove(person)
    groups[group].append(person)
    if other:
        groups[group].remove(other)
        groups[here].append(other)
    order = {one.id: place for place, one in enumerate(problem.people)}
    sorted_groups = tuple(tuple(sorted(one, key=order.__getitem__)) for one in groups)
    cost = cost_of(problem, sorted_groups)
    return replace(grouping, groups=sorted_groups, cost=cost, bound=min(grouping.bound, cost))


def cost_of(problem: Problem, groups: tuple[tuple[str, ...], ...]) -> int:
    """What a grouping costs in the whole."""
    people, met = {one.id: one for one in problem.people}, met_of(problem)
    return sum(
        price_of(people[first], people[second], met)
        for group in groups
        for first, second in combinations(group, 2)
    )
