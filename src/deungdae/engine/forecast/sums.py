"""Sums of what comes in pieces of unlike sizes (money of contracts, minutes), counted in pieces of mean size.

A month's sum over the mean piece is a number whose variance over its mean holds both how scattered pieces
come and how unlike they are (a compound Poisson sum: 1 + the squared relative spread of a piece). So the
model of counts is asked, and its answer is told in the unit of the sum again. Months are rounded to whole
pieces; what has come so far and what a target still needs are exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from deungdae.engine.forecast.model import Aim, CannotTell, Forecast, Question, Reach, Trial, Why
from deungdae.engine.forecast.rules import JUDGED_FROM, LEAST_HELD, LEAST_IN_HALF
from deungdae.engine.forecast.solve import solve


def solve_sums(question: Question, pieces: Sequence[int]) -> Forecast | CannotTell:
    """`question`: its counts, aims and plans are sums; `pieces`: what they are sums of."""
    in_half = pieces_in_half(pieces)
    if in_half < LEAST_IN_HALF:
        return CannotTell(Why.UNEVEN, in_half, LEAST_IN_HALF)
    piece = piece_of(pieces)
    unlike = sum((one - piece) ** 2 for one in pieces) / len(pieces) / piece**2
    found = solve(in_pieces(replace(question, spread=1 + unlike), piece))
    trials = tuple(sum_of(one, question, piece) for one in found.trials)
    if isinstance(found, CannotTell):
        return replace(found, trials=trials)
    held = 100 * sum(one.is_held for one in trials) // len(trials)
    if len(trials) >= JUDGED_FROM and held < LEAST_HELD:
        return CannotTell(Why.UNRELIABLE, held, LEAST_HELD, trials)
    begun = sum(question.counts)
    points = tuple(
        replace(
            one,
            low=begun + (one.low - found.begun) * piece,
            middle=begun + (one.middle - found.begun) * piece,
            high=begun + (one.high - found.begun) * piece,
        )
        for one in found.points
    )
    reaches: tuple[Reach, ...] = tuple(
        replace(one, aim=aim, more=one.more * piece)
        for one, aim in zip(found.reaches, question.aims, strict=True)
    )
    return Forecast(begun, found.fit, points, reaches, trials)


def piece_of(pieces: Sequence[int]) -> int:
    """The mean size, at least one."""
    return max(1, round(sum(pieces) / len(pieces)))


def pieces_in_half(pieces: Sequence[int]) -> int:
    """The largest ones that together are half of all."""
    whole, found = 0, 0
    for one in sorted(pieces, reverse=True):
        if 2 * whole >= sum(pieces):
            break
        whole, found = whole + one, found + 1
    return found


def in_pieces(question: Question, piece: int) -> Question:
    """The same question in whole pieces; an aim needs as many as its rest, begun ones in full."""
    counts = tuple(round(one / piece) for one in question.counts)
    begun, told = sum(question.counts), sum(counts)
    aims = tuple(Aim(one.by, max(0, told + -(-(one.value - begun) // piece))) for one in question.aims)
    return replace(question, counts=counts, aims=aims, more=tuple(one / piece for one in question.more))


def sum_of(trial: Trial, question: Question, piece: int) -> Trial:
    """A held-back stretch judged by the exact sum that came."""
    actual = sum(question.counts[trial.months : trial.months + trial.ahead])
    return replace(trial, low=trial.low * piece, high=trial.high * piece, actual=actual)
