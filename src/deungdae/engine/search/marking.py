"""Where in a text the words of a question stand, as a reader sees it."""

import re
from collections.abc import Iterable

from deungdae.engine.search.letters import initials_of
from deungdae.engine.search.model import Part, Pattern, Question
from deungdae.engine.search.rules import RUNS, folded

Places = list[tuple[int, int]]
"""Half-open, in order, without overlaps."""


def places_of(text: str, question: Question) -> Places:
    """The places that answer the words; where none does, those that answer the whole without its blanks."""
    letters, places = letters_of(text)
    words = [one for word in question.words for one in word]
    found = merged(spans_of(letters, words)) or merged(spans_of(letters, question.whole))
    return merged([(places[start], places[end - 1] + 1) for start, end in found])


def letters_of(text: str) -> tuple[str, list[int]]:
    """Letters and digits alone, in one spelling, and where in the text each of them stands."""
    letters, places = [], []
    for place, one in enumerate(text):
        for letter in folded(one):
            if RUNS.fullmatch(letter):
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def spans_of(letters: str, patterns: Iterable[Pattern]) -> Places:
    initials = initials_of(letters)
    return [
        match.span()
        for one in patterns
        for match in re.finditer(one.expression, initials if one.part is Part.INITIALS else letters)
    ]


def merged(spans: Places) -> Places:
    """Without overlaps; places that touch are one."""
    found: Places = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
