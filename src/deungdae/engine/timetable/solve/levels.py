"""Breaks of a participant as one count, and calm participants as one block of slots.

A penalty per count (at least one break, at least two …) instead of one per slot keeps the cores of the proof
among people: a core names who cannot all be calm, not where each of them would wait. The block ties all
slots of a calm participant together, which single slots learn only by search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deungdae.engine.timetable.solve.day import Day
from deungdae.engine.timetable.solve.fitting import hall_jam

Clause = list[int]


@dataclass
class Variables:
    """Hands out new variables: `top` is the last one in use."""

    top: int

    def fresh(self) -> int:
        """A new variable."""
        self.top += 1
        return self.top


def most_breaks(day: Day, members: Sequence[int], gaps: Sequence[int], *, held: bool) -> int:
    """No timetable gives a participant more breaks. held: all of `members` are held."""
    idle = day.slots - len(members) if held else (day.slots - 1) // 2
    return max(0, min(len(members) - 1, idle, len(gaps)))


def count_gaps(gaps: Sequence[int], most: int, variables: Variables) -> tuple[list[int], list[Clause]]:
    """Literals "more than 0, 1 … of `gaps`", `most` of them; the clauses forbid more than `most`, too."""
    clauses: list[Clause] = []
    row: list[int] = []
    for gap in gaps:
        if most == 0:
            clauses.append([-gap])
            continue
        following = [variables.fresh() for _ in range(min(len(row) + 1, most))]
        clauses.extend([-row[index], following[index]] for index in range(len(row)))
        clauses.append([-gap, following[0]])
        clauses.extend([-gap, -row[index - 1], following[index]] for index in range(1, len(following)))
        if len(row) == most:
            clauses.append([-gap, -row[-1]])
        row = following
    clauses.extend([-row[index], row[index - 1]] for index in range(1, len(row)))
    return row, clauses


def blocks_of(day: Day, members: Sequence[int], slots: Mapping[int, int]) -> list[range]:
    """The stretches of slots that could be all of a participant's day: its meetings fit into each of them."""
    blocks = []
    for first in sorted(slots):
        block = range(first, first + len(members))
        if any(slot not in slots for slot in block):
            continue
        mask = sum(1 << slot for slot in block)
        domains = {meeting: day.domain[meeting] & mask for meeting in members}
        if hall_jam(domains, members, 1) is None:
            blocks.append(block)
    return blocks


def tie_block(
    used: Mapping[int, int], blocks: Sequence[range], restless: int, variables: Variables
) -> list[Clause]:
    """Clauses: without a break the used slots are one of `blocks`. restless: "has a break", 0 = never."""
    unless = [restless] if restless else []
    starts = [(block, variables.fresh()) for block in blocks]
    clauses: list[Clause] = [[*unless, *(start for _, start in starts)]]
    for block, start in starts:
        if restless:
            clauses.append([-start, -restless])
        clauses.extend([-start, literal if slot in block else -literal] for slot, literal in used.items())
    for slot, literal in used.items():
        inside = [start for block, start in starts if slot in block]
        outside = [start for block, start in starts if slot not in block]
        clauses.append([*unless, literal, *outside])
        clauses.append([*unless, -literal, *inside])
    return clauses
