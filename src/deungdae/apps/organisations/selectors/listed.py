"""Finding what other apps have registered, by the same rules as organisations, in memory."""

from dataclasses import dataclass

from deungdae.apps.accounts.models import User
from deungdae.apps.organisations.bridge.search import REASON_LABELS, Question, asked, closeness_of
from deungdae.apps.organisations.search_groups import GROUPS, Listed, SearchGroup


@dataclass(frozen=True, slots=True)
class ListedAnswers:
    """One page of one kind, the closest first, each with why it was found."""

    group: SearchGroup
    found: list[tuple[Listed, str]]
    total: int
    has_next: bool


def listed_found(*, user: User, text: str, page: int = 1, size: int) -> list[ListedAnswers]:
    """The kinds in which something was found."""
    question = asked(text)
    if question.is_empty:
        return []
    answers = [answers_of(group, question, user, page, size) for group in GROUPS.values()]
    return [one for one in answers if one.total]


def answers_of(group: SearchGroup, question: Question, user: User, page: int, size: int) -> ListedAnswers:
    ranked = [
        (rank, one.title, one)
        for one in group.listing(user)
        if (rank := closeness_of((one.title, *one.names), one.texts, question)) is not None
    ]
    ranked.sort(key=lambda each: each[:2])
    start = (page - 1) * size
    found = [(one, str(REASON_LABELS[rank])) for rank, _title, one in ranked[start : start + size]]
    return ListedAnswers(group, found, len(ranked), start + size < len(ranked))
