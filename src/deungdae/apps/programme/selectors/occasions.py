"""How much an occasion brings: a cohort, a forum, a matching day."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from deungdae.apps.programme.definition import Definition
from deungdae.apps.programme.kinds import OCCASIONS
from deungdae.apps.programme.selectors.tallies import Stamp, entries_of, tally_on


@dataclass(frozen=True, slots=True)
class Occasions:
    """`each`: what one of them brought on average, rounded; `a_year`: how many there were a year."""

    count: int
    each: int
    a_year: float


@lru_cache(maxsize=64)
def occasions_of(definition: Definition, on: date, stamp: Stamp) -> Occasions | None:
    """Of the kinds whose entries tell of an occasion; None where none of them does."""
    if not definition.adds_up or definition.since is None:
        return None
    count = 0
    for kind in definition.kinds:
        if kind in OCCASIONS:
            mine = entries_of(definition).filter(kind=kind, happened_on__lte=on)
            count += mine.values(*(f"payload__{field}" for field in OCCASIONS[kind])).distinct().count()
    if not count:
        return None
    whole = (tally_on(definition, stamp, on).value or 0) // 100
    years = max(1, (on - definition.since).days + 1) / 365.25
    return Occasions(count, round(whole / count), round(count / years, 1))
