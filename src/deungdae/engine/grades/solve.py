"""One mark from those of the graders."""

from __future__ import annotations

from collections.abc import Sequence

from deungdae.engine.grades.model import Agreement


def agree(marks: Sequence[int], *, graders: int, most_apart: int) -> Agreement:
    """`marks` in the order in which they were given; `graders`: 1 or 2 who grade every work.

    Of one the mark stands. Of two it is their mean, half a point up; where they differ by more than
    `most_apart`, a third grader decides alone. ValueError for more marks than that.
    """
    if graders not in (1, 2) or len(marks) > graders + (graders == 2):
        raise ValueError(f"{len(marks)} marks of {graders} graders")
    if len(marks) < graders:
        return Agreement(None)
    if graders == 1:
        return Agreement(marks[0])
    if abs(marks[0] - marks[1]) > most_apart:
        return Agreement(marks[2] if len(marks) == 3 else None, is_apart=True)
    if len(marks) == 3:
        raise ValueError("a third mark where two agree")
    return Agreement((marks[0] + marks[1] + 1) // 2)
