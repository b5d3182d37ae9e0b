"""What a feed holds, and when it said something else for the last time."""

import hashlib
from datetime import datetime

from deungdae.apps.notices.models import Notice
from deungdae.apps.notices.selectors.board import IN_FEED, Filters, notices_matching


def feed_notices(filters: Filters) -> list[Notice]:
    """The newest, whatever is pinned."""
    return list(notices_matching(filters).order_by("-published_at", "-id")[:IN_FEED])


def feed_state(filters: Filters) -> tuple[str, datetime | None]:
    """A mark that is another one when the feed says anything else, and when that came to be. What went from
    the board changes the mark, for there are fewer, and not always the moment."""
    newest = (
        notices_matching(filters).order_by("-published_at", "-id").values_list("pk", "version", "changed_at")
    )
    rows = list(newest[:IN_FEED])
    last = max((changed for _pk, _version, changed in rows), default=None)
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:32], last
