"""A day as a Boolean formula, after the clauses and implied counts of Bofill et al., JAIR 74 (2022).

x(m,t): meeting m is in slot t. used(p,t): p meets in t. begun(p,t): p has met in t or before.
gap(p,t): p meets in t, not in t-1, but has met before: one break. levels(p): p has at least 1, 2 … breaks,
the penalties of the proof. Implied and decisive: each p has exactly as
many used slots as meetings; each slot at most twice as many used as tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pysat.card import CardEnc, EncType

from deungdae.engine.timetable.solve.day import NO_LIMIT, Day, slots_of
from deungdae.engine.timetable.solve.levels import (
    Variables,
    blocks_of,
    count_gaps,
    most_breaks,
    tie_block,
)

Clause = list[int]
_PAIRWISE = 6


class Encoding:
    """The formula of a day; `build` adds its clauses step by step so that the caller can stop in between.

    droppable: meetings may be left out (held[m] is a literal); otherwise every meeting is held.
    """

    def __init__(self, day: Day, *, droppable: bool) -> None:
        self.day = day
        self.droppable = droppable
        self._variables = Variables(0)
        self.clauses: list[Clause] = []
        self.x: list[dict[int, int]] = [
            {slot: self.fresh() for slot in slots_of(domain)} for domain in day.domain
        ]
        self.held: list[int] = [self.fresh() for _ in range(day.meetings)] if droppable else []
        self.used: list[dict[int, int]] = [{} for _ in range(day.people)]
        self.gaps: list[list[int]] = [[] for _ in range(day.people)]
        self.levels: list[list[int]] = [[] for _ in range(day.people)]

    @property
    def top(self) -> int:
        """The last variable in use."""
        return self._variables.top

    def fresh(self) -> int:
        """A new variable."""
        return self._variables.fresh()

    def taken(self) -> list[Clause]:
        """The clauses added since the last call."""
        clauses, self.clauses = self.clauses, []
        return clauses

    def build(self) -> Iterator[None]:
        """Add every clause; yields between pieces of work."""
        for meeting in range(self.day.meetings):
            self._one_slot(meeting)
        yield
        for person, members in enumerate(self.day.of_person()):
            self._person(person, members)
            yield
        self._seats()
        yield
        self._capacity()
        yield
        self._order()
        yield from self._fairness()

    def slots_in(self, model: Sequence[int]) -> tuple[int, ...]:
        """The slot of each meeting in a model (0: not held)."""
        true = {literal for literal in model if literal > 0}
        return tuple(
            next((slot for slot, literal in options.items() if literal in true), 0) for options in self.x
        )

    def at_most(self, literals: list[int], bound: int, *, exactly: bool = False) -> None:
        """Add that at most (or exactly) `bound` of `literals` are true."""
        if exactly and bound > len(literals):
            self.clauses.append([])
            return
        if len(literals) <= bound and not exactly:
            return
        if bound == 1 and not exactly and len(literals) <= _PAIRWISE:
            self.clauses.extend(
                [-one, -other] for index, one in enumerate(literals) for other in literals[:index]
            )
            return
        encode = CardEnc.equals if exactly else CardEnc.atmost
        kind = EncType.cardnetwrk if bound > 1 else EncType.seqcounter
        formula = encode(lits=literals, bound=bound, top_id=self.top, encoding=kind)
        self._variables.top = max(self.top, formula.nv)
        self.clauses.extend(formula.clauses)

    def _one_slot(self, meeting: int) -> None:
        options = list(self.x[meeting].values())
        self.at_most(options, 1)
        if self.droppable:
            held = self.held[meeting]
            self.clauses.append([-held, *options])
            self.clauses.extend([-option, held] for option in options)
        else:
            self.clauses.append(options)

    def _together(self, literals: list[int]) -> int:
        """A literal that is true when one of `literals`, of which at most one is, is true."""
        if len(literals) == 1:
            return literals[0]
        whole = self.fresh()
        self.clauses.append([-whole, *literals])
        self.clauses.extend([-literal, whole] for literal in literals)
        return whole

    def _person(self, person: int, members: tuple[int, ...]) -> None:
        used = self.used[person]
        for slot in range(1, self.day.slots + 1):
            literals = [self.x[meeting][slot] for meeting in members if slot in self.x[meeting]]
            self.at_most(literals, 1)
            if literals:
                used[slot] = self._together(literals)
        if not self.droppable and members:
            self.at_most(list(used.values()), len(members), exactly=True)
        limit = self.day.limit[person]
        if limit < len(members) or (limit < NO_LIMIT and limit < len(used)):
            self.at_most(list(used.values()), limit)
        if len(members) > 1:
            self._breaks(person)

    def _breaks(self, person: int) -> None:
        used = self.used[person]
        begun = 0
        for slot in range(1, self.day.slots + 1):
            now, last = used.get(slot, 0), used.get(slot - 1, 0)
            if now and begun:
                gap = self.fresh()
                self.clauses.append([-now, -begun, gap] if not last else [-now, last, -begun, gap])
                self._only_real(gap, now, last, begun)
                self.gaps[person].append(gap)
            if last:
                begun = self._begun(begun, last)

    def _begun(self, begun: int, last: int) -> int:
        following = self.fresh()
        self.clauses.append([-last, following])
        if begun:
            self.clauses.append([-begun, following])
            self.clauses.append([-following, begun, last])
        else:
            self.clauses.append([-following, last])
        return following

    def _only_real(self, gap: int, now: int, last: int, begun: int) -> None:
        self.clauses.extend([[-gap, now], [-gap, begun]])
        if last:
            self.clauses.append([-gap, -last])

    def _seats(self) -> None:
        seats: dict[tuple[int, int], list[int]] = {}
        for meeting, options in enumerate(self.x):
            seat = self.day.seat[meeting]
            for slot, literal in options.items() if seat else ():
                seats.setdefault((seat, slot), []).append(literal)
        for literals in seats.values():
            self.at_most(literals, 1)

    def _clusters(self) -> list[list[int]]:
        """Meetings at shared tables in groups that share a participant: at most one of each at a time."""
        left = {meeting for meeting in range(self.day.meetings) if self.day.shared[meeting]}
        groups: list[list[int]] = []
        lists = [[one for one in members if one in left] for members in self.day.of_person()]
        while left:
            person = max(range(self.day.people), key=lambda one: len(lists[one]))
            groups.append(lists[person])
            left.difference_update(lists[person])
            for other in {one for meeting in groups[-1] for one in self.day.pair[meeting]}:
                lists[other] = [one for one in lists[other] if one in left]
        return groups

    def _capacity(self) -> None:
        groups = self._clusters()
        whole = all(self.day.shared)
        for slot in range(1, self.day.slots + 1):
            literals = []
            for group in groups:
                options = [self.x[meeting][slot] for meeting in group if slot in self.x[meeting]]
                if options:
                    literals.append(self._together(options))
            if self.day.capacity < len(literals):
                self.at_most(literals, self.day.capacity)
            everyone = [used[slot] for used in self.used if slot in used]
            if whole and len(literals) > self.day.capacity and 2 * self.day.capacity < len(everyone):
                self.at_most(everyone, 2 * self.day.capacity)

    def _order(self) -> None:
        reached: dict[tuple[int, int], int] = {}
        for meeting, earlier in enumerate(self.day.before):
            for other in earlier:
                for slot, literal in self.x[meeting].items():
                    self._earlier(other, slot, literal, meeting, reached)

    def _earlier(
        self, other: int, slot: int, literal: int, meeting: int, reached: dict[tuple[int, int], int]
    ) -> None:
        if self.droppable:
            self.clauses.extend([-literal, -late] for when, late in self.x[other].items() if when >= slot)
            return
        if (other, slot) not in reached:
            sooner = [option for when, option in self.x[other].items() if when < slot]
            reached[other, slot] = self._together(sooner) if sooner else 0
        before = reached[other, slot]
        self.clauses.append([-literal, before] if before else [-literal])

    def _fairness(self) -> Iterator[None]:
        """Breaks counted per participant. Where somebody never has one, the fairness bound is everybody's."""
        bound, lists = self.day.problem.fairness, self.day.of_person()
        calm = any(not gaps or len(members) < 2 for gaps, members in zip(self.gaps, lists, strict=True))
        for person, members in enumerate(lists):
            self._levels(person, members, bound if calm else None)
            yield
        if bound is not None and not calm:
            yield from self._spread(bound)

    def _levels(self, person: int, members: tuple[int, ...], bound: int | None) -> None:
        gaps, held = self.gaps[person], not self.droppable
        if not gaps:
            return
        most = most_breaks(self.day, members, gaps, held=held)
        most = most if bound is None else min(most, bound)
        self.levels[person], clauses = count_gaps(gaps, most, self._variables)
        self.clauses.extend(clauses)
        if held:
            used, restless = self.used[person], next(iter(self.levels[person]), 0)
            blocks = blocks_of(self.day, members, used)
            self.clauses.extend(tie_block(used, blocks, restless, self._variables))

    def _spread(self, bound: int) -> Iterator[None]:
        """Breaks of all within `bound` of the fewest, where everybody may have breaks.

        floor[k]: everybody has at least k breaks; more than bound + k - 1 breaks of anybody ask for it.
        """
        longest = max((len(gaps) for gaps in self.gaps), default=0)
        floors = [self.fresh() for _ in range(max(0, longest - bound))]
        for gaps in self.gaps:
            outputs = self._counted(gaps)
            for level, floor in enumerate(floors, start=1):
                if bound + level <= len(gaps):
                    self.clauses.append([-outputs[bound + level - 1], floor])
                self.clauses.append([-floor, outputs[level - 1]] if level <= len(gaps) else [-floor])
            yield

    def _counted(self, literals: list[int]) -> list[int]:
        """Sorted outputs: output k (from 0) is true exactly when more than k of `literals` are."""
        row: list[int] = []
        for literal in literals:
            following = [self.fresh() for _ in range(len(row) + 1)]
            for index, output in enumerate(following):
                above = row[index] if index < len(row) else 0
                under = row[index - 1] if index else 0
                self._count_step(output, above, under, literal, first=index == 0)
            row = following
        return row

    def _count_step(self, output: int, above: int, under: int, literal: int, *, first: bool) -> None:
        """output <-> above or (under and literal); above = 0 is false, and the first has `under` true."""
        if above:
            self.clauses.append([-above, output])
        self.clauses.append([-literal, output] if first else [-literal, -under, output])
        rest = [above] if above else []
        self.clauses.append([-output, literal, *rest])
        if not first:
            self.clauses.append([-output, under, *rest])
