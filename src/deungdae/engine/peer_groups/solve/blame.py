"""Why there is no grouping: the fewest people that show it, where that can be told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations

from deungdae.engine.peer_groups.model import Clash, Impossible, Person, Problem
from deungdae.engine.peer_groups.rules import clashes_of
from deungdae.engine.peer_groups.solve.board import matrix_of
from deungdae.engine.peer_groups.solve.construct import constructed

MOST_STEPS = 4_000
"""Of each question whether fewer people are to blame."""


def plain_reason(problem: Problem) -> Impossible | None:
    """What can be seen without a search: sizes, full groups, two who clash in one place."""
    count = len(problem.people)
    if not problem.groups * problem.least <= count <= problem.groups * problem.most:
        return Impossible("sizes")
    pinned = Counter(group for _person, group in problem.pins)
    full = next((group for group, number in sorted(pinned.items()) if number > problem.most), None)
    if full is not None:
        people = sorted(person for person, group in problem.pins if group == full)
        return Impossible("full", tuple(people[: problem.most + 1]))
    pins = dict(problem.pins)
    for clash in clashes_of(problem):
        if clash.first in pins and pins[clash.first] == pins.get(clash.second):
            return Impossible("pins", (clash.first, clash.second), (clash,))
    clique = clique_of(problem, problem.groups + 1)
    if clique:
        return Impossible("clique", clique, among(problem, clique))
    return None


def clique_of(problem: Problem, size: int) -> tuple[str, ...]:
    """So many people of whom every two clash, or nobody. By the problem's order, so always the same."""
    ids = [one.id for one in problem.people]
    clash = matrix_of(problem).clash
    nodes = MOST_STEPS * 10

    def grown(chosen: tuple[int, ...], allowed: int) -> tuple[int, ...]:
        nonlocal nodes
        if len(chosen) == size:
            return chosen
        while allowed.bit_count() >= size - len(chosen) and nodes > 0:
            nodes -= 1
            person = (allowed & -allowed).bit_length() - 1
            allowed &= allowed - 1
            found = grown((*chosen, person), allowed & clash[person])
            if found:
                return found
        return ()

    return tuple(ids[place] for place in grown((), (1 << len(ids)) - 1))


def core_of(problem: Problem) -> Impossible:
    """Leave out one person after the other whom the others do not need to be impossible: what is left is
    impossible, and possible without any one of them. Fewest of all only where that is certain."""
    people = list(problem.people)
    for one in list(people):
        fewer = [other for other in people if other is not one]
        if is_impossible(problem, fewer):
            people = fewer
    ids = tuple(one.id for one in people)
    is_clear = not problem.pins and len(ids) <= problem.groups + 1
    smallest = is_clear or not any_smaller(problem, len(ids))
    return Impossible("core", ids, among(problem, ids), is_smallest=smallest)


def any_smaller(problem: Problem, size: int) -> bool:
    """Whether fewer people might be to blame; asked in full only where the sets are few."""
    if len(problem.people) > 14:
        return True
    return any(is_impossible(problem, list(chosen)) for chosen in combinations(problem.people, size - 1))


def is_impossible(problem: Problem, people: list[Person]) -> bool:
    """Whether these alone, in groups without a least size, have no place; not settled is no."""
    ids = {one.id for one in people}
    fewer = replace(
        problem,
        people=tuple(people),
        least=0,
        rivals=tuple(pair for pair in problem.rivals if ids >= set(pair)),
        apart=tuple(pair for pair in problem.apart if ids >= set(pair)),
        pins=tuple(pin for pin in problem.pins if pin[0] in ids),
        met=(),
    )
    return constructed(matrix_of(fewer), steps=MOST_STEPS) is False


def among(problem: Problem, ids: tuple[str, ...]) -> tuple[Clash, ...]:
    return tuple(one for one in clashes_of(problem) if one.first in ids and one.second in ids)


def blamed(problem: Problem) -> Impossible:
    """Of a problem that has no grouping."""
    everybody = list(problem.people)
    if not is_impossible(problem, everybody):
        # Only the least sizes stand against it: everybody is needed to show that.
        return Impossible("core", tuple(one.id for one in everybody), tuple(clashes_of(problem)), False)
    return core_of(problem)
