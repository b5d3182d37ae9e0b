"""Error pages in the look of the house, and the named errors that services raise."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.template import loader

logger = logging.getLogger("deungdae.errors")


class RefusedError(Exception):
    """A business act that is refused: a stable code and a sentence that says why and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def page(request: HttpRequest, status: int) -> HttpResponse:
    reference = secrets.token_hex(4).upper()
    logger.warning("answer %s reference %s path %s", status, reference, request.path)
    content = loader.render_to_string(f"{status}.html", {"reference": reference}, request)
    return HttpResponse(content, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    response = page(request, 429)
    response["Retry-After"] = "300"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    reference = secrets.token_hex(4).upper()
    logger.error("answer 500 reference %s path %s", reference, request.path)
    return HttpResponse(loader.render_to_string("500.html", {"reference": reference}), status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    content = loader.render_to_string("503.html", {"reference": secrets.token_hex(4).upper()})
    return HttpResponse(content, status=503, headers={"Retry-After": "30"})
