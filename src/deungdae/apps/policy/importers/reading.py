"""The sheets of a workbook to contents of tasks, with every issue at its row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast

from django.utils.translation import gettext as _

from deungdae.apps.core.imports.frame import ImportData, Row, Verdict
from deungdae.apps.policy.importers import columns as sheets
from deungdae.apps.policy.models import LawChange, Ministry, Risk, StrategyField
from deungdae.apps.policy.services.content import (
    BudgetFacts,
    IndicatorFacts,
    LawFacts,
    RiskFacts,
    TargetFacts,
    TaskContent,
)
from deungdae.engine.kernel.korean import Param, sentence

SCALES = {"won": 1, "thousand": 1_000, "million": 1_000_000}


@dataclass(slots=True)
class Known:
    """`fields`: by code and title; `names`: every name of a ministry → who stands for it today."""

    fields: dict[str, StrategyField]
    names: dict[str, Ministry]
    scale: int


@dataclass(slots=True)
class Draft:
    """A task in the making; `row`: where it stands in the sheet of tasks."""

    row: Row
    facts: dict[str, Any]
    milestones: dict[str, date] = field(default_factory=dict)
    indicators: dict[str, tuple[str, Decimal, list[TargetFacts]]] = field(default_factory=dict)
    budgets: dict[tuple[int, str], BudgetFacts] = field(default_factory=dict)
    laws: dict[str, LawFacts] = field(default_factory=dict)
    risks: dict[str, RiskFacts] = field(default_factory=dict)

    def content(self) -> TaskContent:
        return TaskContent(
            **self.facts,
            milestones=tuple(self.milestones.items()),
            indicators=tuple(
                IndicatorFacts(title, unit, baseline, tuple(targets))
                for title, (unit, baseline, targets) in self.indicators.items()
            ),
            budgets=tuple(self.budgets.values()),
            laws=tuple(self.laws.values()),
            risks=tuple(self.risks.values()),
        ).ordered()


Drafts = dict[str, Draft]


def wrong(  # noqa: PLR0917
    verdict: Verdict, row: Row, column: str, code: str, message: str, remedy: str, **values: Param
) -> None:
    told = sentence(message, values) if values else message
    verdict.issues.append(row.issue(column, code=code, message=told, remedy=remedy))


def read_drafts(data: ImportData, known: Known, verdict: Verdict) -> Drafts:
    """Every task of the file with what other sheets say of it."""
    drafts: Drafts = {}
    for row in data.rows(sheets.TASKS):
        read_task(row, drafts, known, verdict)
    readers: Mapping[str, Callable[[Row, Draft, Known, Verdict], None]] = {
        sheets.MILESTONES: read_milestone,
        sheets.INDICATORS: read_indicator,
        sheets.BUDGETS: read_budget,
        sheets.LAWS: read_law,
        sheets.RISKS: read_risk,
    }
    partial = {str(row["code"]) for row in data.partial_rows(sheets.TASKS)}
    for sheet, read in readers.items():
        for row in data.rows(sheet):
            code = str(row["code"])
            if code in drafts:
                read(row, drafts[code], known, verdict)
            elif code not in partial:
                message = _("‘과제’ 시트에 이 번호가 없습니다.")
                wrong(verdict, row, "code", "unknown_task", message, _("과제 번호를 고쳐 주십시오."))
    return drafts


def read_task(row: Row, drafts: Drafts, known: Known, verdict: Verdict) -> None:
    code = str(row["code"])
    if code in drafts:
        template, number = _("같은 번호가 {before}행에도 있습니다."), drafts[code].row.number
        wrong(verdict, row, "code", "twice", template, _("한 행만 남겨 주십시오."), before=number)
        return
    field_ = known.fields.get(str(row["field"]).casefold())
    if field_ is None:
        names = ", ".join(dict.fromkeys(one.title for one in known.fields.values()))
        remedy = sentence(_("다음 가운데 하나로 적어 주십시오: {names}."), {"names": names})
        wrong(verdict, row, "field", "field", _("이 전략의 분야가 아닙니다."), remedy)
    starts, ends = cast(date, row["starts_on"]), cast(date, row["ends_on"])
    if not sheets.EARLIEST <= starts < ends < sheets.LATEST:
        remedy = _("시작일과 종료일을 고쳐 주십시오.")
        wrong(verdict, row, "ends_on", "period", _("종료일이 시작일보다 늦지 않습니다."), remedy)
    lead = lead_of(row, known, verdict)
    partners = partners_of(row, known, verdict)
    drafts[code] = Draft(
        row,
        {
            "code": code,
            "field": field_.code if field_ else "",
            "title": str(row["title"]),
            "lead": lead,
            "partners": tuple(one for one in partners if one != lead),
            "starts_on": starts,
            "ends_on": ends,
            "contents": str(row["contents"] or ""),
            "needs": tuple(one for one in cast("tuple[str, ...]", row["needs"] or ())),
            "links": cast("tuple[tuple[str, str], ...]", row["links"] or ()),
        },
    )


def lead_of(row: Row, known: Known, verdict: Verdict) -> str:
    text = str(row["lead"] or "")
    if not text:
        message = _("주관 부처가 없습니다.")
        wrong(verdict, row, "lead", "no_lead", message, _("과제마다 주관 부처 하나를 적어 주십시오."))
        return ""
    return ministry_of(text, row, "lead", known, verdict)


def partners_of(row: Row, known: Known, verdict: Verdict) -> list[str]:
    found = [
        ministry_of(text, row, "partners", known, verdict)
        for text in cast("tuple[str, ...]", row["partners"] or ())
    ]
    return [one for one in dict.fromkeys(found) if one]


def ministry_of(text: str, row: Row, column: str, known: Known, verdict: Verdict) -> str:
    ministry = known.names.get(text)
    if ministry is None:
        template = _("‘{name}’(은/는) 등록된 부처의 이름이 아닙니다.")
        remedy = _("부처 화면에 있는 이름이나 예전 이름으로 적어 주십시오.")
        wrong(verdict, row, column, "ministry", template, remedy, name=text)
        return ""
    return ministry.code


def twice(row: Row, column: str, verdict: Verdict) -> None:
    message, remedy = _("같은 과제에 같은 것이 두 번 있습니다."), _("한 행만 남겨 주십시오.")
    wrong(verdict, row, column, "twice", message, remedy)


def read_milestone(row: Row, draft: Draft, known: Known, verdict: Verdict) -> None:
    title = str(row["title"])
    if title in draft.milestones:
        return twice(row, "title", verdict)
    draft.milestones[title] = cast(date, row["due_on"])
    return None


def read_indicator(row: Row, draft: Draft, known: Known, verdict: Verdict) -> None:
    title, unit, baseline = str(row["title"]), str(row["unit"]), cast(Decimal, row["baseline"])
    starts, last = cast(date, row["starts_on"]), cast(date, row["ends_on"])
    mine = draft.indicators.setdefault(title, (unit, baseline, []))
    if mine[:2] != (unit, baseline):
        remedy = _("같은 지표의 행에는 같은 단위와 기준값을 적어 주십시오.")
        return wrong(verdict, row, "unit", "indicator", _("앞 행과 단위나 기준값이 다릅니다."), remedy)
    if last < starts:
        remedy = _("기간의 두 날을 고쳐 주십시오.")
        return wrong(verdict, row, "ends_on", "period", _("기간의 끝이 시작보다 앞섭니다."), remedy)
    made = TargetFacts(starts, last + timedelta(days=1), cast(Decimal, row["target"]))
    over = next((one for one in mine[2] if one.starts_on < made.ends_on and starts < one.ends_on), None)
    if over is not None:
        template = _("같은 지표의 기간 {first} ~ {last}(와/과) 겹칩니다.")
        days = {"first": f"{over.starts_on}", "last": f"{over.ends_on - timedelta(days=1)}"}
        return wrong(verdict, row, "starts_on", "overlap", template, _("겹치지 않게 고쳐 주십시오."), **days)
    mine[2].append(made)
    return None


def scaled(row: Row, column: str, known: Known) -> int | None:
    """Bare digits are in the unit of the file; ‘20억원’ says its own."""
    value = cast("int | None", row[column])
    is_bare = row.text_of(column).replace(",", "").strip().isdecimal()
    return value * known.scale if value is not None and is_bare else value


def read_budget(row: Row, draft: Draft, known: Known, verdict: Verdict) -> None:
    key = (cast(int, row["year"]), str(row["source"]))
    if key in draft.budgets:
        return twice(row, "source", verdict)
    planned = scaled(row, "planned", known) or 0
    draft.budgets[key] = BudgetFacts(*key, planned, scaled(row, "executed", known))
    if planned > sheets.MOST_WON:
        message, remedy = _("금액이 너무 큽니다."), _("예산의 단위를 확인해 주십시오.")
        wrong(verdict, row, "planned", "amount", message, remedy)
    return None


def read_law(row: Row, draft: Draft, known: Known, verdict: Verdict) -> None:
    title = str(row["title"])
    if title in draft.laws:
        return twice(row, "title", verdict)
    state = str(row["state"] or LawChange.State.PLANNED.value)
    draft.laws[title] = LawFacts(title, str(row["change"]), cast("date | None", row["due_on"]), state)
    return None


def read_risk(row: Row, draft: Draft, known: Known, verdict: Verdict) -> None:
    title = str(row["title"])
    if title in draft.risks:
        return twice(row, "title", verdict)
    level = str(row["level"] or Risk.Level.MEDIUM.value)
    draft.risks[title] = RiskFacts(title, str(row["response"] or ""), level)
    return None
