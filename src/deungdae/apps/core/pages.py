"""Where an address belongs that only takes an act: the page that the act was asked for on."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse

View = TypeVar("View", bound=Callable[..., Any])
SCREEN = "screen_of_act"


def belongs_to(screen: str, *parameters: str) -> Callable[[View], View]:
    """Name the page of an act whose address does not lie under it, and which parameters the two share."""

    def mark(view: View) -> View:
        vars(view)[SCREEN] = (screen, parameters)
        return view

    return mark


def page_above(request: HttpRequest) -> str | None:
    """The page that this address belongs to: the one it names, else the nearest on its path."""
    match = request.resolver_match
    if match is not None and SCREEN in vars(match.func):
        screen, parameters = vars(match.func)[SCREEN]
        return reverse(screen, kwargs={name: match.kwargs[name] for name in parameters})
    parts = request.path.strip("/").split("/")
    for count in range(len(parts) - 1, 0, -1):
        path = "/" + "/".join(parts[:count]) + "/"
        if leads_somewhere(path):
            return path
    return None


def leads_somewhere(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
