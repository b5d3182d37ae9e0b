"""The board as search engines list it and as the search over everything finds it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.core import clock
from deungdae.apps.core.sitemap import Place, register_places
from deungdae.apps.notices.models import Notice
from deungdae.apps.notices.selectors.board import UNREAD
from deungdae.apps.organisations.search_groups import Listed, SearchGroup, register_search_group

MOST_LISTED = 1_000
"""The newest; the board's own search knows all."""


def places() -> Iterator[Place]:
    yield Place(reverse("notices:board"))
    rows = Notice.objects.on_board(clock.now()).order_by("-published_at", "-pk")
    for public_id, changed in rows.values_list("public_id", "changed_at").iterator():
        yield Place(reverse("notices:notice", args=[public_id]), changed)


def notices_listed(user: User) -> Iterator[Listed]:
    """What stands on the board, whoever asks."""
    rows = Notice.objects.on_board(clock.now()).defer(*UNREAD).order_by("-published_at", "-pk")
    for one in rows[:MOST_LISTED]:
        day = date_format(day_of(one.published_at), "SHORT_DATE_FORMAT") if one.published_at else ""
        note = f"{one.get_category_display()} · {day}"
        yield Listed(one.title, reverse("notices:notice", args=[one.public_id]), note)


register_places("notices", places)
register_search_group(SearchGroup("notices", _("공지"), notices_listed))
