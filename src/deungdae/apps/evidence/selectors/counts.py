"""How much happened: counts over all cases that a person may see, by any of five sides.

Who reads everything is answered from the cells that the database keeps with each entry; others from the
entries themselves, which are few. Both count what stands: a corrected entry and its correction are out.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from functools import partial
from itertools import repeat
from typing import Any, Literal, NamedTuple

from django.db import connection
from django.db.models import Count as CountOf
from django.db.models.functions import Substr, TruncMonth

from deungdae.apps.accounts.models import User
from deungdae.apps.evidence.models import EvidenceCount, EvidenceEntry, EvidenceTotal
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
"""The order of the cells' indexes: the database counts along it without sorting."""
OUTER = IN_ORDER[:2]
PACKED = {"sqlite": "group_concat({}, char(10))", "postgresql": "string_agg({}::text, chr(10))"}
"""A column of many rows as one text, a line for each."""

Values = tuple[str | date, ...]


class Count(NamedTuple):
    """One cell: its value on each side asked for, in that order, and how many entries stand there."""

    values: Values
    entries: int


AS_COUNT: Callable[[tuple[Values, int]], Count] = partial(tuple.__new__, Count)
"""Without a call of Python for each of a hundred thousand."""


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
    """From the cells, in plain SQL; those of fewer sides where they tell enough."""
    conditions: list[tuple[str, list[Any]]] = [
        (f"kind IN ({', '.join(['%s'] * len(kinds))})", list(kinds)),
        ("month >= %s", [first]),
        ("month <= %s", [last]),
        ("count <> %s", [0]),
    ]
    asked = [(words, values) for words, values in conditions if any(value is not None for value in values)]
    where = " AND ".join(words for words, _values in asked)
    values = [value for _words, values in asked for value in values]
    table = EvidenceCount if "organisation_kinds" in columns else EvidenceTotal
    sides = {field.name for field in table._meta.fields} - {"id", "count"}
    count = packed_counts if sides == set(columns) else summed_counts
    return count(columns, f"FROM {table._meta.db_table} WHERE {where}", values)


def summed_counts(columns: Sequence[str], source: str, values: Sequence[Any]) -> list[Count]:
    """By some sides of the cells: the database sums over the others."""
    order = in_order(columns)
    grouped = f" GROUP BY {order} HAVING SUM(count) <> 0 ORDER BY {order}" if columns else ""
    rows = fetched(
        f"SELECT {''.join(f'{name}, ' for name in columns)}COALESCE(SUM(count), 0) {source}{grouped}", values
    )
    return as_counts(rows, month=columns.index("month") if "month" in columns else None)


def packed_counts(columns: Sequence[str], source: str, values: Sequence[Any]) -> list[Count]:
    """By every side of the cells, which may be a hundred thousand: one row holds all of a kind and month."""
    inner = [name for name in columns if name not in OUTER]
    packed = ", ".join(PACKED[connection.vendor].format(name) for name in (*inner, "count"))
    order = in_order(OUTER)
    counts: list[Count] = []
    for month, kind, *lists in fetched(
        f"SELECT {order}, {packed} {source} GROUP BY {order} ORDER BY {order}", values
    ):
        *parts, numbers = (text.split("\n") for text in lists)
        entries = list(map(int, numbers))
        sides = {"month": repeat(as_day(month)), "kind": repeat(kind), **dict(zip(inner, parts, strict=True))}
        counts += unpacked(zip(*(sides[name] for name in columns), strict=False), entries)
    return counts


def unpacked(keys: Iterable[Values], entries: Sequence[int]) -> Iterable[Count]:
    """One count for each key, also where several rows stand for it."""
    found = list(keys)
    cells = dict(zip(found, entries, strict=True))
    if len(cells) < len(found):
        cells = summed(zip(found, entries, strict=True))
    return map(AS_COUNT, cells.items())


def summed(pairs: Iterable[tuple[Values, int]]) -> dict[Values, int]:
    """The sum for each key; those that come to nothing are left out."""
    totals: Counter[Values] = Counter()
    for key, number in pairs:
        totals[key] += number
    return {key: number for key, number in totals.items() if number}


def in_order(columns: Sequence[str]) -> str:
    return ", ".join(name for name in IN_ORDER if name in columns)


def fetched(query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def as_day(day: date | str) -> date:
    """SQLite writes days as text."""
    return date.fromisoformat(str(day))


def as_counts(rows: Sequence[tuple[Any, ...]], *, month: int | None) -> list[Count]:
    """The database's rows, column by column; `month`: which column names the month."""
    if not rows:
        return []
    *sides, entries = zip(*rows, strict=True)
    if month is not None:
        days = {day: as_day(day) for day in set(sides[month])}
        sides[month] = tuple(map(days.__getitem__, sides[month]))
    values = zip(*sides, strict=True) if sides else repeat((), len(entries))
    return list(map(AS_COUNT, zip(values, entries, strict=sides != [])))


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
    totals = summed(
        ((*values[:place], kind, *values[place + 1 :]), entries)
        for values, entries in counted
        for kind in str(values[place]).split(",")
    )
    return [Count(values, entries) for values, entries in sorted(totals.items())]
