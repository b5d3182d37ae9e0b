"""Finding organisations by what a person types, inside what the person may see."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import models
from django.db.models import QuerySet

from deungdae.apps.organisations.bridge.search import REASON_LABELS, asked, asked_of_names, matching, rank
from deungdae.apps.organisations.models import Organisation, OrganisationSearch

PAGE_SIZE = 50
MOST = 2_000
"""How many answers are counted and shown; nobody reads more, whoever gets there narrows the search."""
LAST_PAGE = MOST // PAGE_SIZE
Record = TypeVar("Record", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Found(Generic[Record]):
    """A record and why it was found."""

    record: Record
    reason: str


@dataclass(frozen=True, slots=True)
class Answers(Generic[Record]):
    """One page of what was found, the closest first."""

    found: list[Found[Record]]
    total: int
    page: int = 1
    size: int = PAGE_SIZE

    @property
    def has_next(self) -> bool:
        return self.page * self.size < self.total

    @property
    def has_more(self) -> bool:
        """Whether there are more than are counted."""
        return self.total >= MOST


def rows_answering(text: str) -> QuerySet[OrganisationSearch]:
    """The search rows that answer a typed text."""
    return OrganisationSearch.objects.filter(matching(asked(text)))


def organisations_found(
    *,
    scope: QuerySet[Organisation],
    text: str,
    page: int = 1,
    size: int = PAGE_SIZE,
    with_products: bool = False,
    by_numbers: bool = True,
) -> Answers[Organisation]:
    """The closest answers among the organisations of the scope: exact, beginnings, initials, inside; then by
    name. Always four queries. `by_numbers`: whether the person may know the numbers of all of the scope.
    """
    question = asked(text) if by_numbers else asked_of_names(text)
    rows = OrganisationSearch.objects.filter(matching(question))
    if scope.query.where:
        rows = rows.filter(organisation__in=scope.order_by().values("pk"))
    start = min((page - 1) * size, MOST)
    ranked = rows.annotate(rank=rank(question)).order_by("rank", "key", "pk").values_list("pk", "rank")
    order = list(ranked[start : min(start + size, MOST)])
    total = rows.values("pk")[:MOST].count()
    chosen = scope.filter(pk__in=[pk for pk, _rank in order])
    records = chosen.select_related("industry", "region").prefetch_related("kinds")
    by_pk = {record.pk: record for record in (records if with_products else records.defer("products"))}
    found = [Found(by_pk[pk], str(REASON_LABELS[place])) for pk, place in order if pk in by_pk]
    return Answers(found, total, page, size)
