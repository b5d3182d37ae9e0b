"""Whether an allocation keeps the limits and skips nobody; counts by itself, with no line of `rules`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from deungdae.engine.seats.model import Allocation, Applicant, Problem


def faults(problem: Problem, allocation: Allocation, *, seed: int | None = None) -> list[str]:
    """What is wrong, one line each; empty when all holds. `seed`: the answer claims to be its draw."""
    people = {applicant.id: applicant for applicant in problem.applicants}
    waiting = [refusal.applicant for refusal in allocation.waiting]
    found = []
    if sorted([*allocation.seated, *waiting]) != sorted(people):
        found.append("not everybody has exactly one answer")
        return found
    order = [applicant.id for applicant in problem.applicants]
    if seed is not None:
        order.sort(key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).hexdigest())
    seated = set(allocation.seated)
    if [one for one in order if one in seated] != list(allocation.seated):
        found.append("the seated are not in their order")
    if [one for one in order if one not in seated] != waiting:
        found.append("the waiting are not in their order")
    holding = list(problem.held)
    for one in order:
        with_this = [*holding, people[one]]
        broken = broken_limits(problem, with_this, about=people[one])
        if one in seated:
            found += [f"{one} has a seat beyond the limit of {limit}" for limit in broken]
            holding = with_this
        elif not broken:
            found.append(f"{one} waits although a seat was free")
    return found


def broken_limits(problem: Problem, holding: Sequence[Applicant], *, about: Applicant) -> list[str]:
    """The limits about this person that these holders would break."""
    found = ["seats"] if len(holding) > problem.capacity else []
    same = sum(1 for one in holding if one.company == about.company)
    if problem.per_company is not None and about.company and same > problem.per_company:
        found.append("its company")
    for quota in problem.quotas:
        of_quota = [one for one in holding if (one.traits or {}).get(quota.trait) == quota.value]
        if about in of_quota and len(of_quota) > quota.seats:
            found.append(f"{quota.trait} {quota.value}")
    return found
