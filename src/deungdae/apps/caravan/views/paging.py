"""Fifty rows at a time."""

from typing import Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)
ROWS = 50


class Page(Generic[Row]):
    """Rows, where they stand in the whole, and the numbers of the pages beside them (0: none)."""

    def __init__(self, *, rows: list[Row], total: int, first: int, previous: int, next: int) -> None:  # noqa: A002
        self.rows, self.total, self.first = rows, total, first
        self.last = first + len(rows) - 1 if rows else 0
        self.previous, self.next = previous, next


def page_of(rows: QuerySet[Row], *, number: str) -> Page[Row]:
    """The page of this number; anything that is no page number is the nearest page."""
    pages = Paginator(rows, ROWS)
    page = pages.get_page(number)
    return Page(
        rows=list(page.object_list),
        total=pages.count,
        first=page.start_index(),
        previous=page.previous_page_number() if page.has_previous() else 0,
        next=page.next_page_number() if page.has_next() else 0,
    )
