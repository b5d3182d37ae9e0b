"""A typed question as the search engine takes it: words, and each also without its particle or ending."""

from dataclasses import dataclass

from deungdae.apps.organisations.names import search_tokens
from deungdae.engine.search.asking import MAX_LENGTH, MAX_WORDS, question_of, spellings
from deungdae.engine.search.model import Question
from deungdae.engine.search.rules import folded, squeezed
from deungdae.engine.search.stems import stems_of


@dataclass(frozen=True, slots=True)
class Asked:
    """`words`: what to mark in the answers."""

    question: Question
    words: tuple[str, ...]


def asked_of_text(text: str) -> Asked:
    """Every word in its own spelling or in that of its stem."""
    told = " ".join(search_tokens(text))
    plain = question_of(told)
    words = [word for word in map(squeezed, folded(told[:MAX_LENGTH]).split()) if word][:MAX_WORDS]
    stems = [tuple(dict.fromkeys(stems_of(word))) for word in words]
    asked = [
        (*known, *(one for stem in found for one in spellings(stem)))
        for known, found in zip(plain.words, stems, strict=True)
    ]
    marks = dict.fromkeys(one for word, found in zip(words, stems, strict=True) for one in (word, *found))
    return Asked(Question(words=tuple(asked), whole=plain.whole), tuple(marks))
