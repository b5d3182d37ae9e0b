"""Looking at an answer again, and measuring one against the truth."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from deungdae.engine.duplicates.model import Candidate, Record
from deungdae.engine.duplicates.rules import compare


@dataclass(frozen=True, slots=True)
class Quality:
    """`precision`: part of the suggested pairs that is one; `recall`: part of the true that was suggested."""

    suggested: int
    right: int
    true: int

    @property
    def precision(self) -> float:
        return self.right / self.suggested if self.suggested else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0


def faults(records: Sequence[Record], candidates: Sequence[Candidate]) -> list[str]:
    """What is wrong with an answer: a pair twice or out of order, a score that its records do not give."""
    by_id = {record.id: record for record in records}
    seen: set[tuple[int, int]] = set()
    found = []
    for one in candidates:
        pair = (one.first, one.second)
        if one.first >= one.second or pair in seen:
            found.append(f"pair {pair}")
        elif compare(by_id[one.first], by_id[one.second]) != one:
            found.append(f"score of {pair}")
        seen.add(pair)
    return found


def quality(candidates: Sequence[Candidate], truth: Collection[tuple[int, int]]) -> Quality:
    """How an answer does on records of which it is known which are one."""
    pairs = {(one.first, one.second) for one in candidates}
    return Quality(len(pairs), len(pairs & set(truth)), len(truth))
