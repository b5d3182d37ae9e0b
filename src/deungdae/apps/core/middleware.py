"""What stands between the web server and the views."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect

from deungdae.apps.core.answers import SHARED
from deungdae.apps.core.errors import method_not_allowed, unavailable
from deungdae.apps.core.pages import page_above

COMPRESSED = ("application/json", "application/xml", "application/javascript")
logger = logging.getLogger("deungdae.errors")


class DatabaseDownMiddleware:
    """A database that cannot be reached is a 503 with a page, not a 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError | InterfaceError):
            logger.error("database not reachable: %s", exception)
            return unavailable(request)
        return None


class SharedMiddleware:
    """What is the same for every reader says so: it differs by neither cookie nor language, and sets none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(response, SHARED, False):
            response.cookies.clear()
            response["Vary"] = "Accept-Encoding"
            if "Content-Language" in response.headers:
                del response["Content-Language"]
        return response


class CompressionMiddleware(GZipMiddleware):
    """Answers of text leave compressed for whoever takes them so; files that are packed already stay as they
    are. What an attacker would learn from lengths is drowned in Django's padding, and a page asked from
    another site comes without the session's cookie."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.get("Content-Type", "").partition(";")[0]
        if kind.startswith("text/") or kind in COMPRESSED or kind.endswith(("+json", "+xml")):
            return super().process_response(request, response)
        return response


class WrongMethodMiddleware:
    """The address of an act, opened as a page, leads to the page it belongs to; the rest is told in words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        above = page_above(request) if request.method in ("GET", "HEAD") else None
        return redirect(above) if above else method_not_allowed(request, allow=response["Allow"])
