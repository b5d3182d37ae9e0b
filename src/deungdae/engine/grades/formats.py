"""A rubric as people write it: a line with the criterion's name, below it a line for each level, points
first; a blank line after each criterion."""

from __future__ import annotations

import re
from typing import Any

from deungdae.engine.grades.model import Criterion, Fault, Level, Rubric
from deungdae.engine.grades.rules import MOST_CRITERIA, faults_of

LEVEL = re.compile(r"(\d{1,4})\s*(?:점|points?)?\s*[:：]?\s+(.+)")


def read_rubric(text: str) -> tuple[Rubric, tuple[Fault, ...]]:
    """The criteria of a text, and everything that is wrong with it."""
    found: list[Criterion] = []
    faults: list[Fault] = []
    first, block = 0, list[str]()
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.strip():
            first = first if block else number
            block.append(line.strip())
        elif block:
            criterion, wrong = criterion_of(first, block)
            found.append(criterion)
            faults += wrong or faults_of(criterion, first)
            block = []
    names = [one.name for one in found]
    twice = next((one for one in names if names.count(one) > 1), None)
    if twice is not None:
        faults.append(Fault("same_name", value=twice[:40]))
    if not 1 <= len(found) <= MOST_CRITERIA:
        faults.append(Fault("criteria", value=str(len(found))))
    return tuple(found), tuple(faults)


def criterion_of(line: int, block: list[str]) -> tuple[Criterion, list[Fault]]:
    levels, faults = [], []
    for number, text in enumerate(block[1:], start=line + 1):
        match = LEVEL.fullmatch(text)
        if match is None:
            faults.append(Fault("level", number, text[:40]))
        else:
            levels.append(Level(int(match[1]), match[2].strip()))
    return Criterion(block[0][:100], tuple(levels)), faults


def write_rubric(rubric: Rubric) -> str:
    """The text that reads as this rubric."""
    parts = ["\n".join([one.name, *(f"{each.points} {each.text}" for each in one.levels)]) for one in rubric]
    return "\n\n".join(parts)


def to_document(rubric: Rubric) -> list[dict[str, Any]]:
    return [
        {"name": one.name, "levels": [[level.points, level.text] for level in one.levels]} for one in rubric
    ]


def from_document(document: list[dict[str, Any]]) -> Rubric:
    return tuple(
        Criterion(one["name"], tuple(Level(points, text) for points, text in one["levels"]))
        for one in document
    )
