"""Finding organisations and solutions by what a person types, inside what the person may see."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import models
from django.db.models import QuerySet
from django.db.models.sql.where import WhereNode

from deungdae.apps.organisations.bridge.search import (
    REASON_LABELS,
    Question,
    asked,
    asked_of_names,
    matching,
    rank,
)
from deungdae.apps.organisations.models import (
    Organisation,
    OrganisationSearch,
    SearchRow,
    Solution,
    SolutionSearch,
)

PAGE_SIZE = 50
MOST = 2_000
"""How many answers are counted and shown; nobody reads more, whoever gets there narrows the search."""
LAST_PAGE = MOST // PAGE_SIZE
Record = TypeVar("Record", bound=models.Model)
Row = TypeVar("Row", bound=SearchRow)


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
    """The search rows of organisations that answer a typed text."""
    return OrganisationSearch.objects.filter(matching(asked(text)))


def is_everyone(scope: QuerySet[Organisation]) -> bool:
    """Whether the scope leaves nobody out who has a search row: those that were merged have none."""
    return scope.query.where in (WhereNode(), Organisation.objects.standing().query.where)


def solution_rows_answering(text: str) -> QuerySet[SolutionSearch]:
    """The search rows of solutions that answer a typed text."""
    return SolutionSearch.objects.filter(matching(asked(text)))


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
    if not is_everyone(scope):
        rows = rows.filter(organisation__in=scope.order_by().values("pk"))
    records = scope.select_related("industry", "region").prefetch_related("kinds")
    records = records if with_products else records.defer("products")
    return closest(rows, records=records, question=question, page=page, size=size)


def solutions_found(
    *, scope: QuerySet[Solution], text: str, page: int = 1, size: int = PAGE_SIZE
) -> Answers[Solution]:
    """The closest answers among the solutions of the scope; then by title."""
    question = asked(text)
    rows = SolutionSearch.objects.filter(matching(question))
    if scope.query.where:
        rows = rows.filter(solution__in=scope.order_by().values("pk"))
    records = scope.select_related("organisation").prefetch_related("terms")
    return closest(rows, records=records, question=question, page=page, size=size)


def closest(
    rows: QuerySet[Row], *, records: QuerySet[Record], question: Question, page: int, size: int
) -> Answers[Record]:
    """One page of the records behind these search rows."""
    start = min((page - 1) * size, MOST)
    ranked = rows.annotate(rank=rank(question)).order_by("rank", "key", "pk").values_list("pk", "rank")
    order = list(ranked[start : min(start + size, MOST)])
    total = rows.values("pk")[:MOST].count()
    by_pk = {record.pk: record for record in records.filter(pk__in=[pk for pk, _rank in order])}
    found = [Found(by_pk[pk], str(REASON_LABELS[place])) for pk, place in order if pk in by_pk]
    return Answers(found, total, page, size)
