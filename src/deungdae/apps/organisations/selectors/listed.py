"""Finding what other apps have registered, by the same rules as organisations, in memory."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.organisations.bridge.search import REASON_LABELS, Question, asked, closeness_of, marked
from deungdae.apps.organisations.search_groups import GROUPS, Finding, Listed, SearchGroup


@dataclass(frozen=True, slots=True)
class ListedAnswers:
    """One page of one kind, the closest first, each with why it was found and its title marked."""

    group: SearchGroup
    found: list[tuple[Listed, str, SafeString]]
    total: int
    has_next: bool


def listed_found(
    *, user: Viewer, text: str, page: int = 1, size: int, in_texts: bool = False
) -> list[ListedAnswers]:
    """The kinds in which something was found. `in_texts`: also by the whole texts that have an index."""
    question = asked(text)
    if question.is_empty:
        return []
    answers = [
        answers_in_texts(group, group.finding, text, page, size)
        if in_texts and group.finding is not None
        else answers_of(group, question, user, page, size)
        for group in GROUPS.values()
    ]
    return [one for one in answers if one.total]


def answers_of(group: SearchGroup, question: Question, user: Viewer, page: int, size: int) -> ListedAnswers:
    ranked = [
        (rank, one.title, one)
        for one in group.listing(user)
        if (rank := closeness_of((one.title, *one.names), one.texts, question)) is not None
    ]
    ranked.sort(key=lambda each: each[:2])
    start = (page - 1) * size
    found = [
        (one, str(REASON_LABELS[rank]), marked(one.title, question))
        for rank, _title, one in ranked[start : start + size]
    ]
    return ListedAnswers(group, found, len(ranked), start + size < len(ranked))


def answers_in_texts(group: SearchGroup, finding: Finding, text: str, page: int, size: int) -> ListedAnswers:
    question, start = asked(text), (page - 1) * size
    listed, total = finding(text, start, size)
    found = [(one, reason_in_text(one, question), marked(one.title, question)) for one in listed]
    return ListedAnswers(group, found, total, start + size < total)


def reason_in_text(one: Listed, question: Question) -> str:
    rank = closeness_of((one.title, *one.names), (), question)
    return str(REASON_LABELS[rank]) if rank is not None else _("글 안")
