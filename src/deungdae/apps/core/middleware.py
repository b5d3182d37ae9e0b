"""What stands between the web server and the views."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from deungdae.apps.core.errors import unavailable

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
