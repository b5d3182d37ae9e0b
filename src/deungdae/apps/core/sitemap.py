"""What search engines may list: each app registers its public pages, the frame writes them down."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from deungdae.apps.core.answers import shared

MOST_PLACES = 50_000
"""sitemaps.org: in one file."""
XML = "application/xml; charset=utf-8"
HOUR = 60 * 60


@dataclass(frozen=True, slots=True)
class Place:
    """A page that everybody may read: its path, and when it said something else for the last time."""

    path: str
    changed_at: datetime | None = None


Places = Callable[[], Iterable[Place]]
PLACES: dict[str, Places] = {}


def register_places(name: str, places: Places) -> None:
    """`places`: the public pages of an app, the most important first; called for every sitemap."""
    PLACES[name] = places


def all_places() -> Iterator[Place]:
    for places in PLACES.values():
        yield from places()


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The public pages in the form of sitemaps.org."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">')
    for place in islice(all_places(), MOST_PLACES):
        changed = f"<lastmod>{place.changed_at:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if place.changed_at else ""
        lines.append(f"<url><loc>{escape(settings.SITE_ADDRESS + place.path)}</loc>{changed}</url>")
    answer = HttpResponse("\n".join([*lines, "</urlset>\n"]), content_type=XML)
    return shared(answer, seconds=HOUR)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Machines may read what is public; the rest asks them to sign in anyway."""
    text = f"User-agent: *\nDisallow: /accounts/\nSitemap: {settings.SITE_ADDRESS}{reverse('core:sitemap')}\n"
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    return shared(answer, seconds=HOUR)
