"""Who must not be together, and what two people in one group cost: whole numbers, the less the better.

Every soft goal is a price of a pair, so that the cost of a grouping is a sum over pairs of one group, and
what a move costs is a difference of two sums. With the number of groups given, minimising it is the clique
partitioning problem with sizes (Groetschel and Wakabayashi, Mathematical Programming 45, 1989).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from deungdae.engine.peer_groups.model import Clash, Person, Problem

OTHER_SECTION = 12
OTHER_DIVISION = 4
SAME_REGION = 3
SAME_SIZE = 2
MET_BEFORE = 20
"""For each time."""
DIVISION = 2
"""Digits of a KSIC division."""
Met = Mapping[frozenset[str], int]


def clash_of(first: Person, second: Person, *, digits: int) -> str:
    """Why these two cannot be together by what they are; empty when they can."""
    if first.company and first.company == second.company:
        return "company"
    if digits and len(first.industry) >= digits and first.industry[:digits] == second.industry[:digits]:
        return "class"
    return "owner" if first.owners & second.owners else ""


def clashes_of(problem: Problem) -> list[Clash]:
    """Every two people who cannot be together, once, the plainest reason first."""
    told = {frozenset(pair): code for code in ("apart", "rival") for pair in declared(problem, code)}
    found = []
    for first, second in combinations(problem.people, 2):
        code = clash_of(first, second, digits=problem.digits) or told.get(
            frozenset((first.id, second.id)), ""
        )
        if code:
            found.append(Clash(first.id, second.id, code))
    return found


def declared(problem: Problem, code: str) -> Iterable[tuple[str, str]]:
    return problem.rivals if code == "rival" else problem.apart


def met_of(problem: Problem) -> dict[frozenset[str], int]:
    """How often each two were in one group before."""
    found: dict[frozenset[str], int] = {}
    for first, second, times in problem.met:
        pair = frozenset((first, second))
        found[pair] = found.get(pair, 0) + times
    return found


def industry_cost(first: Person, second: Person) -> int:
    """An unknown industry is like no other."""
    if not first.section or first.section != second.section:
        return OTHER_SECTION
    if not first.industry or first.industry[:DIVISION] != second.industry[:DIVISION]:
        return OTHER_DIVISION
    return 0


def price_of(first: Person, second: Person, met: Met) -> int:
    """What it costs that these two are in one group."""
    same_region = SAME_REGION if first.region and first.region == second.region else 0
    same_size = SAME_SIZE if first.size and first.size == second.size else 0
    times = met.get(frozenset((first.id, second.id)), 0)
    return industry_cost(first, second) + same_region + same_size + MET_BEFORE * times


def faults_of_input(problem: Problem) -> Iterator[str]:
    """What makes a problem none; the shell never builds one."""
    ids = [person.id for person in problem.people]
    if len(set(ids)) != len(ids):
        yield "two people have one id"
    if problem.groups < 1 or problem.least < 1 or problem.most < problem.least:
        yield "no groups, or no sizes"
    named = {one for pair in (*problem.rivals, *problem.apart) for one in pair}
    named |= {one for first, second, _times in problem.met for one in (first, second)}
    if not named | {person for person, _group in problem.pins} <= set(ids):
        yield "somebody is named who is not there"
    if any(not 0 <= group < problem.groups for _person, group in problem.pins):
        yield "a pin to a group that is not there"
    if len({person for person, _group in problem.pins}) != len(problem.pins):
        yield "one person is pinned twice"
