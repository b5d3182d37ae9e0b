"""How much happened: counts over all cases that a person may see, by any of five sides.

Who reads everything is answered from the cells that the database keeps with each entry; others from the
entries themselves, which are few. Both count what stands: a corrected entry and its correction are out.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from django.db.models import Count as CountOf
from django.db.models import QuerySet, Sum
from django.db.models.functions import Substr, TruncMonth

from deungdae.apps.accounts.models import User
from deungdae.apps.evidence.models import EvidenceCount, EvidenceEntry
from deungdae.apps.evidence.selectors.people import READ_ALL

Side = Literal["kind", "month", "region", "size", "organisation_kind"]
COLUMNS = {
    "kind": "kind",
    "month": "month",
    "region": "province",
    "size": "size",
    "organisation_kind": "organisation_kinds",
}
IN_ORDER = ("month", "kind", "province", "size", "organisation_kinds")
"""The order of the cells' index: the database counts along it without sorting."""


class Count(NamedTuple):
    """One cell: its value on each side asked for, in that order, and how many entries stand there."""

    values: tuple[str | date, ...]
    entries: int


def counts_of(
    *,
    user: User,
    by: Sequence[Side],
    kinds: Collection[str] = (),
    since: date | None = None,
    until: date | None = None,
) -> list[Count]:
    """Standing entries split by the sides asked for; months in order; cells without entries are left out.

    `since` and `until` name months by any day in them, both in. A region is a province (two digits of its
    legal code); "" is not known. Of a company of several kinds each entry counts under each of them.
    """
    columns = [COLUMNS[side] for side in by]
    cells = cells_for(user)
    if kinds:
        cells = cells.filter(kind__in=kinds)
    if since:
        cells = cells.filter(month__gte=since.replace(day=1))
    if until:
        cells = cells.filter(month__lte=until.replace(day=1))
    measure = Sum("count") if user.has_perm(READ_ALL) else CountOf("pk")
    if not columns:
        return [Count((), cells.aggregate(entries=measure)["entries"] or 0)]
    rows = (
        cells.order_by(*(column for column in IN_ORDER if column in columns))
        .values(*columns)
        .annotate(entries=measure)
        .exclude(entries=0)
    )
    counted = [Count(row[:-1], row[-1]) for row in rows.values_list(*columns, "entries").iterator()]
    return by_each_kind(counted, by.index("organisation_kind")) if "organisation_kind" in by else counted


def cells_for(user: User) -> QuerySet[Any]:
    """Rows with the columns of a cell: of the kept counts, or of the entries themselves."""
    if user.has_perm(READ_ALL):
        return EvidenceCount.objects.all()
    entries = EvidenceEntry.objects.visible_to(user).standing()
    return entries.annotate(month=TruncMonth("happened_on"), province=Substr("region", 1, 2))


def by_each_kind(counted: list[Count], place: int) -> list[Count]:
    """The same with each set of organisation kinds (at this place) told apart."""
    totals: Counter[tuple[str | date, ...]] = Counter()
    for values, entries in counted:
        for kind in str(values[place]).split(","):
            totals[*values[:place], kind, *values[place + 1 :]] += entries
    return [Count(values, entries) for values, entries in sorted(totals.items())]
