"""What a company lacks, what is on offer, and the plan. Levels are whole points (0 to 100), money is won,
time is months from the day of the plan (month 0 is the first one); the shell turns dates into months."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Stage(IntEnum):
    AWARENESS = 0
    CAPABILITY = 1
    EXECUTION = 2


class Eligible(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    """May be in a plan; the step says that it has to be asked about first."""


@dataclass(frozen=True, slots=True)
class Gap:
    """weight: how much a point of this dimension is worth to the company, 0 to 100."""

    dimension: str
    level: int
    target: int
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Serves:
    """Leads from `low` to `high`, by at most `gain` points."""

    dimension: str
    low: int
    high: int
    gain: int


@dataclass(frozen=True, slots=True)
class Offering:
    """A course, forum, solution, mentor or support programme.

    months: how long it takes; subsidy: the part of the cost that others pay; hours: of the company's people;
    needs: what has to be over before it; seats: left, None without a limit; last_start: the last month in
    which it can begin; starts: the months in which it can, None for any; reason: why it is (not) eligible.
    """

    id: str
    stage: Stage
    serves: tuple[Serves, ...]
    months: int
    cost: int
    subsidy: int = 0
    hours: int = 0
    needs: tuple[str, ...] = ()
    seats: int | None = None
    last_start: int | None = None
    starts: tuple[int, ...] | None = None
    eligible: Eligible = Eligible.YES
    reason: str = ""

    @property
    def price(self) -> int:
        """What the company pays."""
        return self.cost - self.subsidy


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything ends within `months`; prices within `budget`, hours within `hours` (None: no limit).

    done: steps that are over, whose gain is in the levels already; accepted: (id, month it begins) of steps
    that stay as they are; postponed: (id, month before which it does not begin); replaced: ids that are not
    wanted any more; before: the ids of the plan that this one follows, empty for a first plan.
    """

    gaps: tuple[Gap, ...]
    offerings: tuple[Offering, ...]
    budget: int
    months: int
    hours: int | None = None
    done: frozenset[str] = frozenset()
    accepted: tuple[tuple[str, int], ...] = ()
    postponed: tuple[tuple[str, int], ...] = ()
    replaced: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filled:
    """quarters: quarter points of the gap that a step is counted for; rank: 1 for the step that fills most of
    this gap (counted in full), 2 (half), 3 (a quarter), 4 and more (nothing)."""

    dimension: str
    quarters: int
    rank: int


@dataclass(frozen=True, slots=True)
class Step:
    """From the beginning of month `start` to the beginning of month `end`. opens: the chosen steps that need
    it; after: the chosen step it has to wait for, empty when it does not."""

    id: str
    stage: Stage
    start: int
    end: int
    price: int
    filled: tuple[Filled, ...]
    opens: tuple[str, ...] = ()
    after: str = ""
    is_locked: bool = False
    is_to_be_asked: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in order of stage, start and id; value: see `rules.value_of`; end: when the last step is over."""

    steps: tuple[Step, ...]
    value: int
    price: int
    hours: int
    end: int

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(step.id for step in self.steps)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why an offering is not in the plan: `code` as in `rules.REASONS`; other: the offering to blame (what it
    needs); missing: won or hours that are missing."""

    id: str
    code: str
    other: str = ""
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Roadmap:
    """bound: no plan is worth more, so that `bound == best` is a proof; best: the value of the best plan,
    which a plan that follows another may miss by a twentieth; cheaper, faster: None where the plan is the
    cheapest or fastest of those that reach `rules.ENOUGH` of it."""

    plan: Plan
    cheaper: Plan | None
    faster: Plan | None
    left: tuple[LeftOut, ...]
    best: int
    bound: int
