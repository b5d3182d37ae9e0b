"""What other apps have to be found beside organisations and solutions: few things, without an index."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from deungdae.apps.accounts.models import User


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing: its title, its page, a note beside it, further names, texts whose words count."""

    title: str
    url: str
    note: str = ""
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


Listing = Callable[[User], Iterable[Listed]]
"""Everything of its kind that this person may see."""


@dataclass(frozen=True, slots=True)
class SearchGroup:
    """One kind of things. `name`: for the address of its part of the page."""

    name: str
    title: str | Promise
    listing: Listing


GROUPS: dict[str, SearchGroup] = {}


def register_search_group(group: SearchGroup) -> None:
    GROUPS[group.name] = group
