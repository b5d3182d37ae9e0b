"""The board as search engines list it and as the search over everything finds it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.core import clock
from deungdae.apps.core.sitemap import Place, register_places
from deungdae.apps.notices.models import Notice
from deungdae.apps.notices.selectors.board import UNREAD, closest_on_board
from deungdae.apps.organisations.search_groups import Listed, SearchGroup, register_search_group

MOST_LISTED = 1_000
"""The newest; the board's own search knows all."""


def places() -> Iterator[Place]:
    yield Place(reverse("notices:board"))
    rows = Notice.objects.on_board(clock.now()).order_by("-published_at", "-pk")
    for public_id, changed in rows.values_list("public_id", "changed_at").iterator():
        yield Place(reverse("notices:notice", args=[public_id]), changed)


def notices_listed(user: Viewer) -> Iterator[Listed]:
    """What stands on the board, whoever asks."""
    rows = Notice.objects.on_board(clock.now()).defer(*UNREAD).order_by("-published_at", "-pk")
    for one in rows[:MOST_LISTED]:
        yield Listed(one.title, reverse("notices:notice", args=[one.public_id]), note_of(one))


def note_of(one: Notice) -> str:
    day = date_format(day_of(one.published_at), "SHORT_DATE_FORMAT") if one.published_at else ""
    return f"{one.get_category_display()} · {day}"


def notices_found(text: str, start: int, size: int) -> tuple[list[Listed], int]:
    """By title and body, with the place that answers."""
    lines, total = closest_on_board(text, start, size)
    found = []
    for line in lines:
        url, note = reverse("notices:notice", args=[line.notice.public_id]), note_of(line.notice)
        note = format_html("{}<br>{}", note, line.words) if line.words else note
        found.append(Listed(line.notice.title, url, note))
    return found, total


register_places("notices", places)
register_search_group(SearchGroup("notices", _("공지"), notices_listed, notices_found))
