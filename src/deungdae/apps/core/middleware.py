"""What stands between the web server and the views."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

from deungdae.apps.core.errors import method_not_allowed, unavailable
from deungdae.apps.core.pages import page_above

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
