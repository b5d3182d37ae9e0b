"""Seats in the order of arrival, or of a draw: one after the other, each who fits within the limits.

The random serial order is the fair lottery of Abdulkadiroglu and Sonmez (Econometrica 66, 1998): nobody's
chance depends on anything but the limits, and nobody gains by applying otherwise.
"""

from __future__ import annotations

from dataclasses import replace

from deungdae.engine.seats.model import Allocation, Problem, Refusal
from deungdae.engine.seats.rules import Count, draw_key


def give_in_order(problem: Problem) -> Allocation:
    """Give the free seats in the order of `problem.applicants`; who does not fit waits, the next is asked."""
    count = Count(problem)
    for applicant in problem.held:
        count.take(applicant)
    seated: list[str] = []
    waiting: list[Refusal] = []
    for applicant in problem.applicants:
        refusal = count.refusal_of(applicant)
        if refusal is not None:
            waiting.append(refusal)
            continue
        count.take(applicant)
        seated.append(applicant.id)
    return Allocation(tuple(seated), tuple(waiting))


def draw(problem: Problem, *, seed: int) -> Allocation:
    """Put the applicants into the order of the draw, then give the seats in it. `seed`: 0 to 2^60 - 1."""
    drawn = sorted(problem.applicants, key=lambda applicant: draw_key(seed, applicant.id))
    return give_in_order(replace(problem, applicants=tuple(drawn)))
