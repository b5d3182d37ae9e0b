"""The role that a person chose in this session acts from the first line of each request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.rights.roles import CHOSEN, use_role


class RoleInUseMiddleware:
    """Stands behind the one that finds out who is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.session.get(CHOSEN)
        if chosen and isinstance(request.user, User):
            use_role(request.user, key=chosen)
        return self.get_response(request)
