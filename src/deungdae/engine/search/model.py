"""What is kept of a record to find it by, what is asked for, and why a record was found."""

from dataclasses import dataclass
from enum import Enum


class Reason(Enum):
    """Why a record was found; the closest first. BEGINS: by initials, or a syllable that is half typed."""

    NUMBER = 0
    EXACT = 1
    PREFIX = 2
    WORD = 3
    BEGINS = 4
    INSIDE = 5


class Part(Enum):
    """Which text of an entry a pattern is looked for in."""

    FORMS = "forms"
    INITIALS = "initials"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as it is searched.

    key: the name without blanks and company form; forms, words, initials and numbers: every name of the
    record, each with a blank before it, so that " x" is a beginning; tokens: what the index holds.
    """

    key: str
    forms: str
    words: str
    initials: str
    numbers: str
    tokens: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """One spelling of one word that is looked for.

    tokens: the index holds all of them for a match; part and expression: where the match holds what, with
    ranges of syllables in square brackets; text: as it was typed.
    """

    tokens: tuple[str, ...]
    part: Part
    text: str
    expression: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for: every word in one of its spellings, or the whole without blanks in one of its."""

    words: tuple[tuple[Pattern, ...], ...] = ()
    whole: tuple[Pattern, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.words
