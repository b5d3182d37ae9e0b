"""What holding a meeting of a rank is worth to the engine."""

WEIGHT_OF_FIRST_WISH = 60
"""Rank 1 weighs 60, rank 2 half of it, rank 3 a third: one first wish is worth two second wishes."""


def weight_of_rank(rank: int) -> int:
    """What holding a meeting of this rank is worth; 1 is the heaviest."""
    return max(1, WEIGHT_OF_FIRST_WISH // rank)
