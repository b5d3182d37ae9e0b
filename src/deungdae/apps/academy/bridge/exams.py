"""Papers and attempts to the engine's questions and answers, and its marks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from deungdae.apps.academy.models import ExamAttempt, ExamPaper
from deungdae.engine.exams.formats import from_document, read_questions, to_document, write_questions
from deungdae.engine.exams.model import Answer, Fault, Item, Question
from deungdae.engine.exams.rules import fault_of_pass_mark, is_right, number_in, points_of
from deungdae.engine.exams.solve import items, order_of, points

__all__ = ["Fault", "Item", "Question", "Written", "items_of", "number_in", "questions_of", "text_of"]


@dataclass(frozen=True, slots=True)
class Written:
    """What a text of questions comes to: the document to keep with its points, or what is wrong with it."""

    document: list[dict[str, Any]]
    points: int
    faults: tuple[Fault, ...]


def written(text: str, *, pass_mark: int) -> Written:
    questions, faults = read_questions(text)
    if not faults:
        wrong = fault_of_pass_mark(questions, pass_mark)
        faults = (wrong,) if wrong is not None else ()
    return Written(to_document(questions), points_of(questions), faults)


def questions_of(paper: ExamPaper) -> tuple[Question, ...]:
    return from_document(paper.questions)


def text_of(paper: ExamPaper) -> str:
    return write_questions(questions_of(paper))


def answers_of(kept: Mapping[str, Any]) -> dict[int, Answer]:
    """The answers of an attempt as the engine reads them."""
    return {
        int(index): frozenset(given) if isinstance(given, list) else Decimal(given)
        for index, given in kept.items()
    }


def points_earned(attempt: ExamAttempt) -> int:
    return points(questions_of(attempt.paper), answers_of(attempt.answers))


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as somebody sees it. `index`: in the paper; `choices`: (index, text, is chosen, is right)
    in the order shown; `typed`: the number given; `is_open`: not answered yet."""

    index: int
    question: Question
    choices: tuple[tuple[int, str, bool, bool], ...]
    typed: str
    is_open: bool
    is_right: bool

    @property
    def is_several(self) -> bool:
        """Several choices are right, and the page says so."""
        return sum(one.is_right for one in self.question.choices) > 1


def sheet_of(attempt: ExamAttempt) -> list[Asked]:
    """The questions of an attempt in its own order, with what was answered so far."""
    questions, given = questions_of(attempt.paper), answers_of(attempt.answers)
    found = []
    for place in order_of(questions, seed=attempt.seed):
        question, answer = questions[place.question], given.get(place.question)
        chosen = answer if isinstance(answer, frozenset) else frozenset()
        choices = tuple(
            (one, question.choices[one].text, one in chosen, question.choices[one].is_right)
            for one in place.choices
        )
        typed = str(answer) if isinstance(answer, Decimal) else ""
        right = is_right(question, answer)
        found.append(Asked(place.question, question, choices, typed, answer is None, right))
    return found


def items_of(paper: ExamPaper, attempts: Iterable[ExamAttempt]) -> Sequence[tuple[Question, Item]]:
    """How each question of a paper does among those who handed it in."""
    questions = questions_of(paper)
    found = items(questions, [answers_of(one.answers) for one in attempts])
    return list(zip(questions, found, strict=True))
