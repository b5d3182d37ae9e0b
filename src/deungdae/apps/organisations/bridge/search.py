"""The search engine's questions in the database's words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import lru_cache, reduce
from operator import or_

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from deungdae.apps.organisations.names import bare_name, search_tokens
from deungdae.engine.search.asking import question_of
from deungdae.engine.search.marking import places_of
from deungdae.engine.search.model import Entry, Part, Pattern, Question, Reason
from deungdae.engine.search.rules import entry_of, reason_of

COLUMNS = tuple(field.name for field in fields(Entry))
REASON_LABELS = {
    Reason.NUMBER.value: gettext_lazy("번호"),
    Reason.EXACT.value: gettext_lazy("이름이 같음"),
    Reason.PREFIX.value: gettext_lazy("이름의 앞"),
    Reason.WORD.value: gettext_lazy("낱말의 앞"),
    Reason.BEGINS.value: gettext_lazy("초성·글자 일부"),
    Reason.INSIDE.value: gettext_lazy("이름 안"),
}
"""Why something was found, in words; by the rank that `rank` gives."""


def search_values(
    *, names: Sequence[str], texts: Iterable[str] = (), numbers: Iterable[str] = ()
) -> dict[str, str]:
    """The columns of a record's search row."""
    entry = entry_of(names=[bare_name(name) for name in names], texts=texts, numbers=numbers)
    return {column: getattr(entry, column) for column in COLUMNS}


@lru_cache(maxsize=8_192)
def entry_once(names: tuple[str, ...], texts: tuple[str, ...]) -> Entry:
    """The same titles are looked through at each letter that somebody types."""
    return entry_of(names=names, texts=texts)


def closeness_of(names: tuple[str, ...], texts: tuple[str, ...], question: Question) -> int | None:
    """Its place in REASON_LABELS; None when it is no answer."""
    reason = reason_of(entry_once(names, texts), question)
    return None if reason is None else reason.value


def asked(text: str) -> Question:
    """What a typed text asks for; forms of companies do not count."""
    return question_of(" ".join(search_tokens(text)))


def asked_of_names(text: str) -> Question:
    """As `asked`, of names alone: for readers to whom the numbers are closed."""
    question = asked(text)
    return Question(
        words=tuple(tuple(without_numbers(word)) for word in question.words),
        whole=tuple(without_numbers(question.whole)),
    )


def without_numbers(word: Iterable[Pattern]) -> Iterator[Pattern]:
    return (pattern for pattern in word if pattern.part is not Part.NUMBERS)


def marked(text: str, question: Question) -> SafeString:
    """The text with the places that answer the question marked; all else escaped."""
    pieces, at = [], 0
    for start, end in places_of(text, question):
        pieces.append((text[at:start], text[start:end]))
        at = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[at:])


def matching(question: Question) -> Q:
    """The search rows that answer the question; an empty one has no answer."""
    if question.is_empty:
        return Q(pk__in=())
    ways = [question.words] if len(question.words) == 1 else [question.words, (question.whole,)]
    tokens = " OR ".join(f"({' AND '.join(any_of(word) for word in way)})" for way in ways)
    held = [Q(*(holding(word) for word in way if not is_proven(word))) for way in ways]
    found = Q(tokens__hold=tokens)
    return found & reduce(or_, held) if all(held) else found


def holding(word: Sequence[Pattern]) -> Q:
    """The word stands there in one of its spellings; a number from its beginning."""
    return reduce(or_, (has(one, start=" " if one.part is Part.NUMBERS else "") for one in word))


def is_proven(word: Sequence[Pattern]) -> bool:
    """Whether the index alone says it: a pair of syllables that is a token; digits may be a number's."""
    return all(
        pattern.tokens == (pattern.text,)
        and pattern.part is not Part.NUMBERS
        and not any(map(str.isdigit, pattern.text))
        for pattern in word
    )


def any_of(word: Sequence[Pattern]) -> str:
    choices = (" AND ".join(f'"{token}"' for token in pattern.tokens) for pattern in word)
    return "(" + " OR ".join(f"({choice})" for choice in choices) + ")"


def has(pattern: Pattern, *, start: str = "") -> Q:
    return Q(**{f"{pattern.part.value}__has": start + pattern.expression})


def rank(question: Question) -> Case:
    """How close a search row is: the value of the engine's reason."""
    tests = []
    for pattern in question.whole:
        if pattern.part is Part.NUMBERS:
            tests.append((Reason.NUMBER, has(pattern, start=" ")))
            continue
        tests += [
            (Reason.EXACT, Q(key=pattern.text)),
            (Reason.PREFIX, Q(key__startswith=pattern.text)),
            (Reason.WORD, Q(words__has=f" {pattern.text}")),
        ]
        if pattern.expression != pattern.text or pattern.part is Part.INITIALS:
            tests.append((Reason.BEGINS, has(pattern, start=" ")))
    in_order = sorted(tests, key=lambda test: test[0].value)
    whens = [When(condition, then=Value(reason.value)) for reason, condition in in_order]
    return Case(*whens, default=Value(Reason.INSIDE.value), output_field=IntegerField())
