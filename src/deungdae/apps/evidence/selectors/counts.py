"""How much happened: counts over all cases that a person may see, by any of five sides.

Who reads everything is answered from the cells that the database keeps with each entry; others from the
entries themselves, which are few. Both count what stands: a corrected entry and its correction are out.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from itertools import repeat
from typing import Any, Literal, NamedTuple

from django.db import connection
from django.db.models import Count as CountOf
from django.db.models.functions import Substr, TruncMonth

from deungdae.apps.accounts.models import User
from deungdae.apps.evidence.models import EvidenceEntry
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
    first = since.replace(day=1) if since else None
    last = until.replace(day=1) if until else None
    if user.has_perm(READ_ALL):
        counted = kept_counts(columns, kinds=kinds, first=first, last=last)
    else:
        counted = counts_of_entries(user, columns, kinds=kinds, first=first, last=last)
    return by_each_kind(counted, by.index("organisation_kind")) if "organisation_kind" in by else counted


def kept_counts(
    columns: Sequence[str], *, kinds: Collection[str], first: date | None, last: date | None
) -> list[Count]:
    """From the cells, in plain SQL."""
    conditions: list[tuple[str, list[Any]]] = [
        (f"kind IN ({', '.join(['%s'] * len(kinds))})", list(kinds)),
        ("month >= %s", [first]),
        ("month <= %s", [last]),
    ]
    asked = [(words, values) for words, values in conditions if any(values)]
    where = " AND ".join(words for words, _values in asked) or "TRUE"
    order = ", ".join(name for name in IN_ORDER if name in columns)
    grouped = f" GROUP BY {order} HAVING SUM(count) <> 0 ORDER BY {order}" if columns else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {''.join(f'{name}, ' for name in columns)}COALESCE(SUM(count), 0) "  # noqa: S608  # nosec B608
            f"FROM evidence_evidencecount WHERE {where}{grouped}",
            [value for _words, values in asked for value in values],
        )
        rows = cursor.fetchall()
    return as_counts(rows, month=columns.index("month") if "month" in columns else None)


def as_counts(rows: Sequence[tuple[Any, ...]], *, month: int | None) -> list[Count]:
    """The database's rows, column by column.

    month: which column names the month; SQLite writes it as text.
    """
    if not rows:
        return []
    *sides, entries = zip(*rows, strict=True)
    if month is not None:
        days = {day: date.fromisoformat(str(day)) for day in set(sides[month])}
        sides[month] = tuple(map(days.__getitem__, sides[month]))
    values = zip(*sides, strict=True) if sides else repeat((), len(entries))
    return list(map(Count, values, entries))


def counts_of_entries(
    user: User, columns: Sequence[str], *, kinds: Collection[str], first: date | None, last: date | None
) -> list[Count]:
    """From the entries that the person sees, in the same columns."""
    standing = EvidenceEntry.objects.visible_to(user).standing()
    cells = standing.annotate(month=TruncMonth("happened_on"), province=Substr("region", 1, 2))
    if kinds:
        cells = cells.filter(kind__in=kinds)
    if first:
        cells = cells.filter(month__gte=first)
    if last:
        cells = cells.filter(month__lte=last)
    if not columns:
        return [Count((), cells.count())]
    grouped = cells.order_by(*(name for name in IN_ORDER if name in columns)).values(*columns)
    rows = grouped.annotate(entries=CountOf("pk")).values_list(*columns, "entries")
    return [Count(row[:-1], row[-1]) for row in rows.iterator()]


def by_each_kind(counted: list[Count], place: int) -> list[Count]:
    """The same with each set of organisation kinds (at this place) told apart."""
    totals: Counter[tuple[str | date, ...]] = Counter()
    for values, entries in counted:
        for kind in str(values[place]).split(","):
            totals[*values[:place], kind, *values[place + 1 :]] += entries
    return [Count(values, entries) for values, entries in sorted(totals.items())]
