"""One company's case: narrowed, in pages that begin after an entry, with what came before and after."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import translation

from deungdae.apps.accounts.models import User
from deungdae.apps.core.ids import from_short
from deungdae.apps.evidence.filters import CaseFilters
from deungdae.apps.evidence.kinds import KINDS, names_in
from deungdae.apps.evidence.models import EvidenceEntry, EvidenceQuerySet
from deungdae.apps.evidence.selectors.people import CENTRE, bring_people, centre_people
from deungdae.apps.evidence.words import folded
from deungdae.apps.organisations.models import Organisation, within

Tally = dict[tuple[str, int | None], int]
"""(kind, key of who wrote) → entries."""
PAGE_SIZE = 50
SLOT = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class CasePage:
    """Entries, latest first, and the entries that the neighbouring pages begin beside ("": none)."""

    entries: list[EvidenceEntry]
    before: str
    after: str


def case_of(*, organisation: Organisation, user: User) -> EvidenceQuerySet:
    """The time line of an organisation for this person, latest first, each entry with its counter entry.

    A stranger gets an empty line. `entry.evidenceentry` is there when an entry was corrected.
    """
    family = organisation.family
    concerned = [*family, organisation.merged_into_id] if organisation.merged_into_id else family
    # Asked of these alone: the databases would first gather every organisation that staff may see.
    readable = Organisation.objects.visible_to(user).filter(pk__in=concerned)
    visible = EvidenceEntry.objects.filter(within(readable), organisation__in=family)
    return visible.select_related("actor", "person", "evidenceentry__actor")


def standing_case_of(*, organisation: Organisation, user: User) -> EvidenceQuerySet:
    """What counts: entries that were not corrected, without the corrections themselves."""
    return case_of(organisation=organisation, user=user).standing()


def narrowed(entries: EvidenceQuerySet, *, filters: CaseFilters, reads_all: bool) -> EvidenceQuerySet:
    """The entries that the filters leave; to a company every person of the centre is the centre."""
    if filters.group:
        entries = entries.filter(kind__in=names_in(filters.group))
    if filters.kind:
        entries = entries.filter(kind=filters.kind)
    if filters.since:
        entries = entries.filter(happened_on__gte=filters.since)
    if filters.until:
        entries = entries.filter(happened_on__lte=filters.until)
    for token in folded(filters.words).split():
        entries = entries.filter(Q(words__contains=token) | Q(kind__in=kinds_saying(token)))
    return entries.filter(by_actor(filters.actor, reads_all=reads_all)) if filters.actor else entries


def by_actor(actor: str, *, reads_all: bool) -> Q:
    if not reads_all and actor == CENTRE:
        return Q(actor__in=centre_people())
    try:
        person = Q(actor__public_id=from_short(actor))
    except ValueError:
        return Q(pk__in=())
    return person if reads_all else person & ~Q(actor__in=centre_people())


def kinds_saying(token: str) -> list[str]:
    """Kinds whose own words, in Korean or in the language in force, hold this one."""
    found = []
    for language in {"ko", translation.get_language() or "ko"}:
        with translation.override(language):
            found += [
                kind.name
                for kind in KINDS.values()
                if token in folded(f"{kind.label} {kind.group.label} {SLOT.sub(' ', str(kind.words))}")
            ]
    return found


def tally_of(entries: EvidenceQuerySet) -> Tally:
    """How many entries of each kind each person wrote, in one query."""
    counted = entries.select_related(None).order_by().values("kind", "actor").annotate(entries=Count("pk"))
    return {(kind, actor): number for kind, actor, number in counted.values_list("kind", "actor", "entries")}


def counts_by_kind(tally: Tally) -> dict[str, int]:
    found: Counter[str] = Counter()
    for (kind, _actor), number in tally.items():
        found[kind] += number
    return dict(found)


def page_of_case(
    entries: EvidenceQuerySet, *, before: str = "", after: str = "", known: Iterable[User] = ()
) -> CasePage:
    """Fifty entries older than `after` or newer than `before`; with an id of neither, the first page.

    `known`: people who are read already.
    """
    found = rows_of_page(
        entries.select_related(None).select_related("evidenceentry"), before=before, after=after
    )
    bring_people(found.entries, known=known)
    return found


def rows_of_page(entries: EvidenceQuerySet, *, before: str, after: str) -> CasePage:
    mark = marked(entries, before or after)
    if mark is None:
        rows = list(entries[: PAGE_SIZE + 1])
        return page(rows[:PAGE_SIZE], has_newer=False, has_older=len(rows) > PAGE_SIZE)
    if before:
        rows = list(entries.filter(newer_than(mark)).order_by("happened_on", "id")[: PAGE_SIZE + 1])
        return page(rows[PAGE_SIZE - 1 :: -1], has_newer=len(rows) > PAGE_SIZE, has_older=True)
    rows = list(entries.filter(older_than(mark))[: PAGE_SIZE + 1])
    return page(rows[:PAGE_SIZE], has_newer=True, has_older=len(rows) > PAGE_SIZE)


def page(entries: list[EvidenceEntry], *, has_newer: bool, has_older: bool) -> CasePage:
    return CasePage(
        entries=entries,
        before=entries[0].short_id if entries and has_newer else "",
        after=entries[-1].short_id if entries and has_older else "",
    )


def marked(entries: EvidenceQuerySet, short_id: str) -> EvidenceEntry | None:
    try:
        return entries.filter(public_id=from_short(short_id)).first()
    except ValueError:
        return None


def older_than(entry: EvidenceEntry) -> Q:
    day = entry.happened_on
    return Q(happened_on__lte=day) & (Q(happened_on__lt=day) | Q(pk__lt=entry.pk))


def newer_than(entry: EvidenceEntry) -> Q:
    day = entry.happened_on
    return Q(happened_on__gte=day) & (Q(happened_on__gt=day) | Q(pk__gt=entry.pk))


def neighbours_of(
    entry: EvidenceEntry, *, entries: EvidenceQuerySet
) -> tuple[EvidenceEntry | None, EvidenceEntry | None]:
    """What came before it in the case, and what came after."""
    earlier = entries.filter(older_than(entry)).first()
    later = entries.filter(newer_than(entry)).order_by("happened_on", "id").first()
    return earlier, later
