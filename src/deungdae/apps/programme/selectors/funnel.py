"""Where companies stand in the three stages, and for how long nothing has happened there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce

from deungdae.apps.evidence.kinds import Group, names_in
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.programme.selectors.tallies import Stamp

STAGES = (Group.AWARENESS, Group.CAPABILITY, Group.EXECUTION)
AGES = (90, 180, 365)
"""Days since the last entry: up to each of these, and longer."""


class Place(NamedTuple):
    """A company: the furthest stage it has come to, the day of its last entry in any."""

    organisation: int
    stage: str
    last: date


@dataclass(frozen=True, slots=True)
class Row:
    """A stage: companies that came so far or further, those that stand there, by how long ago."""

    stage: str
    came: int
    ages: tuple[int, ...]

    @property
    def here(self) -> int:
        return sum(self.ages)


@lru_cache(maxsize=4)
def places_on(day: date, stamp: Stamp) -> tuple[Place, ...]:
    """In one query; companies that only supply are not on the way of the three stages."""
    if not stamp:
        return ()
    of = {stage.code: Q(kind__in=names_in(stage.code)) for stage in STAGES}
    on_the_way = Q(organisation_kinds="") | Q(organisation_kinds__contains="demand")
    any_stage = of["awareness"] | of["capability"] | of["execution"]
    found = (
        EvidenceEntry.objects.standing()
        .filter(on_the_way & any_stage, happened_on__lte=day)
        .order_by()
        .annotate(standing=Coalesce(F("organisation__merged_into_id"), F("organisation_id")))
        .values("standing")
        .annotate(**{code: Max("happened_on", filter=fits) for code, fits in of.items()})
    )
    rows = found.values_list("standing", *of)
    return tuple(place_of(row[0], row[1:]) for row in rows)


def place_of(organisation: int, days: Sequence[date | None]) -> Place:
    reached = [stage.code for stage, day in zip(STAGES, days, strict=True) if day is not None]
    return Place(organisation, reached[-1], max(day for day in days if day is not None))


def age_of(place: Place, day: date) -> int:
    """Which of the ages it is in, counted from nought."""
    waited = (day - place.last).days
    return sum(waited > end for end in AGES)


def funnel_on(day: date, stamp: Stamp) -> list[Row]:
    counts = Counter((one.stage, age_of(one, day)) for one in places_on(day, stamp))
    rows, further = [], 0
    for stage in reversed(STAGES):
        ages = tuple(counts[stage.code, age] for age in range(len(AGES) + 1))
        further += sum(ages)
        rows.append(Row(stage.code, further, ages))
    return rows[::-1]


def companies_at(stage: str, age: int | None, day: date, stamp: Stamp) -> list[Place]:
    """Those that stand there, who waited longest first."""
    found = [one for one in places_on(day, stamp) if one.stage == stage]
    if age is not None:
        found = [one for one in found if age_of(one, day) == age]
    return sorted(found, key=lambda one: (one.last, one.organisation))
