"""The board of the local search: its arrays, and how functions on it are compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar, cast

import numpy as np
import numpy.typing as npt
from numba import njit

Int = npt.NDArray[np.int64]
Short = npt.NDArray[np.int32]
Kernel = TypeVar("Kernel", bound=Callable[..., object])

HARD, DROPPED, MOVED, BREAKS, WISHES, DROP_COST, HELD = range(7)
TALLIES = 7


class Board(NamedTuple):
    """rule: capacity, fairness bound, slots, participants; price: cost per hard hit, move, break, wish.

    who [M,3] resources or -1; slot [M], 0 = not placed; at [R, T+2] the meeting using a resource or -1;
    blocks, degree, limit [P]; load [T+1]; shared [M]; hit, wish [M,T+1]; worth, drop, home [M];
    relation: CSR of order rules (start [M+1], other, sign +1 = other must be earlier); options: CSR of slots;
    tally [7]; best [M]: the best rule-keeping state; record [7]: its tallies (record[HARD] = 1: none yet);
    goal [7]: what is unavoidable; chain, stamp, old: work space; dice [1]: state of the random numbers.
    """

    rule: Int
    price: Int
    who: Short
    slot: Short
    at: Short
    blocks: Short
    degree: Short
    limit: Short
    load: Short
    shared: Short
    hit: Short
    wish: Short
    worth: Int
    drop: Int
    home: Short
    relation_start: Short
    relation_other: Short
    relation_sign: Short
    option_start: Short
    option: Short
    tally: Int
    best: Short
    record: Int
    goal: Int
    chain: Short
    stamp: Int
    old: Int
    dice: npt.NDArray[np.uint64]


_njit = cast("Callable[..., Callable[[Kernel], Kernel]]", njit)


def compiled(function: Kernel) -> Kernel:
    """Compile with numba, cached on disk where any place for a cache can be written.

    Without numba's reference counts: nothing here allocates, and counting the arrays took six times as long.
    """
    try:
        return _njit(cache=True, nogil=True, _nrt=False)(function)
    except RuntimeError:
        return _njit(nogil=True, _nrt=False)(function)


def inlined(function: Kernel) -> Kernel:
    """Compile into the callers only: a third of the compiling time."""
    return _njit(nogil=True, _nrt=False, inline="always")(function)
