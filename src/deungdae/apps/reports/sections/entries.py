"""Counts over the cases: a figure is a query over evidence, as it stood at any moment.

An entry tells when it was recorded, and so does the entry that corrects it: what a count came to on an
earlier day can be asked again, and each difference has its entry.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.ids import from_short
from deungdae.apps.core.reporting.figures import Change, FigureSource, Query, register_figure_source
from deungdae.apps.evidence.kinds import kind_of
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.gap.charts import PROVINCES
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.reports.selectors.words import period_words
from deungdae.engine.kernel.korean import sentence

NAME = "evidence"
TOGETHER = 100
"""Figures asked of the database in one query."""
TOLD = 5
"""Reasons told one by one; the others are counted."""
Families = Mapping[str, list[int]]
"""The keys of a company and of those merged into it, by its short public id."""


def entries_query(
    kinds: Iterable[str],
    since: date,
    until: date,
    *,
    companies: bool = False,
    company: str = "",
    region: str = "",
) -> Query:
    """Entries of these kinds from `since` to before `until`: how many, or about how many companies.

    `company`: the short public id of the one company whose case is asked; `region`: the code of a province.
    """
    return {
        "of": NAME,
        "kinds": sorted(kinds),
        "since": since.isoformat(),
        "until": until.isoformat(),
        "what": "companies" if companies else "entries",
        "company": company,
        "region": region,
    }


def families_of(queries: Sequence[Query]) -> Families:
    wanted = {from_short(query["company"]) for query in queries if query["company"]}
    return {one.short_id: one.family for one in Organisation.objects.filter(public_id__in=wanted)}


def matching(query: Query, families: Families) -> Q:
    found = Q(kind__in=query["kinds"], happened_on__gte=query["since"], happened_on__lt=query["until"])
    if query["region"]:
        found &= Q(region__startswith=query["region"])
    return found & Q(organisation__in=families[query["company"]]) if query["company"] else found


def standing_at(at: datetime) -> QuerySet[EvidenceEntry]:
    return EvidenceEntry.objects.standing_at(at).order_by()


def values(queries: Sequence[Query], at: datetime) -> list[int | None]:
    """A hundred figures in one query."""
    families, found = families_of(queries), []
    for first in range(0, len(queries), TOGETHER):
        some = queries[first : first + TOGETHER]
        counts = {f"n{place}": counted(query, families) for place, query in enumerate(some)}
        kinds = {kind for query in some for kind in query["kinds"]}
        within = Q(
            kind__in=kinds,
            happened_on__gte=min(query["since"] for query in some),
            happened_on__lt=max(query["until"] for query in some),
        )
        row = standing_at(at).filter(within).aggregate(**counts)
        found += [row[f"n{place}"] for place in range(len(some))]
    return found


def counted(query: Query, families: Families) -> Count:
    wanted = matching(query, families)
    if query["what"] == "companies":
        company = Coalesce(F("organisation__merged_into"), F("organisation"))
        return Count(company, distinct=True, filter=wanted)
    return Count("pk", filter=wanted)


def changes(queries: Sequence[Query], since: datetime) -> list[list[Change]]:
    """For each query: entries recorded later, entries corrected later, companies that came or went."""
    families, now = families_of(queries), clock.now()
    later = Q(recorded_at__gt=since) | Q(evidenceentry__recorded_at__gt=since)
    moved = EvidenceEntry.objects.filter(later, corrects__isnull=True).select_related(
        "organisation__merged_into", "evidenceentry"
    )
    found = []
    for query in queries:
        rows = list(moved.filter(matching(query, families)).order_by("recorded_at", "id"))
        rows = [one for one in rows if (one.recorded_at > since) != (one.counter is not None)]
        if query["what"] == "companies":
            found.append(companies_moved(query, families, since, now))
        else:
            found.append(told(rows, since))
    return found


def told(rows: Sequence[EvidenceEntry], since: datetime) -> list[Change]:
    """The first few one by one, the others by their number."""
    for_each = [change_of(one, since) for one in rows[:TOLD]]
    rest = rows[TOLD:]
    added = sum(1 for one in rest if one.recorded_at > since)
    taken = len(rest) - added
    if added:
        for_each.append(Change(_("그 밖에 나중에 적은 기록 {count}건").format(count=added), added))
    if taken:
        for_each.append(Change(_("그 밖에 바로잡은 기록 {count}건").format(count=taken), -taken))
    return for_each


def change_of(entry: EvidenceEntry, since: datetime) -> Change:
    values_ = {
        "company": (entry.organisation.merged_into or entry.organisation).name,
        "kind": str(kind_of(entry.kind).label),
        "day": date_format(entry.happened_on, "SHORT_DATE_FORMAT"),
    }
    if entry.recorded_at > since:
        when = date_format(localtime(entry.recorded_at), "SHORT_DATE_FORMAT")
        words = _("나중에 적은 기록: {company}, {kind}, {day}에 있었던 일을 {when}에 적음")
        return Change(sentence(words, {**values_, "when": when}), 1)
    counter = entry.counter
    assert counter is not None  # noqa: S101  # nosec - it was recorded before and has moved
    when = date_format(localtime(counter.recorded_at), "SHORT_DATE_FORMAT")
    words = _("바로잡은 기록: {company}, {kind}({day}), {when}에 바로잡음: {reason}")
    return Change(
        sentence(words, {**values_, "when": when, "reason": str(counter.payload["reason"]).rstrip(".")}), -1
    )


def companies_moved(query: Query, families: Families, since: datetime, now: datetime) -> list[Change]:
    """Companies whose first entry came later, and those whose last entry was corrected."""
    company = Coalesce(F("organisation__merged_into"), F("organisation"))
    sides = [
        set(
            standing_at(at)
            .filter(matching(query, families))
            .values_list(company, flat=True)  # type: ignore[misc]  # an expression, which the stubs do not know
            .distinct()
        )
        for at in (since, now)
    ]
    names = dict(Organisation.objects.filter(pk__in=sides[0] ^ sides[1]).values_list("pk", "name"))
    came = sorted(names[pk] for pk in sides[1] - sides[0])
    gone = sorted(names[pk] for pk in sides[0] - sides[1])
    return [
        *named(_("나중에 적은 기록으로 새로 셈: {names}"), came, 1),
        *named(_("기록을 바로잡아 더는 세지 않음: {names}"), gone, -1),
    ]


def named(words: str, names: Sequence[str], sign: int) -> list[Change]:
    if not names:
        return []
    some = ", ".join(names[:TOLD])
    if len(names) > TOLD:
        some = _("{names} 등").format(names=some)
    return [Change(words.format(names=some), sign * len(names))]


def words_of(query: Query) -> str:
    """From when to when, and where; which kinds are counted stands in the definition."""
    days = period_words(date.fromisoformat(query["since"]), date.fromisoformat(query["until"]))
    return f"{days}, {region_name(query['region'])}" if query["region"] else days


def region_name(code: str) -> str:
    """The province as it is called now."""
    return str(PROVINCES[code][0]) if code in PROVINCES else code


register_figure_source(FigureSource(NAME, values, changes, words_of))
