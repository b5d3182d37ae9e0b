"""Going from page to page of a list."""

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest


def page_links(request: HttpRequest, page: "Page[Any]") -> dict[str, str]:
    """The addresses of the page before and after, with everything else that this one asks for."""
    query, links = request.GET.copy(), {"previous": "", "next": ""}
    for name, number in (("previous", page.number - 1), ("next", page.number + 1)):
        if 1 <= number <= page.paginator.num_pages:
            query["page"] = str(number)
            links[name] = "?" + query.urlencode()
    return links
