"""The board as readers see it: what stands on it, what answers a question, what comes before and after."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from deungdae.apps.core import clock
from deungdae.apps.core.imports.cells import squeezed
from deungdae.apps.notices.bridge.asking import Asked, asked_of_text
from deungdae.apps.notices.models import Attachment, Category, Notice, NoticeSearch, Tag
from deungdae.apps.notices.models.notices import NoticeQuerySet
from deungdae.apps.notices.snippets import marked, snippet
from deungdae.apps.organisations.bridge.search import matching, rank

PAGE_SIZE, IN_FEED, SHOWN_TAGS = 20, 30, 12
MOST_FOUND = 500
"""Of more answers only the closest are shown."""
UNREAD = ("body", "text")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; `past`: ended ones too."""

    q: str = ""
    category: str = ""
    tag: str = ""
    past: str = ""

    @property
    def count(self) -> int:
        return sum(bool(getattr(self, name)) for name in self.__dataclass_fields__)

    @property
    def is_whole(self) -> bool:
        """Nothing is left out, so pinned ones stand first."""
        return not (self.q or self.category or self.tag)


@dataclass(frozen=True, slots=True)
class Line:
    notice: Notice
    title: SafeString | str
    words: SafeString | str = ""
    """The place that answers the question."""


def notices_matching(filters: Filters) -> NoticeQuerySet:
    """What stands on the board, as it is asked for, without the question."""
    return narrowed(Notice.objects.open() if filters.past else Notice.objects.on_board(clock.now()), filters)


def narrowed(found: NoticeQuerySet, filters: Filters) -> NoticeQuerySet:
    if filters.category in Category.values:
        found = found.filter(category=filters.category)
    if filters.tag:
        found = found.filter(tags__key=squeezed(filters.tag))
    return found


def page_of_board(filters: Filters, number: str | None) -> tuple["Page[Any]", list[Line]]:
    """One page of the board, pinned ones first; of a question the closest answers first."""
    if filters.q.strip():
        return page_of_answers(filters, number)
    found, above = notices_matching(filters), list[Notice]()
    if filters.is_whole:
        above = pinned_on_board()
        found = without(found, above)
    others = found.newest_first().defer(*UNREAD)
    page = BoardPaginator(others, PAGE_SIZE, filters=filters, above=len(above)).get_page(number)
    shown = [*above, *page] if page.number == 1 else page
    return page, [Line(one, one.title) for one in shown]


def without(found: NoticeQuerySet, above: list[Notice]) -> NoticeQuerySet:
    """By their keys: asked for those that are not pinned, SQLite reads and sorts the whole board."""
    return found.exclude(pk__in=[one.pk for one in above])


def pinned_on_board() -> list[Notice]:
    """By the small index of the pinned alone; asked together with the state the whole board is read."""
    now = clock.now()
    rows = Notice.objects.all().pinned_first().defer(*UNREAD)
    return [
        one
        for one in rows
        if one.state == Notice.State.PUBLISHED and (not one.expires_at or one.expires_at > now)
    ]


class BoardPaginator(Paginator):
    """Counts what has a state, which an index alone tells, and takes off the few that are over, and those
    that stand above every page."""

    def __init__(self, *arguments: Any, filters: Filters, above: int, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.filters, self.above = filters, above

    @cached_property
    def count(self) -> int:
        if self.filters.past:
            return int(super().count)
        board = narrowed(Notice.objects.filter(state=Notice.State.PUBLISHED), self.filters)
        return int(board.count() - board.filter(expires_at__lte=clock.now()).count() - self.above)


def page_of_answers(filters: Filters, number: str | None) -> tuple["Page[Any]", list[Line]]:
    asked = asked_of_text(filters.q)
    page = Paginator(answers(asked, notices_matching(filters)), PAGE_SIZE).get_page(number)
    known = Notice.objects.in_bulk(list(page))
    return page, [line_of(known[pk], asked) for pk in page]


def closest_on_board(text: str, start: int, size: int) -> tuple[list[Line], int]:
    """So many of the closest answers from a place on, and how many there are."""
    asked = asked_of_text(text)
    keys = answers(asked, notices_matching(Filters()))
    known = Notice.objects.in_bulk(keys[start : start + size])
    return [line_of(known[pk], asked) for pk in keys[start : start + size]], len(keys)


def answers(asked: Asked, among: QuerySet[Notice]) -> list[int]:
    """The keys of the notices that answer, the closest first, of equals the newest."""
    rows = NoticeSearch.objects.filter(matching(asked.question), notice__in=among)
    if asked.question.is_empty:
        return []
    ranked = rows.annotate(rank=rank(asked.question), at=F("notice__published_at"))
    return list(ranked.order_by("rank", "-at", "-pk").values_list("pk", flat=True)[:MOST_FOUND])


def line_of(notice: Notice, asked: Asked) -> Line:
    return Line(notice, marked(notice.title, asked.words), snippet(notice.text, asked.words))


def neighbours(notice: Notice) -> tuple[Notice | None, Notice | None]:
    """The one before and the one after it on the board, by their dates."""
    if notice.published_at is None:
        return None, None
    board = Notice.objects.on_board(clock.now()).only("public_id", "title", "published_at")
    earlier = Q(published_at__lt=notice.published_at) | Q(published_at=notice.published_at, pk__lt=notice.pk)
    later = Q(published_at__gt=notice.published_at) | Q(published_at=notice.published_at, pk__gt=notice.pk)
    before = board.filter(earlier).order_by("-published_at", "-pk").first()
    after = board.filter(later).order_by("published_at", "pk").first()
    return before, after


def with_files(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    files = Attachment.objects.select_related("file").defer("text").order_by("number")
    return notices.prefetch_related("tags", Prefetch("attachments", queryset=files))


def newest(count: int) -> list[Notice]:
    """For the first page of the portal: pinned ones first."""
    board = Notice.objects.on_board(clock.now()).defer(*UNREAD)
    above = pinned_on_board()[:count]
    return [*above, *without(board, above).order_by("-published_at", "-id")[: count - len(above)]]


def tags_in_use(most: int = SHOWN_TAGS) -> QuerySet[Tag]:
    """The tags that most notices on the board have."""
    return Tag.objects.filter(number__gt=0).order_by("-number", "name")[:most]
