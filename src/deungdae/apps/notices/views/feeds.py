"""RSS and Atom of the board. Readers that ask again and again get 304, and those that never say what they
know already are told to wait."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from deungdae.apps.accounts.gates import seconds_to_wait
from deungdae.apps.core.context import centre_name
from deungdae.apps.core.errors import too_many_requests
from deungdae.apps.notices.models import Category, Notice
from deungdae.apps.notices.selectors.board import Filters
from deungdae.apps.notices.selectors.feeds import feed_notices, feed_state
from deungdae.apps.notices.snippets import beginning
from deungdae.apps.notices.views.access import address_of
from deungdae.apps.notices.views.board import filters_of

Kind = type[Rss201rev2Feed] | type[Atom1Feed]
FRESH_SECONDS, WHOLE_A_MINUTE = 10 * 60, 20
"""Of whole feeds one network address gets so many a minute; an answer of 304 does not count."""


def feed_of(request: HttpRequest, kind: Kind) -> HttpResponse:
    asked = filters_of(request)
    filters = Filters(category=asked.category, tag=asked.tag)
    mark, changed = feed_state(filters)
    etag = f'"{mark}-{get_language()}"'
    moment = int(changed.timestamp()) if changed else None
    answer = get_conditional_response(request, etag=etag, last_modified=moment)
    if answer is None:
        wait = seconds_to_wait(f"feed:{get_adapter().get_client_ip(request)}", WHOLE_A_MINUTE)
        if wait:
            return too_many_requests(request, wait=wait)
        answer = HttpResponse(content_type=kind.content_type)
        written(request, kind, filters, changed).write(answer, "utf-8")
    answer["ETag"] = etag
    if moment is not None:
        answer["Last-Modified"] = http_date(moment)
    answer["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    return answer


def written(request: HttpRequest, kind: Kind, filters: Filters, changed: datetime | None) -> SyndicationFeed:
    home = settings.SITE_ADDRESS + reverse("notices:board")
    feed = kind(
        title=feed_title(filters),
        link=home,
        description=_("새로 올린 글"),
        language=get_language(),
        feed_url=settings.SITE_ADDRESS + request.get_full_path(),
        ttl=FRESH_SECONDS // 60,
    )
    feed.latest_post_date = lambda: changed  # type: ignore[method-assign, assignment, return-value]
    for notice in feed_notices(filters):
        add(feed, notice)
    return feed


def add(feed: SyndicationFeed, notice: Notice) -> None:
    address = settings.SITE_ADDRESS + address_of(notice)
    feed.add_item(
        title=notice.title,
        link=address,
        description=beginning(notice.text, 300),
        unique_id=f"urn:uuid:{notice.public_id}",
        unique_id_is_permalink=False,
        pubdate=notice.published_at,
        updateddate=notice.changed_at,
        categories=[str(notice.get_category_display())],
        author_name=notice.department,
    )


def feed_title(filters: Filters) -> str:
    parts = [centre_name(), _("공지")]
    if filters.category in Category.values:
        parts.append(str(Category(filters.category).label))
    if filters.tag:
        parts.append(f"#{filters.tag}")
    return " · ".join(parts)


@require_safe
def rss(request: HttpRequest) -> HttpResponse:
    return feed_of(request, Rss201rev2Feed)


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    return feed_of(request, Atom1Feed)
