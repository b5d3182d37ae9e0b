"""The ministries' tasks at the end of a time: by field, by ministry, what is late or at risk, the money."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from deungdae.apps.core.documents.content.model import Block, Cell, Number, Paragraph, Table
from deungdae.apps.core.reporting.figures import (
    Change,
    Definition,
    FigureSource,
    Query,
    register_figure_source,
)
from deungdae.apps.core.reporting.sections import Asked, ReportSection, register_report_section
from deungdae.apps.policy.bridge.lights import findings_said
from deungdae.apps.policy.models import Ministry, Strategy
from deungdae.apps.policy.selectors.overview import Budget, budget_on
from deungdae.apps.policy.selectors.register import Line, lines_on, strategy_in_use
from deungdae.apps.policy.words import HUNDRED_MILLION, LIGHTS

NAME = "policy"
PLANNED, EXECUTED = "planned", "executed"
COLUMNS = ("", *LIGHTS)
"""All tasks, then those of each light."""


def day_of(asked: Asked) -> date:
    """The last day of the time, or that of the making where it goes on."""
    return min(asked.until - timedelta(days=1), localtime(asked.book.at).date())


def register() -> str:
    return _("정책 과제 등록부와 부처의 보고")


def tasks_definition(light: str) -> Definition:
    if not light:
        meaning = _("기준일에 등록부에 있는 과제 수")
        return Definition(pgettext("policy", "과제"), meaning, register(), pgettext("unit", "건"))
    meaning = _(
        "이정표와 지표의 계획과 실적으로 판정한 신호등이 ‘{light}’인 과제 수. 사람이 바꾼 것은 바꾼 값"
    )
    words = str(LIGHTS[light])
    return Definition(words, meaning.format(light=words), register(), pgettext("unit", "건"))


def tasks_query(day: date, light: str, *, field: str = "", ministry: str = "") -> Query:
    """`field`, `ministry`: codes; empty: all."""
    told = {"of": NAME, "on": day.isoformat(), "what": "tasks"}
    return {**told, "light": light, "field": field, "ministry": ministry}


def money_query(day: date, year: int, what: str) -> Query:
    return {"of": NAME, "on": day.isoformat(), "what": what, "year": year}


def values(queries: Sequence[Query], at: datetime) -> list[int | None]:
    """The register keeps its history: a past day is the same whenever it is asked for."""
    found: dict[int, int | None] = {}
    strategy = strategy_in_use()
    order = sorted(range(len(queries)), key=lambda place: str(queries[place]["on"]))
    for day, places in groupby(order, key=lambda place: str(queries[place]["on"])):
        on = min(date.fromisoformat(day), localtime(at).date())
        lines = lines_on(strategy, on) if strategy is not None else []
        for place in places:
            found[place] = value_of(queries[place], strategy, lines, on)
    return [found[place] for place in range(len(queries))]


def value_of(query: Query, strategy: Strategy | None, lines: Sequence[Line], on: date) -> int | None:
    if strategy is None:
        return None
    if query["what"] == "tasks":
        return sum(fits(line, query) for line in lines)
    money = budget_on(strategy, lines, on, query["year"]).years.get(query["year"])
    if money is None:
        return None
    won = money.planned if query["what"] == PLANNED else money.executed
    return None if won is None else round(won / HUNDRED_MILLION)


def fits(line: Line, query: Query) -> bool:
    lead = line.lead.code if line.lead is not None else ""
    asked = ((query["light"], line.light), (query["field"], line.field.code), (query["ministry"], lead))
    return all(wanted in ("", known) for wanted, known in asked)


def changes(queries: Sequence[Query], since: datetime) -> list[list[Change]]:
    """Only a day that was not over yet can be another one: by what ministries handed in on it."""
    return [[Change(_("보고서를 만든 뒤 등록부가 바뀌거나 보고가 들어왔습니다."))] for _query in queries]


def words_of(query: Query) -> str:
    day = str(query["on"])
    if query["what"] != "tasks":
        return _("{year}년, 기준일 {day}").format(year=query["year"], day=day)
    narrowed = [str(query[side]) for side in ("field", "ministry") if query[side]]
    return ", ".join([*narrowed, _("기준일 {day}").format(day=day)])


def counts(asked: Asked, side: str, codes: Sequence[str]) -> list[tuple[Number, ...]]:
    """For each code, and last for all, the tasks and those of each light."""
    day = day_of(asked)
    rows = [{side: code} for code in codes] + [{}]
    queries = [
        (tasks_definition(light), tasks_query(day, light, **narrowed))
        for narrowed in rows
        for light in COLUMNS
    ]
    found = asked.book.measured(queries)
    width = len(COLUMNS)
    return [tuple(found[place : place + width]) for place in range(0, len(found), width)]


def by_side(asked: Asked, side: str, named: Sequence[tuple[str, str]], caption: str) -> Iterator[Block]:
    """`named`: code and name of each row."""
    if not named:
        return
    cells = counts(asked, side, [code for code, _name in named])
    names = [*(name for _code, name in named), pgettext("row", "모두")]
    head = (caption, *(asked.book.mark(tasks_definition(light)) for light in COLUMNS))
    rows: tuple[tuple[Cell, ...], ...] = tuple((name, *row) for name, row in zip(names, cells, strict=True))
    yield Table(caption, head, rows, (30, 14, 14, 14, 14, 14))


def tasks_of(asked: Asked) -> tuple[Strategy | None, list[Line]]:
    strategy = strategy_in_use()
    return strategy, lines_on(strategy, day_of(asked)) if strategy is not None else []


def summary(asked: Asked) -> Iterator[Block]:
    strategy, lines = tasks_of(asked)
    if strategy is None or not lines:
        return
    late = sum(line.is_late for line in lines)
    words = _("기준일 {day}. 보고 기한을 넘긴 과제는 {late}건입니다.")
    yield Paragraph(words.format(day=date_format(day_of(asked), "SHORT_DATE_FORMAT"), late=late))
    fields = [(one.code, one.shown) for one in strategy.fields.all()]
    yield from by_side(asked, "field", fields, _("분야별 과제"))


def by_ministry(asked: Asked) -> Iterator[Block]:
    _strategy, lines = tasks_of(asked)
    leads: dict[str, Ministry] = {one.lead.code: one.lead for one in lines if one.lead is not None}
    named = sorted((code, lead.name_on(day_of(asked))) for code, lead in leads.items())
    yield from by_side(asked, "ministry", named, _("주관 부처별 과제"))


def late(asked: Asked) -> Iterator[Block]:
    """Red ones and those whose report is late, with the first reason."""
    _strategy, lines = tasks_of(asked)
    rows = tuple(
        (line.code, line.title, line.lead.name_on(day_of(asked)) if line.lead is not None else "–", why(line))
        for line in lines
        if line.light == "red" or line.is_late
    )
    if rows:
        head = (_("번호"), pgettext("policy", "과제"), _("주관"), _("까닭"))
        yield Table(_("늦어지거나 위험한 과제"), head, rows, (10, 34, 16, 40))


def why(line: Line) -> str:
    parts = [str(LIGHTS[line.light])]
    if line.override is not None:
        parts.append(line.override.reason)
    else:
        parts += [words for _light, words in findings_said(line.verdict.findings)[:1]]
    if line.is_late:
        parts.append(_("보고가 늦음"))
    return " · ".join(parts)


def budget(asked: Asked) -> Iterator[Block]:
    """In hundred million won, by year."""
    strategy, lines = tasks_of(asked)
    if strategy is None:
        return
    day = day_of(asked)
    told: Budget = budget_on(strategy, lines, day, None)
    definitions = {what: money_definition(what) for what in (PLANNED, EXECUTED)}
    queries = [
        (definitions[what], money_query(day, year, what)) for year in told.years for what in definitions
    ]
    found = iter(asked.book.measured(queries))
    rows = tuple((str(year), next(found), next(found)) for year in told.years)
    if rows:
        head = (pgettext("column", "연도"), *(asked.book.mark(one) for one in definitions.values()))
        yield Table(_("예산 계획과 집행"), head, rows, (30, 35, 35))


def money_definition(what: str) -> Definition:
    name = _("계획 예산") if what == PLANNED else _("집행액")
    meaning = _("모든 과제의 그해 금액을 더한 값. 1억 원 미만은 반올림. 알려지지 않은 집행은 세지 않음")
    return Definition(name, meaning, register(), pgettext("unit", "억 원"))


register_figure_source(FigureSource(NAME, values, changes, words_of))
for name, label, build in (
    ("policy.summary", gettext_lazy("과제 이행 현황"), summary),
    ("policy.ministries", gettext_lazy("부처별 이행 현황"), by_ministry),
    ("policy.late", gettext_lazy("늦어지거나 위험한 과제"), late),
    ("policy.budget", gettext_lazy("예산 집행"), budget),
):
    register_report_section(ReportSection(name, label, build))
