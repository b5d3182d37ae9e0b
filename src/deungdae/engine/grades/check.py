"""Whether a mark follows from the graders' marks; reasons by itself, with no line of `solve`."""

from __future__ import annotations

from collections.abc import Sequence

from deungdae.engine.grades.model import Agreement


def faults(marks: Sequence[int], graders: int, most_apart: int, found: Agreement) -> list[str]:
    """What is wrong with the agreement, one line each; empty when all holds."""
    both = marks[:2]
    differ = graders == 2 and len(both) == 2 and max(both) - min(both) > most_apart
    wrong = [] if found.is_apart == differ else ["the graders are apart, or are not, against their marks"]
    wanted = 3 if differ else graders
    if (found.points is None) != (len(marks) < wanted):
        return [*wrong, f"a mark of {len(marks)} graders where {wanted} have to grade"]
    if found.points is None:
        return wrong
    if differ or graders == 1:
        return wrong if found.points == marks[-1] else [*wrong, "not the mark of who decides"]
    above = 2 * found.points - sum(both)
    return wrong if above in (0, 1) else [*wrong, "not the mean, half a point up"]
