"""What is compared of a record, and a pair that may be one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """`key`: the name without company form, blanks and marks, in lower case; the rest is empty when unknown.

    `other_keys`: former, short and English names, written the same way. `region`: a legal code, two digits
    for a province and five for a district. `domain`: of the home page.
    """

    id: int
    key: str
    business_number: str = ""
    corporate_number: str = ""
    region: str = ""
    domain: str = ""
    phone: str = ""
    address: str = ""
    other_keys: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Everything it is called, its own name first."""
        return (self.key, *self.other_keys)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against; `points` may be negative."""

    code: str
    points: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two records by id, the smaller first, with a score from 0 to 100."""

    first: int
    second: int
    score: int
    reasons: tuple[Reason, ...]
