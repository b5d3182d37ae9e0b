"""A company's figures of a year, as they stood at any moment; a restated one says what it was before."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from deungdae.apps.core.ids import from_short
from deungdae.apps.core.reporting.figures import Change, FigureSource, Query, register_figure_source
from deungdae.apps.organisations.figure_kinds import KINDS, shown_figure
from deungdae.apps.organisations.models import Organisation, YearlyFigure
from deungdae.engine.kernel.korean import sentence

NAME = "yearly_figure"


def yearly_query(company: str, year: int, kind: str) -> Query:
    """`company`: its short public id; `kind`: sales, assets, employees …"""
    return {"of": NAME, "company": company, "year": year, "kind": kind}


def rows_of(queries: Sequence[Query]) -> dict[tuple[str, int, str], list[YearlyFigure]]:
    """Everything that was ever said of the years asked for, the most reliable source first."""
    wanted = {from_short(query["company"]) for query in queries}
    families = {one.short_id: one.family for one in Organisation.objects.filter(public_id__in=wanted)}
    owner = {pk: short for short, keys in families.items() for pk in keys}
    years = {query["year"] for query in queries}
    found: dict[tuple[str, int, str], list[YearlyFigure]] = {}
    rows = YearlyFigure.objects.filter(organisation__in=owner, year__in=years)
    for one in rows.select_related("supersedes").order_by("source_kind", "-recorded_at", "-pk"):
        found.setdefault((owner[one.organisation_id], one.year, one.kind), []).append(one)
    return found


def key_of(query: Query) -> tuple[str, int, str]:
    return query["company"], query["year"], query["kind"]


def values(queries: Sequence[Query], at: datetime) -> list[int | None]:
    rows = rows_of(queries)
    return [value_at(rows.get(key_of(query), []), at) for query in queries]


def value_at(rows: Sequence[YearlyFigure], at: datetime) -> int | None:
    """Of the most reliable source that had said something by then and had not taken it back."""
    current = (
        one.value for one in rows if one.recorded_at <= at and (one.ended_at is None or one.ended_at > at)
    )
    return next(current, None)


def changes(queries: Sequence[Query], since: datetime) -> list[list[Change]]:
    rows = rows_of(queries)
    return [
        [change_of(one, since) for one in rows.get(key_of(query), []) if has_moved(one, since)]
        for query in queries
    ]


def has_moved(one: YearlyFigure, since: datetime) -> bool:
    """Said later, or withdrawn later; what was only replaced is told by what replaced it."""
    if one.recorded_at > since:
        return one.ended_at is None
    return one.ended_at is not None and one.ended_at > since and one.withdrawal != ""


def change_of(one: YearlyFigure, since: datetime) -> Change:
    values_ = {
        "year": str(one.year),
        "kind": str(KINDS[one.kind].label),
        "now": shown_figure(one.kind, one.value),
        "source": one.get_source_kind_display(),
        "when": date_format(localtime(one.recorded_at), "SHORT_DATE_FORMAT"),
    }
    if one.recorded_at <= since:
        assert one.ended_at is not None  # noqa: S101  # nosec - it has moved
        when = date_format(localtime(one.ended_at), "SHORT_DATE_FORMAT")
        words = _("{year}년 {kind} 취소: {now}({source}), {when}에 취소함: {reason}")
        return Change(sentence(words, {**values_, "when": when, "reason": one.withdrawal}))
    before = one.supersedes
    if before is not None and before.value != one.value:
        was = shown_figure(before.kind, before.value)
        words = _("{year}년 {kind} 정정: {was} → {now}({source}, {when}에 기록)")
        return Change(sentence(words, {**values_, "was": was}), one.value - before.value)
    words = _("{year}년 {kind} 새 값: {now}({source}, {when}에 기록)")
    return Change(sentence(words, values_))


def words_of(query: Query) -> str:
    words = _("{year}년 {kind}, 가장 믿을 만한 출처의 값")
    return words.format(year=query["year"], kind=KINDS[query["kind"]].label)


register_figure_source(FigureSource(NAME, values, changes, words_of))
