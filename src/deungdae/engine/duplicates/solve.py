"""Finding the pairs worth a look among many records without comparing each with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from deungdae.engine.duplicates.model import Candidate, Record
from deungdae.engine.duplicates.rules import SHORTEST_NEAR_NAME, SUGGESTED_FROM, compare, initials

LARGEST_BLOCK = 60
"""More records than this that share a key say nothing about each other: the key is a common word."""
Tell = Callable[[int], None]
"""Told how far the search is, in per cent."""


def solve(
    records: Sequence[Record], *, least: int = SUGGESTED_FROM, tell: Tell = lambda _percent: None
) -> list[Candidate]:
    """Pairs with at least this score, the highest first."""
    by_id = {record.id: record for record in records}
    found = []
    pairs = pairs_to_compare(records)
    tell(40)
    for place, (one, other) in enumerate(sorted(pairs)):
        candidate = compare(by_id[one], by_id[other])
        if candidate.score >= least:
            found.append(candidate)
        if place % 20_000 == 0:
            tell(40 + 50 * place // len(pairs))
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.first, candidate.second))


def resembling(record: Record, others: Iterable[Record], *, least: int = SUGGESTED_FROM) -> list[Candidate]:
    """Those of a few records that may be the given one."""
    compared = [compare(record, other) for other in others if other.id != record.id]
    return sorted((one for one in compared if one.score >= least), key=lambda one: -one.score)


def pairs_to_compare(records: Sequence[Record]) -> set[tuple[int, int]]:
    """Pairs by id, the smaller first, that share at least one key."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for record in records:
        for key in set(keys_of(record)):
            blocks[key].append(record.id)
    found: set[tuple[int, int]] = set()
    for block in blocks.values():
        if 1 < len(block) <= LARGEST_BLOCK:
            found.update(combinations(sorted(block), 2))
    return found


def keys_of(record: Record) -> Iterator[str]:
    """What two records of one organisation share: a name but for one syllable, a domain, a number.

    A name without one syllable stands for any slip in that syllable, and for two that changed places.
    """
    for name in record.keys:
        yield from keys_of_name(name, record.region[:2])
    for kind, value in (
        ("domain", record.domain),
        ("phone", record.phone),
        ("corporate", record.corporate_number),
        ("address", record.address),
    ):
        if value:
            yield f"{kind} {value}"
    for place in range(len(record.business_number)):
        yield f"business {record.business_number[:place]}{record.business_number[place + 1 :]}"


def keys_of_name(name: str, province: str) -> Iterator[str]:
    yield f"name {name}"
    if len(name) >= SHORTEST_NEAR_NAME:
        for place in range(len(name)):
            yield f"name {name[:place]}{name[place + 1 :]}"
        yield f"initials {initials(name)} {province}"
        yield f"head {name[:4]}"
        yield f"tail {name[-4:]}"
