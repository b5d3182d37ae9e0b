"""Where the programme's indicators stand at the end of a time, against their targets."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from deungdae.apps.core.documents.content.model import Block, Heading, Table
from deungdae.apps.core.reporting import figures
from deungdae.apps.core.reporting.figures import Change, FigureSource, Query, register_figure_source
from deungdae.apps.core.reporting.sections import Asked, ReportSection, register_report_section
from deungdae.apps.programme.definition import Definition, Unit
from deungdae.apps.programme.models import IndicatorVersion, Programme
from deungdae.apps.programme.selectors.standing import Standing, asked_of, standings_of
from deungdae.apps.programme.selectors.tallies import Tally, tally_known_at
from deungdae.apps.programme.selectors.versions import definition_of, versions_in_force
from deungdae.apps.programme.words import figure_words, short_unit

NAME = "programme"
COUNTED = (Unit.ORGANISATIONS, Unit.PEOPLE, Unit.ENTRIES, Unit.WON)
"""What adds up in whole units; means and the rates of surveys have pages of their own."""


def target_query(standing: Standing, on: date) -> Query:
    """The version is kept with it: a definition that is changed later counts something else."""
    goal = standing.indicator.goal
    told = {"of": NAME, "programme": goal.programme.code, "indicator": standing.indicator.code}
    return {**told, "version": standing.version.number, "on": on.isoformat()}


def definitions_of(queries: Sequence[Query]) -> list[Definition | None]:
    versions = versions_in_force()
    rows = IndicatorVersion.objects.filter(indicator__code__in={query["indicator"] for query in queries})
    known = {
        (one.indicator.goal.programme.code, one.indicator.code, one.number): one
        for one in rows.select_related("indicator__goal__programme")
    }
    found = [known.get((query["programme"], query["indicator"], query["version"])) for query in queries]
    return [definition_of(one, versions) if one is not None else None for one in found]


def tallies(queries: Sequence[Query], at: datetime) -> list[Tally | None]:
    return [
        tally_known_at(one, at).until(date.fromisoformat(query["on"])) if one is not None else None
        for one, query in zip(definitions_of(queries), queries, strict=True)
    ]


def values(queries: Sequence[Query], at: datetime) -> list[int | None]:
    return [None if one is None or one.value is None else one.value // 100 for one in tallies(queries, at)]


def changes(queries: Sequence[Query], since: datetime) -> list[list[Change]]:
    """By key: what is counted now and was not known then, and the other way round."""
    now = localtime()
    pairs = zip(tallies(queries, since), tallies(queries, now), strict=True)
    return [differences(then, later) if then and later else [] for then, later in pairs]


def differences(then: Tally, now: Tally) -> list[Change]:
    came = [one.value for key, one in now.seen.items() if key not in then.seen]
    gone = [one.value for key, one in then.seen.items() if key not in now.seen]
    found = []
    if came:
        found.append(
            Change(_("나중에 적은 기록으로 새로 센 것 {count}건").format(count=len(came)), sum(came))
        )
    if gone:
        found.append(Change(_("바로잡아 세지 않게 된 것 {count}건").format(count=len(gone)), -sum(gone)))
    return found


def words_of(query: Query) -> str:
    words = _("정의 {version}판, {day}까지")
    return words.format(version=query["version"], day=str(query["on"]))


def targets(asked: Asked) -> Iterator[Block]:
    """Of every programme that ran in the time, as of its last day or that of the making."""
    day = min(asked.until - timedelta(days=1), localtime(asked.book.at).date())
    running = list(Programme.objects.filter(starts_on__lt=asked.until, ends_on__gt=asked.since))
    for programme in running:
        rows = list(rows_of(asked, programme, day))
        if not rows:
            continue
        if len(running) > 1:
            yield Heading(str(programme), level=2)
        head = (_("지표"), _("실적"), _("마지막 목표"), _("기한"), _("판정"))
        yield Table(_("목표와 실적"), head, tuple(rows), (36, 16, 16, 16, 16))


def rows_of(asked: Asked, programme: Programme, day: date) -> Iterator[tuple]:  # type: ignore[type-arg]
    known = asked_of(programme, day)
    shown = [one for one in standings_of(known) if one.targets and one.definition.unit in COUNTED]
    shown = [one for one in shown if one.definition.is_evidence]
    meanings = [meaning_of(one) for one in shown]
    numbers = asked.book.measured(
        [(meaning, target_query(one, known.on)) for meaning, one in zip(meanings, shown, strict=True)]
    )
    for one, meaning, number in zip(shown, meanings, numbers, strict=True):
        last = one.targets[-1]
        ends = date_format(last.ends_on - timedelta(days=1), "SHORT_DATE_FORMAT")
        target = figure_words(last.value, one.definition.unit)
        yield asked.book.mark(meaning), number, target, ends, str(one.state.label)


def meaning_of(standing: Standing) -> figures.Definition:
    return figures.Definition(
        str(standing.indicator),
        _("사업의 목표에서 정한 정의로 센 값: 한 기업·사람·기록은 한 번만 셈"),
        _("기업 카드의 증거 기록. 바로잡은 기록은 세지 않음"),
        short_unit(standing.definition.unit)
        if standing.definition.unit != Unit.WON
        else pgettext("unit", "원"),
    )


register_figure_source(FigureSource(NAME, values, changes, words_of))
register_report_section(ReportSection("programme.targets", gettext_lazy("목표와 실적"), targets))
