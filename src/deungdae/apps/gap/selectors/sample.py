"""The sample in a constant number of queries: every company once in a round, with what it received."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from deungdae.apps.core.ids import short
from deungdae.apps.diagnosis.kinds import received_kinds
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.gap.bridge.effect import Company
from deungdae.apps.gap.bridge.tables import Answer
from deungdae.apps.gap.models import Observation


class Seen(NamedTuple):
    """An observation. `company`: key of the one that stands for it today; `is_own`: its own, not that of one
    that was merged into it."""

    pk: int
    round: str
    year: int
    settled_on: date
    basis: str
    size: str
    industry: str
    region: str
    values: tuple[int, ...]
    organisation: int
    company: int
    short_id: str

    @property
    def is_own(self) -> bool:
        return self.organisation == self.company


FIELDS = ("pk", "round", "year", "settled_on", "basis", "size", "industry", "region")
VALUES = ("uses_data_ai", "overall", "d1", "d2", "d3", "d4", "d5", "d6")
OWNER = (
    "assessment__organisation_id",
    "assessment__organisation__public_id",
    "assessment__organisation__merged_into_id",
    "assessment__organisation__merged_into__public_id",
)


def all_seen() -> list[Seen]:
    """Every observation, in one query."""
    rows = Observation.objects.order_by("pk").values_list(*FIELDS, *VALUES, *OWNER)
    return [seen_of(row) for row in rows.iterator(chunk_size=5_000)]


def seen_of(row: tuple[Any, ...]) -> Seen:
    values = tuple(int(one) for one in row[len(FIELDS) : -len(OWNER)])
    organisation, public_id, survivor, survivor_id = row[-len(OWNER) :]
    owner = (organisation, survivor or organisation, short(survivor_id or public_id))
    return Seen._make((*row[: len(FIELDS)], values, *owner))


def once_each(seen: Iterable[Seen]) -> list[Seen]:
    """A company once in each round and year: its own, else the last of those that were merged into it."""
    found: dict[tuple[int, str, int], Seen] = {}
    for one in sorted(seen, key=lambda one: (one.is_own, one.settled_on, one.pk)):
        found[one.company, one.round, one.year] = one
    return sorted(found.values())


def comparable(seen: Iterable[Seen]) -> list[Seen]:
    """Those scored by the version and rule that most were: points of different rules do not compare."""
    listed = list(seen)
    counts = Counter(one.basis for one in listed)
    if not counts:
        return []
    most = max(counts, key=lambda basis: (counts[basis], basis))
    return [one for one in listed if one.basis == most]


def answers_by_table(seen: Iterable[Seen]) -> Iterator[tuple[tuple[str, int], list[Answer]]]:
    """((round, year), the answers of that table)."""
    tables: dict[tuple[str, int], list[Seen]] = defaultdict(list)
    for one in once_each(seen):
        tables[one.round, one.year].append(one)
    for key in sorted(tables):
        yield key, [Answer(one.size, one.industry, one.region, one.values) for one in comparable(tables[key])]


@dataclass(frozen=True, slots=True)
class Received:
    kind: str
    day: date


def received() -> dict[int, list[Received]]:
    """By company: the services in its case and in the cases of those that were merged into it; one query."""
    kinds = list(received_kinds())
    rows = EvidenceEntry.objects.standing().filter(kind__in=kinds).order_by()
    found: dict[int, list[Received]] = defaultdict(list)
    columns = ("organisation_id", "organisation__merged_into_id", "kind", "happened_on")
    for organisation, survivor, kind, day in rows.values_list(*columns):
        found[survivor or organisation].append(Received(kind, day))
    return found


def companies_compared(seen: Iterable[Seen]) -> list[Company]:
    """Companies with T0 and T1 by one version and rule, as they were at T0, and what they received after the
    day of T0 and up to that of T1."""
    rounds: dict[int, dict[str, Seen]] = defaultdict(dict)
    for one in sorted(seen, key=lambda one: (one.is_own, one.settled_on, one.pk)):
        rounds[one.company][one.round] = one
    services = received()
    found = []
    for company, by_round in rounds.items():
        before, after = by_round.get(Assessment.Round.T0), by_round.get(Assessment.Round.T1)
        if before is None or after is None or before.basis != after.basis:
            continue
        between = {
            one.kind for one in services.get(company, ()) if before.settled_on < one.day <= after.settled_on
        }
        found.append(company_of(before, after, between))
    return found


def company_of(before: Seen, after: Seen, services: set[str]) -> Company:
    return Company(
        before.short_id,
        before.size,
        before.industry,
        before.region,
        before.values[1],
        after.values[1],
        frozenset(services),
    )
