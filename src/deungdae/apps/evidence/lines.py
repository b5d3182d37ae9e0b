"""Entries as people read them, on the screen and on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language

from deungdae.apps.core.ids import short
from deungdae.apps.evidence.kinds import Group, kind_of, words_of
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.selectors import Names


@dataclass(frozen=True, slots=True)
class Countered:
    """Who corrected an entry, when, and why."""

    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry; `meta`: when, what kind, who; `about`: whom; `countered`: when it does not count."""

    id: str
    when: str
    group: Group
    kind: str
    meta: str
    text: str
    who: str
    about: str
    countered: Countered | None


@dataclass(frozen=True, slots=True)
class Month:
    """The lines of one month, in the order of the time line."""

    label: str
    lines: list[Line]


@lru_cache(maxsize=4_096)
def day_in(_language: str | None, day: date) -> str:
    """A day as the language in force writes it; cases meet the same days again and again."""
    return date_format(day, "SHORT_DATE_FORMAT")


def line_of(entry: EvidenceEntry, names: Names) -> Line:
    kind = kind_of(entry.kind)
    label, who = str(kind.label), names.of_actor(entry.actor)
    when = day_in(get_language(), entry.happened_on)
    return Line(
        id=short(entry.public_id),
        when=when,
        group=kind.group,
        kind=label,
        meta=" · ".join(part for part in (when, label, who) if part),
        text=words_of(kind=entry.kind, payload=entry.payload),
        who=who,
        about=names.of_person(entry.person),
        countered=countered(entry.counter, names) if entry.counter else None,
    )


def countered(counter: EvidenceEntry, names: Names) -> Countered:
    return Countered(
        who=names.of_actor(counter.actor),
        when=date_format(localtime(counter.recorded_at), "SHORT_DATE_FORMAT"),
        why=str(counter.payload["reason"]),
    )


def months_of(entries: Iterable[EvidenceEntry], names: Names) -> list[Month]:
    """The time line in months; entries come in the order of their days."""
    return [
        Month(
            date_format(each[0].happened_on, "YEAR_MONTH_FORMAT"), [line_of(entry, names) for entry in each]
        )
        for each in (
            list(same)
            for _month, same in groupby(
                entries, key=lambda one: (one.happened_on.year, one.happened_on.month)
            )
        )
    ]
