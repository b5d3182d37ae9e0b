"""Questions as people write them, one after the other, and as they are kept.

A question is some lines with a blank line after it: its text, perhaps with points at the end ("(3점)",
else 1); then "+ right" and "- wrong" choices, or "= 2.5 ± 0.1 %"; then perhaps "! why".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from deungdae.engine.exams.model import Choice, Fault, Number, Question
from deungdae.engine.exams.rules import LONGEST, MOST_QUESTIONS, faults_of, number_in

POINTS = re.compile(r"\(\s*(\d{1,4})\s*(?:점|points?)\s*\)\s*$")
NUMBER = re.compile(
    r"(?P<value>[-−+]?[\d.,]+)\s*(?:(?:±|\+/-|\+-)\s*(?P<tolerance>-?[\d.,]+))?\s*(?P<unit>.*)"
)
MARKS = "+-=!"


def read_questions(text: str) -> tuple[tuple[Question, ...], tuple[Fault, ...]]:
    """The questions of a text, and everything that is wrong with it; without a fault all may be asked."""
    questions: list[Question] = []
    faults: list[Fault] = []
    for line, block in blocks(text):
        question, wrong = question_of(line, block)
        questions.append(question)
        faults += wrong or faults_of(question, line)
    if not questions:
        faults.append(Fault("empty"))
    if len(questions) > MOST_QUESTIONS:
        faults.append(Fault("many_questions", value=str(len(questions))))
    return tuple(questions), tuple(faults)


def blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of each question, with the number of the first."""
    block: list[str] = []
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.strip():
            block.append(line.strip())
        elif block:
            yield number - len(block), block
            block = []


def question_of(line: int, block: Sequence[str]) -> tuple[Question, list[Fault]]:
    words: list[str] = []
    question, faults = Question("", 1), []
    for number, text in enumerate(block, start=line):
        mark, rest = text[0], text[1:].strip()
        if len(text) > LONGEST:
            faults.append(Fault("long", number, str(LONGEST)))
        if mark not in MARKS:
            words.append(text)
        elif not rest:
            faults.append(Fault("nothing", number, mark))
        elif mark == "!":
            question = replace(question, note=rest)
        elif mark == "=":
            found = number_of(rest)
            if found is None or question.number is not None:
                faults.append(Fault("number", number, rest[:40]))
            question = replace(question, number=found)
        else:
            question = replace(question, choices=(*question.choices, Choice(rest, mark == "+")))
    whole = "\n".join(words)
    told = POINTS.search(whole)
    points = int(told[1]) if told else 1
    return replace(question, text=POINTS.sub("", whole).strip(), points=points), faults


def number_of(text: str) -> Number | None:
    match = NUMBER.fullmatch(text)
    if match is None:
        return None
    value, tolerance = number_in(match["value"]), number_in(match["tolerance"] or "0")
    if value is None or tolerance is None:
        return None
    return Number(value, tolerance, match["unit"].strip()[:20])


def write_questions(questions: Sequence[Question]) -> str:
    """The text that reads as these questions."""
    return "\n\n".join("\n".join(lines_of(one)) for one in questions)


def lines_of(question: Question) -> list[str]:
    lines = [f"{question.text} ({question.points}점)"]
    lines += [f"{'+' if one.is_right else '-'} {one.text}" for one in question.choices]
    if question.number is not None:
        told = question.number
        lines.append(f"= {told.value} ± {told.tolerance} {told.unit}".strip())
    return [*lines, f"! {question.note}"] if question.note else lines


def to_document(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """As JSON keeps it; numbers as text, so that nothing is rounded."""
    return [
        {
            "text": one.text,
            "points": one.points,
            "choices": [[choice.text, choice.is_right] for choice in one.choices],
            "number": None
            if one.number is None
            else [str(one.number.value), str(one.number.tolerance), one.number.unit],
            "note": one.note,
        }
        for one in questions
    ]


def from_document(document: Sequence[dict[str, Any]]) -> tuple[Question, ...]:
    return tuple(
        Question(
            text=one["text"],
            points=one["points"],
            choices=tuple(Choice(text, is_right) for text, is_right in one["choices"]),
            number=None
            if one["number"] is None
            else Number(Decimal(one["number"][0]), Decimal(one["number"][1]), one["number"][2]),
            note=one["note"],
        )
        for one in document
    )
