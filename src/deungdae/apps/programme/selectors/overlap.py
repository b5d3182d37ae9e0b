"""How far indicators count the same: keys that two of them share, and what parts leave of their whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from deungdae.apps.programme.definition import Counted
from deungdae.apps.programme.selectors.standing import Standing
from deungdae.apps.programme.selectors.tallies import Seen, worth

ALIKE = (Counted.ORGANISATION, Counted.PERSON)
"""What is counted once each: only of these can one thing stand in two indicators."""


def comparable(standings: Sequence[Standing]) -> dict[str, list[Standing]]:
    """By what is counted: the indicators that could share something, with something in them."""
    found: dict[str, list[Standing]] = {}
    for one in standings:
        if one.definition.counted in ALIKE and one.tally.seen:
            found.setdefault(one.definition.counted, []).append(one)
    return {counted: mine for counted, mine in found.items() if len(mine) > 1}


def shared(one: Standing, other: Standing) -> int:
    """How many companies or people are in both."""
    return len(one.tally.seen.keys() & other.tally.seen.keys())


def matrix_of(standings: Sequence[Standing]) -> list[list[int]]:
    """The diagonal holds what each counts; both halves say the same."""
    rows = [[len(one.tally.seen) if one is other else 0 for other in standings] for one in standings]
    for first, second in combinations(range(len(standings)), 2):
        rows[first][second] = rows[second][first] = shared(standings[first], standings[second])
    return rows


@dataclass(frozen=True, slots=True)
class Parts:
    """Of a whole: its parts, what is in none of them, and what is in two (each in hundredths)."""

    parts: tuple[Standing, ...]
    rest: int
    twice: int


def parts_of(whole: Standing, standings: Sequence[Standing]) -> Parts | None:
    """None: it has no parts."""
    parts = tuple(one for one in standings if one.indicator.part_of_id == whole.indicator.pk)
    if not parts:
        return None
    counts: dict[object, int] = {}
    for part in parts:
        for key in part.tally.seen:
            counts[key] = counts.get(key, 0) + 1
    seen = whole.tally.seen
    rest = summed(seen[key] for key in seen.keys() - counts.keys())
    twice = 100 * sum(times - 1 for times in counts.values())
    return Parts(parts, rest, twice)


def summed(seen: "Sequence[Seen] | object") -> int:
    return worth(seen, Counted.ENTRY) or 0  # type: ignore[arg-type]
