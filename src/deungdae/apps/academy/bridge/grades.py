"""Rubrics and graders' marks to the engine and back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from deungdae.apps.academy.models import Assignment, Grade
from deungdae.engine.grades.formats import from_document, read_rubric, to_document, write_rubric
from deungdae.engine.grades.model import Agreement, Fault, Rubric
from deungdae.engine.grades.rules import points_of, total_of
from deungdae.engine.grades.solve import agree

__all__ = ["Agreement", "Fault", "agreement_of", "points_of_levels", "rubric_of", "rubric_text", "written"]


@dataclass(frozen=True, slots=True)
class Written:
    """What a text of criteria comes to: the document to keep with its points, or what is wrong with it."""

    document: list[dict[str, Any]]
    points: int
    faults: tuple[Fault, ...]


def written(text: str, *, pass_mark: int) -> Written:
    rubric, faults = read_rubric(text)
    total = 0 if faults else total_of(rubric)
    if not faults and pass_mark > total:
        faults = (Fault("pass_mark", value=str(total)),)
    return Written(to_document(rubric), total, faults)


def rubric_of(assignment: Assignment) -> Rubric:
    return from_document(assignment.rubric)


def rubric_text(assignment: Assignment) -> str:
    return write_rubric(rubric_of(assignment))


def points_of_levels(assignment: Assignment, levels: Sequence[int]) -> int:
    """ValueError where a criterion has no such level."""
    return points_of(rubric_of(assignment), levels)


def agreement_of(assignment: Assignment, grades: Iterable[Grade]) -> Agreement:
    """What the grades of one submission come to, in the order of their places."""
    marks = [one.points for one in sorted(grades, key=lambda one: one.place)]
    return agree(marks, graders=assignment.graders, most_apart=assignment.most_apart)
