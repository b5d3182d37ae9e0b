"""Reading the country's counts: the newest vintage of each, with those before."""

from collections.abc import Iterable

from deungdae.apps.organisations.models import NationalCount
from deungdae.apps.organisations.national_counts import CountRow


def all_counts() -> list[NationalCount]:
    """Every vintage of every figure, in one query; the newest of a figure comes last."""
    return list(NationalCount.objects.order_by("year", "kind", "part", "vintage"))


def as_rows(counts: Iterable[NationalCount]) -> list[CountRow]:
    """As the identities read them."""
    return [CountRow(one.year, one.kind, one.part, one.value, one.vintage) for one in counts]
