"""What the tracks of a board cost: further rooms, and holes in time."""

from __future__ import annotations

import numpy as np

from deungdae.engine.programme.solve.indexed import Indexed, Int, Truth

FAR = 1 << 20


def holes_of(indexed: Indexed, used: Int, plenaries: Truth) -> Int:
    """Holes of tracks. used [..., S]: talks of a track in each slot; plenaries [S]: slots with a plenary.

    A hole is a slot wholly between two talks of a track on its day that overlaps no talk of the track and no
    plenary. Returns [...].
    """
    total = np.zeros(used.shape[:-1], np.int64)
    covered = (used > 0) | plenaries
    if indexed.is_partly:
        covered = covered @ indexed.meets
    for day in indexed.days:
        here = (used > 0) & day
        first = np.where(here, indexed.end, FAR).min(axis=-1, keepdims=True)
        last = np.where(here, indexed.start, -1).max(axis=-1, keepdims=True)
        between = day & (indexed.start >= first) & (indexed.end <= last)
        total += (between & ~covered).sum(axis=-1)
    return total


def holes_of_moves(indexed: Indexed, used: Int, plenaries: Truth) -> Int:
    """[S,S]: by how much the holes of one track grow when a talk goes from one slot to another.

    used [S]; rows of slots without a talk of the track mean nothing.
    """
    step = np.eye(len(used), dtype=np.int64)
    return holes_of(indexed, used + step[None, :, :] - step[:, None, :], plenaries) - holes_of(
        indexed, used, plenaries
    )
