"""Error pages in the look of the house, and the named errors that services raise."""

import logging
import secrets
from collections.abc import Mapping

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.cache import patch_vary_headers

from deungdae.engine.kernel.korean import Param, sentence

logger = logging.getLogger("deungdae.errors")


class RefusedError(Exception):
    """A business act that is refused: a stable code and a sentence that says why and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def refused(code: str, template: str, /, **values: Param) -> RefusedError:
    """A refusal in words: `template` is a translated sentence with {names} and Korean particle pairs."""
    return RefusedError(code, sentence(template, values))


def page(
    request: HttpRequest,
    status: int,
    *,
    template: str = "",
    headers: Mapping[str, str] | None = None,
    **words: object,
) -> HttpResponse:
    """The page of a status; `back` is this same address, opened anew: that always leads to a page.

    Whoever takes no page (a picture, a calendar, a program) is told the same words without the frame around.
    """
    reference = secrets.token_hex(4).upper()
    logger.warning("answer %s reference %s path %s", status, reference, request.path)
    context = {"reference": reference, "back": request.get_full_path(), **words}
    name = template or f"{status}.html"
    if request.accepts("text/html"):
        content = loader.render_to_string(name, {"around": "base.html", **context}, request)
    else:
        bare = {"around": "core/error_words.html", "request": request, "messages": get_messages(request)}
        content = loader.render_to_string(name, {**bare, **context})
    answer = HttpResponse(content, status=status, headers=headers)
    patch_vary_headers(answer, ["Accept"])
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 403)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's passing token does not fit: the page was open too long, or somebody signed in meanwhile."""
    logger.warning("form without a valid token: %s", reason)
    return page(request, 403, template="403_csrf.html")


def method_not_allowed(request: HttpRequest, *, allow: str) -> HttpResponse:
    """An address that was called in a way it does not know."""
    return page(request, 405, headers={"Allow": allow})


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404)


def too_many_requests(
    request: HttpRequest, exception: Exception | None = None, *, wait: int = 300
) -> HttpResponse:
    """`wait`: seconds until it is worth trying again."""
    return page(request, 429, headers={"Retry-After": str(wait)}, minutes=-(-wait // 60))


def server_error(request: HttpRequest) -> HttpResponse:
    reference = secrets.token_hex(4).upper()
    logger.error("answer 500 reference %s path %s", reference, request.path)
    return HttpResponse(loader.render_to_string("500.html", {"reference": reference}), status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    content = loader.render_to_string("503.html", {"reference": secrets.token_hex(4).upper()})
    return HttpResponse(content, status=503, headers={"Retry-After": "30"})
