"""What other apps have to be found beside organisations and solutions: few things, without an index."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from deungdae.apps.accounts.models import Viewer


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing: its title, its page, a note beside it, further names, texts whose words count."""

    title: str
    url: str
    note: str = ""
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


Listing = Callable[[Viewer], Iterable[Listed]]
"""Everything of its kind that this person may see; everybody may ask."""
Finding = Callable[[str, int, int], tuple[list[Listed], int]]
"""A typed text, the first place, so many → the closest there, and how many there are."""


@dataclass(frozen=True, slots=True)
class SearchGroup:
    """One kind of things. `name`: for the address of its part of the page; `finding`: over texts with an
    index of their own, where the page of all answers asks."""

    name: str
    title: str | Promise
    listing: Listing
    finding: Finding | None = None


GROUPS: dict[str, SearchGroup] = {}


def register_search_group(group: SearchGroup) -> None:
    GROUPS[group.name] = group
