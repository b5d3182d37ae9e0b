"""The search's own random numbers: the same seed, the same run, on every machine."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from deungdae.engine.timetable.solve.board import inlined


@inlined
def draw(dice: npt.NDArray[np.uint64]) -> np.uint64:
    """The next splitmix64 number (Steele, Lea, Flood 2014)."""
    dice[0] += np.uint64(0x9E3779B97F4A7C15)
    z = dice[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.uint64(z ^ (z >> np.uint64(31)))


@inlined
def below(dice: npt.NDArray[np.uint64], limit: int) -> int:
    """A number from 0 to limit - 1."""
    return int(np.int64((draw(dice) >> np.uint64(32)) * np.uint64(limit) >> np.uint64(32)))
