"""What a definition counts: each key once, at its first entry.

Every side (year, region, size, kind) splits the same keys, so that parts always add up to the whole, and a
figure is the length of the list behind it. What was counted is remembered in the process as long as the
evidence is the same: `stamp_now` changes with every entry, correction, merge of companies or of people.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any, NamedTuple

from django.db.models import Count, Max, Q
from django.db.models.functions import Coalesce

from deungdae.apps.academy.models import TraineeMerge
from deungdae.apps.core.ids import short
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.programme.definition import Counted, Definition
from deungdae.apps.programme.kinds import PEOPLE, PersonBehind

LAST = 1_000
"""So many of the last entries are counted for the stamp: transactions may end in another order."""
REMEMBERED, AS_OF = 128, 48
SIDES = ("year", "region", "size", "kind")
Key = tuple[str, object]
Stamp = tuple[object, ...]
_remembered: "dict[Definition, tuple[Stamp, Tally]]" = {}
_turn = Lock()


class Seen(NamedTuple):
    """What a key is counted by: its first entry, and the company behind it. `value`: what it adds."""

    entry: int
    day: date
    region: str
    size: str
    kind: str
    organisation: int
    value: int

    def on(self, side: str) -> str:
        return str(self.day.year) if side == "year" else str(getattr(self, side))


@dataclass(frozen=True)
class Tally:
    """By key, in the order of the days. What is asked again and again is worked out once."""

    definition: Definition
    seen: dict[Key, Seen]

    def until(self, day: date) -> "Tally":
        """What had happened by the end of the day, as it is known now."""
        if all(one.day <= day for one in self.seen.values()):
            return self
        return Tally(self.definition, {key: one for key, one in self.seen.items() if one.day <= day})

    def having(self, **sides: str) -> "Tally":
        """Only what stands at these values of sides; empty ones ask for nothing ("-": not known)."""
        asked = {side: "" if value == "-" else value for side, value in sides.items() if value}
        kept = {k: one for k, one in self.seen.items() if all(one.on(s) == v for s, v in asked.items())}
        return Tally(self.definition, kept)

    @cached_property
    def value(self) -> int | None:
        """In hundredths of the unit; None: a mean of nothing."""
        return worth(self.seen.values(), self.definition.counted)

    def split(self, side: str) -> dict[str, int]:
        """Value of the side → its part, in hundredths; of means the parts are numbers of companies."""
        parts: Counter[str] = Counter()
        is_mean = self.definition.counted == Counted.CHANGE
        for one in self.seen.values():
            parts[one.on(side)] += 100 if is_mean else 100 * one.value
        return dict(sorted(parts.items()))

    @cached_property
    def by_month(self) -> dict[int, int]:
        """What was added in each month, by its number since the year nought."""
        found: Counter[int] = Counter()
        for one in self.seen.values():
            found[number_of(one.day)] += one.value
        return dict(found)

    def months(self, first: date, count: int) -> list[int]:
        """What was added in each of so many months."""
        start = number_of(first)
        return [self.by_month.get(start + place, 0) for place in range(count)]

    @property
    def organisations(self) -> frozenset[int]:
        return frozenset(one.organisation for one in self.seen.values())


def number_of(month: date) -> int:
    return 12 * month.year + month.month


def worth(seen: Iterable[Seen], counted: str) -> int | None:
    values = [one.value for one in seen]
    if counted == Counted.CHANGE:
        return round(sum(values) / len(values)) if values else None
    return 100 * sum(values)


def stamp_now() -> Stamp:
    """Another one whenever something could be counted differently; three quick queries."""
    last = EvidenceEntry.objects.order_by("-pk").values_list("pk", "public_id").first()
    if last is None:
        return ()
    recent = EvidenceEntry.objects.order_by().filter(pk__gt=last[0] - LAST).count()
    joins = TraineeMerge.objects.aggregate(last=Max("merged_at"), undone=Max("undone_at"), all=Count("pk"))
    return (*last, recent, *joins.values())


def tally_of(definition: Definition, stamp: Stamp) -> Tally:
    """As it was counted under this stamp; of each definition the last tally alone is remembered."""
    known = _remembered.get(definition)
    if known is not None and known[0] == stamp:
        return known[1]
    made = counted(definition, stamp)
    with _turn:
        _remembered.pop(definition, None)
        if len(_remembered) >= REMEMBERED:
            del _remembered[next(iter(_remembered))]
        _remembered[definition] = stamp, made
    return made


@lru_cache(maxsize=AS_OF)
def tally_on(definition: Definition, stamp: Stamp, day: date) -> Tally:
    """As of a day; a few of the last ones asked for are remembered."""
    return tally_of(definition, stamp).until(day)


def tally_known_at(definition: Definition, at: datetime) -> Tally:
    """With what was recorded by that moment, and not corrected by then; companies as they are today."""
    return counted(definition, ("at", at), at=at)


def counted(definition: Definition, stamp: Stamp, *, at: datetime | None = None) -> Tally:
    """Of evidence; everything within the period of the definition. `at`: as it was known then."""
    if not definition.is_evidence or not stamp:
        return Tally(definition, {})
    rows = list(rows_of(definition, at))
    if definition.within is not None:
        whole = tally_of(definition.within, stamp) if at is None else tally_known_at(definition.within, at)
        others = whole.organisations
        rows = [row for row in rows if row[ORGANISATION] in others]
    if definition.counted == Counted.CHANGE:
        return Tally(definition, changes_of(rows))
    keys = keys_of(definition, rows)
    seen: dict[Key, Seen] = {}
    for key, row in zip(keys, rows, strict=True):
        if key not in seen:
            is_sum = definition.counted == Counted.SUM
            seen[key] = Seen._make((*row[:COLUMNS], int(row[COLUMNS]) if is_sum else 1))
    return Tally(definition, seen)


ORGANISATION, COLUMNS = 5, 6


def rows_of(definition: Definition, at: datetime | None = None) -> Iterable[tuple[Any, ...]]:
    """(entry, day, province, size, kind, company that stands for it today, fields of the payload …)."""
    fields = fields_needed(definition)
    found = entries_of(definition, at).annotate(
        standing=Coalesce("organisation__merged_into_id", "organisation_id")
    )
    columns = ("pk", "happened_on", "region", "size", "kind", "standing")
    rows = found.values_list(*columns, *(f"payload__{field}" for field in fields))
    for row in rows.order_by("happened_on", "pk").iterator(chunk_size=5_000):
        yield (*row[:2], row[2][:2], *row[3:])


def entries_of(definition: Definition, at: datetime | None = None) -> Any:
    """The standing entries that fit, in no order."""
    entries = EvidenceEntry.objects.all()
    standing = entries.standing() if at is None else entries.standing_at(at)
    fits = Q(kind__in=definition.kinds)
    for field, values in definition.conditions:
        fits &= Q(**{f"payload__{field}__in": list(values)})
    if definition.since is not None:
        fits &= Q(happened_on__gte=definition.since)
    if definition.until is not None:
        fits &= Q(happened_on__lt=definition.until)
    return standing.filter(fits).order_by()


def fields_needed(definition: Definition) -> list[str]:
    if definition.counted == Counted.PERSON:
        return sorted({PEOPLE[kind].field for kind in definition.kinds if kind in PEOPLE})
    if definition.counted == Counted.SUM:
        return [definition.figure]
    if definition.counted == Counted.CHANGE:
        return [definition.figure, "round", "framework", "version", "rule"]
    return []


def keys_of(definition: Definition, rows: list[tuple[Any, ...]]) -> list[Key]:
    if definition.counted == Counted.ORGANISATION:
        return [("organisation", row[ORGANISATION]) for row in rows]
    if definition.counted != Counted.PERSON:
        return [("entry", row[0]) for row in rows]
    fields = fields_needed(definition)
    behind = {kind: people_behind(PEOPLE[kind]) for kind in definition.kinds if kind in PEOPLE}
    places = {kind: COLUMNS + fields.index(PEOPLE[kind].field) for kind in behind}
    found: list[Key] = []
    for row in rows:
        person = behind[row[4]].get(row[places[row[4]]])
        found.append(("person", person) if person is not None else ("entry", row[0]))
    return found


def people_behind(known: PersonBehind) -> dict[str, int]:
    """Short id of a record → the key of its person."""
    rows = known.model._default_manager.order_by().values_list("public_id", known.path)
    return {short(public_id): person for public_id, person in rows.iterator(chunk_size=5_000)}


def changes_of(rows: list[tuple[Any, ...]]) -> dict[Key, Seen]:
    """By company with both rounds of one framework, version and rule: the last T1 less the first T0."""
    before: dict[tuple[object, ...], int] = {}
    found: dict[Key, Seen] = {}
    for row in rows:
        figure, round_, *basis = row[COLUMNS:]
        if figure is None:
            continue
        key = (row[ORGANISATION], *basis)
        if round_ == "T0":
            before.setdefault(key, round(100 * float(figure)))
        elif round_ == "T1" and key in before:
            change = round(100 * float(figure)) - before[key]
            found["change", key] = Seen._make((*row[:COLUMNS], change))
    return found
