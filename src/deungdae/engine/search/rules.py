"""What the index holds of a record, and why a record answers a question."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from deungdae.engine.search.letters import initials_of, is_hangul, is_initial, opened, spelled
from deungdae.engine.search.model import Entry, Part, Pattern, Question, Reason

RUNS = re.compile(r"[가-힣ㄱ-ㅎ]+|[0-9]+|[^\W\d_가-힣ㄱ-ㅎㆍ\u119e]+")
"""Hangul, a number, or another script; all between is no part of a word."""
START = "x"
"""After a single letter: a run of Hangul begins with it."""
NUMBER_STARTS = (2, 3, 5, 6)
"""How many first digits of a number the index holds beside the whole: 123-45-…, 110111-…"""


def folded(text: str) -> str:
    """One spelling of letters: composed, half width, lower case; consonants that stand alone stay so."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii():
        return composed.lower()
    if not any("ㄱ" <= one <= "ㅎ" for one in composed):
        return unicodedata.normalize("NFKC", composed).casefold()
    kept = (one if is_hangul(one) else unicodedata.normalize("NFKC", one) for one in composed)
    return "".join(kept).casefold()


def squeezed(text: str) -> str:
    """Only letters and digits."""
    return "".join(RUNS.findall(folded(text)))


def entry_of(*, names: Sequence[str], texts: Iterable[str] = (), numbers: Iterable[str] = ()) -> Entry:
    """A record by its names (the first is the one it is sorted by; company forms taken off), by other texts
    of which each word counts, and by numbers.
    """
    keys = [key for key in map(squeezed, names) if key]
    words = [squeezed(word) for text in (*names, *texts) for word in text.split()]
    by_letters = [name for key in keys if (name := spelled(key)) != key]
    words = list(dict.fromkeys(filter(None, [*words, *by_letters])))
    forms = list(dict.fromkeys([*keys, *words]))
    codes = list(dict.fromkeys(filter(None, map(squeezed, numbers))))
    tokens: dict[str, None] = {}
    for form in forms:
        tokens.update(dict.fromkeys(tokens_of(form)))
    for code in codes:
        tokens.update(dict.fromkeys(number_tokens(code)))
    return Entry(
        key=keys[0] if keys else "",
        forms=joined(forms),
        words=joined(words),
        initials=joined(dict.fromkeys(map(initials_of, forms))),
        numbers=joined(codes),
        tokens=" ".join(tokens),
    )


def joined(parts: Iterable[str]) -> str:
    text = " ".join(parts)
    return f" {text}" if text else ""


def tokens_of(form: str) -> Iterator[str]:
    """What the index holds of one spelling: of Hangul each syllable and each pair (also with a last syllable
    that is half typed) and each pair of initials; of a Latin run its first letters and every three.
    """
    for run in RUNS.findall(form):
        if is_hangul(run[0]):
            initials = initials_of(run)
            yield from (initials[0] + START, run[0] + START)
            yield from run
            yield from pairs(run)
            yield from map(str.__add__, run, opened(run)[1:])
            yield from pairs(initials)
        elif run[0].isdecimal():
            yield from number_tokens(run)
        else:
            yield from (run[:1], run[:2])
            yield from (run[start : start + 3] for start in range(len(run) - 2))


def number_tokens(code: str) -> Iterator[str]:
    yield code
    yield from (code[:length] for length in NUMBER_STARTS if len(code) > length)


def pairs(text: str) -> Iterator[str]:
    return map(str.__add__, text, text[1:])


def reason_of(entry: Entry, question: Question) -> Reason | None:
    """Why the record is an answer, None when it is none. The bridge says the same in the database's words."""
    held = set(entry.tokens.split())
    spaced = all(any(is_in(entry, held, one) for one in word) for word in question.words)
    if question.is_empty or not (spaced or any(is_in(entry, held, one) for one in question.whole)):
        return None
    reasons = (closeness(entry, pattern) for pattern in question.whole)
    return min(reasons, key=lambda reason: reason.value, default=Reason.INSIDE)


def closeness(entry: Entry, pattern: Pattern) -> Reason:
    """How close the record is to one spelling of the whole question."""
    begins = has(entry, pattern, start=" ")
    if pattern.part is Part.NUMBERS:
        return Reason.NUMBER if begins else Reason.INSIDE
    if entry.key == pattern.text:
        return Reason.EXACT
    if entry.key.startswith(pattern.text):
        return Reason.PREFIX
    if f" {pattern.text}" in entry.words:
        return Reason.WORD
    is_plain = pattern.expression == pattern.text and pattern.part is Part.FORMS
    return Reason.BEGINS if begins and not is_plain else Reason.INSIDE


def is_in(entry: Entry, held: set[str], pattern: Pattern) -> bool:
    start = " " if pattern.part is Part.NUMBERS else ""
    return held.issuperset(pattern.tokens) and has(entry, pattern, start=start)


def has(entry: Entry, pattern: Pattern, *, start: str) -> bool:
    text: str = getattr(entry, pattern.part.value)
    return re.search(start + pattern.expression, text) is not None


def is_only_initials(word: str) -> bool:
    return any(map(is_initial, word)) and not any("가" <= one <= "힣" for one in word)
