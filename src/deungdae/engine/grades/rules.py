"""What a rubric may be, and what chosen levels are worth."""

from __future__ import annotations

from collections.abc import Sequence

from deungdae.engine.grades.model import Criterion, Fault, Rubric

MOST_CRITERIA, MOST_LEVELS, MOST_POINTS = 12, 8, 100


def total_of(rubric: Rubric) -> int:
    """What the best work gets."""
    return sum(max(level.points for level in one.levels) for one in rubric)


def points_of(rubric: Rubric, levels: Sequence[int]) -> int:
    """The points of the level chosen for each criterion, by its index; ValueError where there is none."""
    if len(levels) != len(rubric):
        raise ValueError(f"{len(levels)} levels for {len(rubric)} criteria")
    for one, chosen in zip(rubric, levels, strict=True):
        if not 0 <= chosen < len(one.levels):
            raise ValueError(f"no level {chosen} of {one.name}")
    return sum(one.levels[chosen].points for one, chosen in zip(rubric, levels, strict=True))


def faults_of(criterion: Criterion, line: int) -> list[Fault]:
    """What is wrong with one criterion, whose name stands in this line."""
    found, points = [], [level.points for level in criterion.levels]
    if not 2 <= len(points) <= MOST_LEVELS:
        found.append(Fault("levels", line, criterion.name[:40]))
    twice = next((one for one in points if points.count(one) > 1), None)
    if twice is not None:
        found.append(Fault("same_points", line, str(twice)))
    if any(one > MOST_POINTS for one in points):
        found.append(Fault("points", line, str(max(points))))
    return found
