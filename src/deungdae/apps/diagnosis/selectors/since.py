"""What changed since the first round, and what the company received in between."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.diagnosis.bridge.since import Change, changes
from deungdae.apps.diagnosis.kinds import SERVED, received_kinds
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.diagnosis.selectors.assessments import Rounds, earlier_rounds
from deungdae.apps.evidence.kinds import kind_of, words_of
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.selectors.case import standing_case_of
from deungdae.apps.organisations.models import Industry
from deungdae.engine.kernel.korean import sentence

MOST = 200
"""Entries that are told of; the newest where there are more."""
FEW = 3
"""So many of a kind stand one by one; more are told together, the case has each of them."""


@dataclass(frozen=True, slots=True)
class Received:
    """What the company received of one stage of the centre's work; `lines`: (day or days, what)."""

    label: str
    lines: tuple[tuple[str, str], ...]
    count: int


@dataclass(frozen=True, slots=True)
class Since:
    """`changes`: empty where the figures do not mean the same; `notes`: what else changed of the company."""

    first: Assessment
    changes: tuple[Change, ...]
    received: tuple[Received, ...]
    notes: tuple[str, ...]
    period: tuple[str, str]

    @property
    def count(self) -> int:
        return sum(one.count for one in self.received)


def since_first(assessment: Assessment, user: User, earlier: Rounds | None = None) -> Since | None:
    """None in the first round, or where it was never settled. `earlier`: where the rounds before were read
    already."""
    if assessment.round == Assessment.Round.T0 or assessment.settled_at is None:
        return None
    first = (earlier_rounds(assessment) if earlier is None else earlier).get(Assessment.Round.T0)
    if first is None or first.settled_at is None:
        return None
    is_same = first.framework_id == assessment.framework_id and first.rule == assessment.rule
    days = day_of(first.settled_at), day_of(assessment.settled_at)
    return Since(
        first=first,
        changes=tuple(changes(first, assessment)) if is_same else (),
        received=received(assessment, user, *days),
        notes=tuple(notes_of(first, assessment)),
        period=(day_words(days[0]), day_words(days[1])),
    )


def received(assessment: Assessment, user: User, after: date, until: date) -> tuple[Received, ...]:
    """From the day after the first round to the day of this one, by stage; what was corrected is left out."""
    kinds = received_kinds()
    case = standing_case_of(organisation=assessment.organisation, user=user)
    entries = case.filter(kind__in=kinds, happened_on__gt=after, happened_on__lte=until)
    newest = list(entries.order_by("-happened_on", "-pk")[:MOST])[::-1]
    by_group = {group: [one for one in newest if kinds[one.kind] is group] for group in SERVED}
    return tuple(
        Received(str(group.label), tuple(lines_of(found)), len(found))
        for group, found in by_group.items()
        if found
    )


def lines_of(entries: list[EvidenceEntry]) -> Iterator[tuple[str, str]]:
    """In the order of their first day; a kind of which there are many is one line with its days."""
    by_kind: dict[str, list[EvidenceEntry]] = {}
    for one in entries:
        by_kind.setdefault(one.kind, []).append(one)
    for kind, found in by_kind.items():
        if len(found) <= FEW:
            yield from map(line_of, found)
        else:
            days = f"{day_words(found[0].happened_on)} ~ {day_words(found[-1].happened_on)}"
            words = {"kind": str(kind_of(kind).label), "count": str(len(found))}
            yield days, sentence(_("{kind} {count}건"), words)


def line_of(entry: EvidenceEntry) -> tuple[str, str]:
    words = words_of(kind=entry.kind, payload=entry.payload)
    return day_words(entry.happened_on), f"{kind_of(entry.kind).label}: {words}"


def notes_of(first: Assessment, later: Assessment) -> list[str]:
    """A merge or another industry between the rounds: the figures stand, and who reads them knows."""
    found = []
    if first.organisation_id != later.organisation_id:
        template = _("T0은 합치기 전 ‘{name}’의 진단입니다.")
        found.append(sentence(template, {"name": first.organisation.name}))
    if first.industry and later.industry and first.industry != later.industry:
        names = dict(Industry.objects.in_bulk([first.industry, later.industry]))
        template = _("그사이 업종이 ‘{before}’에서 ‘{after}’(으로/로) 바뀌었습니다.")
        words = {"before": str(names[first.industry]), "after": str(names[later.industry])}
        found.append(sentence(template, words))
    return found
