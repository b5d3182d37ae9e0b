"""Reading organisations: the list with its filters, and one organisation with all its parts."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.organisations.models import Organisation, OrganisationKind
from deungdae.apps.organisations.names import search_tokens
from deungdae.apps.organisations.selectors.places import industries_within, regions_within

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


def organisations_matching(*, user: Viewer, filters: Filters) -> QuerySet[Organisation]:
    """The visible organisations that the filters leave. A section (A–U) or a province takes all below it.

    The codes are read first: inside the query they led PostgreSQL to a plan that ran out of time.
    """
    found = Organisation.objects.visible_to(user)
    for token in search_tokens(filters.search):
        digits = token.replace("-", "")
        numbers = Q(business_number=digits) | Q(corporate_number=digits) | Q(identifiers__code=token)
        by_number = Organisation.objects.filter(numbers).values("pk") if digits.isalnum() else None
        by_name = Q(name__icontains=token)
        found = found.filter(by_name | Q(pk__in=by_number) if by_number is not None else by_name)
    if filters.kind:
        found = found.filter(pk__in=OrganisationKind.objects.filter(kind=filters.kind).values("organisation"))
    if filters.industry:
        found = found.filter(industry__in=list(industries_within(code=filters.industry)))
    if filters.region:
        found = found.filter(region__in=list(regions_within(code=filters.region)))
    return found


def page_of_organisations(
    *, user: Viewer, filters: Filters, after: Key | None = None, before: Key | None = None
) -> Page:
    """Fifty organisations by name, from a key onwards or backwards."""
    matching = organisations_matching(user=user, filters=filters)
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
