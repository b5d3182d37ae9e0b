"""Pages for whoever holds a right."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

Page = Callable[..., HttpResponse]


def permission_page(*permissions: str) -> Callable[[Page], Page]:
    """For those who are signed in and hold one of the rights; for the others there is no such address."""

    def decorated(view: Page) -> Page:
        @wraps(view)
        def page(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            if not any(request.user.has_perm(one) for one in permissions):
                raise Http404
            return view(request, *arguments, **named)

        return login_required(page)

    return decorated
