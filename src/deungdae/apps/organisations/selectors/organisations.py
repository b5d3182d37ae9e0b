"""Reading organisations: the list with its filters, and one organisation with all its parts."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.organisations.models import Organisation, OrganisationKind, OrganisationQuerySet
from deungdae.apps.organisations.selectors.places import industries_within, regions_within
from deungdae.apps.organisations.selectors.search import organisations_found, rows_answering

PAGE_SIZE = 50
Key = tuple[str, int]
"""Where a page starts: name and key of the last organisation of the page before."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty means all."""

    search: str = ""
    kind: str = ""
    industry: str = ""
    region: str = ""

    @property
    def count(self) -> int:
        return sum(bool(value) for value in (self.search, self.kind, self.industry, self.region))

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Filters":
        names = {"search": "q", "kind": "kind", "industry": "industry", "region": "region"}
        return cls(**{name: query.get(word, "") for name, word in names.items()})

    def as_query(self) -> dict[str, str]:
        values = {"q": self.search, "kind": self.kind, "industry": self.industry, "region": self.region}
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list: what is on it, how many there are, and the addresses of its neighbours."""

    organisations: list[Organisation]
    total: int
    previous_query: str
    next_query: str
    has_more: bool = False
    """There are more than are counted."""


def organisations_matching(*, user: Viewer, filters: Filters) -> QuerySet[Organisation]:
    """The visible organisations that the filters and the search leave."""
    found = organisations_within(user=user, filters=filters)
    return found.filter(search_row__in=rows_answering(filters.search)) if filters.search else found


def organisations_within(*, user: Viewer, filters: Filters) -> QuerySet[Organisation]:
    """The visible organisations that the filters leave, whatever is searched for. A section (A–U) or a
    province takes all below it.

    The codes are read first: inside the query they led PostgreSQL to a plan that ran out of time.
    """
    return narrowed(Organisation.objects.visible_to(user), filters)


def narrowed(found: OrganisationQuerySet, filters: Filters) -> OrganisationQuerySet:
    """Those that the filters leave, whatever is searched for."""
    if filters.kind:
        found = found.filter(pk__in=OrganisationKind.objects.filter(kind=filters.kind).values("organisation"))
    if filters.industry:
        found = found.filter(industry__in=list(industries_within(code=filters.industry)))
    if filters.region:
        found = found.filter(region__in=list(regions_within(code=filters.region)))
    return found


def page_of_organisations(
    *, user: Viewer, filters: Filters, after: Key | None = None, before: Key | None = None, number: int = 1
) -> Page:
    """Fifty organisations: by name, from a key onwards or backwards; of a search the closest, by number."""
    matching = organisations_within(user=user, filters=filters)
    if filters.search:
        return page_of_search(matching, filters=filters, number=number)
    total = matching.count()
    rows = matching.select_related("industry", "region").prefetch_related("kinds").defer("products")
    if before is not None:
        name, pk = before
        found = list(
            rows.filter(Q(name__lt=name) | Q(name=name, pk__lt=pk)).order_by("-name", "-pk")[: PAGE_SIZE + 1]
        )
        has_previous, has_next = len(found) > PAGE_SIZE, True
        found = found[:PAGE_SIZE][::-1]
    else:
        if after is not None:
            name, pk = after
            rows = rows.filter(Q(name__gt=name) | Q(name=name, pk__gt=pk))
        found = list(rows.order_by("name", "pk")[: PAGE_SIZE + 1])
        has_previous, has_next = after is not None, len(found) > PAGE_SIZE
        found = found[:PAGE_SIZE]
    return Page(
        organisations=found,
        total=total,
        previous_query=query_of(filters, "before", found[0]) if has_previous and found else "",
        next_query=query_of(filters, "after", found[-1]) if has_next and found else "",
    )


def page_of_search(matching: QuerySet[Organisation], *, filters: Filters, number: int) -> Page:
    answers = organisations_found(scope=matching, text=filters.search, page=number)
    link = {place: "?" + urlencode({**filters.as_query(), "page": number + place}) for place in (-1, 1)}
    return Page(
        organisations=[found.record for found in answers.found],
        total=answers.total,
        previous_query=link[-1] if number > 1 else "",
        next_query=link[1] if answers.has_next else "",
        has_more=answers.has_more,
    )


def query_of(filters: Filters, direction: str, edge: Organisation) -> str:
    return "?" + urlencode({**filters.as_query(), direction: key_text((edge.name, edge.pk))})


def key_text(key: Key) -> str:
    """A paging key as it stands in an address."""
    return base64.urlsafe_b64encode(json.dumps(key, ensure_ascii=False).encode()).decode().rstrip("=")


def key_of(text: str) -> Key | None:
    """The paging key in an address; anything else is none."""
    try:
        name, pk = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, TypeError, binascii.Error, RecursionError):
        return None
    is_key = isinstance(name, str) and type(pk) is int and 0 <= pk < 2**63 and "\x00" not in name
    return (name, pk) if is_key else None


def organisation_with_parts(*, user: Viewer) -> QuerySet[Organisation]:
    """Visible organisations with everything that the detail page shows."""
    visible = Organisation.objects.visible_to(user).select_related("industry", "region")
    return visible.prefetch_related("kinds", "identifiers", "other_industries__industry")
