"""How a typed text becomes a question to the index."""

from collections.abc import Iterator

from deungdae.engine.search.letters import (
    initials_of,
    is_hangul,
    is_initial,
    is_open,
    spelled,
    syllables_from,
    syllables_with,
)
from deungdae.engine.search.model import Part, Pattern, Question
from deungdae.engine.search.romanised import Reading, readings_of
from deungdae.engine.search.rules import NUMBER_STARTS, RUNS, START, folded, is_only_initials, pairs, squeezed

MAX_WORDS, MAX_LENGTH = 8, 60


def question_of(text: str) -> Question:
    """What a typed text asks for; empty when nothing in it can be looked for."""
    parts = map(squeezed, folded(text[:MAX_LENGTH]).split())
    words = [word for word in parts if word][:MAX_WORDS]
    return Question(
        words=tuple(tuple(spellings(word)) for word in words),
        whole=tuple(spellings("".join(words))) if words else (),
    )


def spellings(word: str) -> Iterator[Pattern]:
    """The spellings of a word: as it is typed, with short Latin runs by the names of their letters, with
    those beside Hangul as syllables, and as a number when it looks like one.
    """
    yield pattern_of(word)
    by_names = spelled(word)
    if by_names != word:
        yield pattern_of(by_names)
    yield from map(pattern_of_reading, readings_of(word))
    if word.isascii() and word.isdecimal():
        yield Pattern((number_start(word),), Part.NUMBERS, word, word)


def pattern_of(word: str) -> Pattern:
    """One spelling. A consonant stands for its syllables; an open syllable at the end may still get a final
    consonant.
    """
    tokens = tuple(dict.fromkeys(asked_tokens(word)))
    if is_only_initials(word):
        return Pattern(tokens, Part.INITIALS, word, word)
    last = len(word) - 1
    expression = "".join(
        ranged(one, is_half_typed=0 < place == last and is_open(one)) for place, one in enumerate(word)
    )
    return Pattern(tokens, Part.FORMS, word, expression)


def pattern_of_reading(reading: Reading) -> Pattern:
    """A place where several syllables may stand is asked for by their common initial."""
    asked = "".join(place if len(place) == 1 else initials_of(place[0]) for place in reading)
    last = len(reading) - 1
    expression = "".join(
        ranged(place, is_half_typed=at == last and is_open(place)) if len(place) == 1 else f"[{place}]"
        for at, place in enumerate(reading)
    )
    first = "".join(place[0] for place in reading)
    return Pattern(tuple(dict.fromkeys(asked_tokens(asked))), Part.FORMS, first, expression)


def ranged(one: str, *, is_half_typed: bool) -> str:
    if is_initial(one):
        return syllables_with(one)
    return syllables_from(one) if is_half_typed else one


def asked_tokens(word: str) -> Iterator[str]:
    """Tokens that the index must hold of every record with this word."""
    for run in RUNS.findall(word):
        if is_hangul(run[0]):
            yield from asked_of_hangul(run)
        elif run[0].isdecimal():
            yield number_start(run)
        elif len(run) <= 2:
            yield run
        else:
            yield from (run[start : start + 3] for start in (0, (len(run) - 3) // 2, len(run) - 3))


def number_start(digits: str) -> str:
    return digits[: max((size for size in NUMBER_STARTS if size <= len(digits)), default=len(digits))]


def asked_of_hangul(run: str) -> Iterator[str]:
    """Pairs of syllables; a pair with a consonant by its initials, and then the syllable beside it. A single
    letter finds beginnings only: in the middle it would find a fifth of all names.
    """
    if len(run) == 1:
        yield run + START
        return
    for pair, initials in zip(pairs(run), pairs(initials_of(run)), strict=True):
        if any(map(is_initial, pair)):
            yield initials
            yield from (one for one in pair if not is_initial(one))
        else:
            yield pair
