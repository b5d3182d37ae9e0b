"""The limits, counted as seats are given; and how a draw is ordered by a seed that was promised before."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from deungdae.engine.seats.model import Applicant, Problem, Quota, Refusal

SEED_DIGITS = 15
"""Of the hexadecimal digest: a number below 2^60, which every database and language holds exactly."""


@dataclass(slots=True)
class Count:
    """What is taken so far; `refusal_of` says whether one more fits, `take` gives the seat."""

    problem: Problem
    taken: int = 0
    of_company: Counter[str] = field(default_factory=Counter)
    of_quota: Counter[Quota] = field(default_factory=Counter)

    def refusal_of(self, applicant: Applicant) -> Refusal | None:
        """Why there is no seat for this one now; the limit that binds the most people is named first."""
        problem = self.problem
        if self.taken >= problem.capacity:
            return Refusal(applicant.id, "full")
        most = problem.per_company
        if most is not None and applicant.company and self.of_company[applicant.company] >= most:
            return Refusal(applicant.id, "company")
        for quota in problem.quotas:
            if holds(quota, applicant) and self.of_quota[quota] >= quota.seats:
                return Refusal(applicant.id, "quota", quota)
        return None

    def take(self, applicant: Applicant) -> None:
        self.taken += 1
        self.of_company[applicant.company] += 1
        self.of_quota.update(quota for quota in self.problem.quotas if holds(quota, applicant))


def holds(quota: Quota, applicant: Applicant) -> bool:
    """Whether the quota is about this applicant."""
    return (applicant.traits or {}).get(quota.trait) == quota.value


def commitment_of(secret: str) -> str:
    """What is published before anybody applies: SHA-256 of the secret, 64 hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def seed_of(secret: str, inputs_hash: str) -> int:
    """The seed of a draw, a number below 2^60: nobody could choose it, as the secret was promised before the
    list of applicants was known, and the list was closed before the secret was told."""
    digest = hashlib.sha256(f"{secret}:{inputs_hash}".encode()).hexdigest()
    return int(digest[:SEED_DIGITS], 16)


def draw_key(seed: int, applicant: str) -> str:
    """The smaller, the earlier drawn: SHA-256 of "seed:id", which anybody can compute for their own id."""
    return hashlib.sha256(f"{seed}:{applicant}".encode()).hexdigest()
