"""What must hold over the whole file: counts by field, sums, units, tasks that are missing, needs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from statistics import median
from typing import cast

from django.utils.translation import gettext as _

from deungdae.apps.core.imports.frame import ImportData, Issue, Row, Verdict, is_ticked
from deungdae.apps.policy.importers import columns as sheets
from deungdae.apps.policy.importers.reading import Drafts, Known, scaled, wrong
from deungdae.apps.policy.models import StrategyField, Task
from deungdae.apps.policy.services.content import TaskContent
from deungdae.engine.kernel.korean import Param, sentence

OTHER_COUNTS = "other_counts"
TOO_SMALL = 10_000_000
"""A budget line of the middle that is below ten million won was written in thousands."""


def of_sheet(data: ImportData, code: str, template: str, remedy: str, **values: Param) -> Issue:
    """About the sheet of tasks as a whole."""
    first: Row | None = next(iter(data.rows(sheets.TASKS)), None)
    title = first.sheet_title if first is not None else ""
    is_warning = is_ticked(data.options, OTHER_COUNTS)
    return Issue(title, 0, "", "", code, sentence(template, values), remedy, is_warning)


def judge_counts(data: ImportData, drafts: Drafts, fields: Iterable[StrategyField], verdict: Verdict) -> None:
    counts = Counter(draft.facts["field"] for draft in drafts.values())
    for field in fields:
        if counts[field.code] != field.expected:
            template = _("‘{field}’ 분야의 과제가 {count}건입니다. 전략에는 {expected}건입니다.")
            remedy = _("빠지거나 더 들어간 과제를 고치거나, 수가 달라도 가져오기로 정해 주십시오.")
            words: dict[str, Param] = {
                "field": field.title,
                "count": counts[field.code],
                "expected": field.expected,
            }
            verdict.issues.append(of_sheet(data, "field_count", template, remedy, **words))


def judge_missing(data: ImportData, drafts: Drafts, known: Mapping[str, Task], verdict: Verdict) -> None:
    """The file is the whole register: a task that was there before is there, with its reports."""
    partial = {str(row["code"]) for row in data.partial_rows(sheets.TASKS)}
    missing = sorted(set(known) - set(drafts) - partial)
    if missing:
        template = _("등록된 과제 {codes}(이/가) 파일에 없습니다.")
        remedy = _("파일은 전체 과제를 담아야 합니다. 내려받은 파일에서 고쳐 올려 주십시오.")
        issue = of_sheet(data, "missing_task", template, remedy, codes=", ".join(missing[:10]))
        verdict.issues.append(issue)


def judge_unit(data: ImportData, verdict: Verdict) -> None:
    """Budgets in thousand won are asked about, never taken for won."""
    if data.options.get("unit", "won") != "won":
        return
    rows = data.rows(sheets.BUDGETS)
    bare = [
        (row, cast(int, row["planned"]))
        for row in rows
        if row.text_of("planned").replace(",", "").isdecimal()
    ]
    filled = [(row, value) for row, value in bare if value]
    if filled and median(value for _row, value in filled) < TOO_SMALL:
        template = _("예산의 가운데 값이 {value}원입니다. 천원이나 백만원 단위로 적은 것으로 보입니다.")
        remedy = _("파일을 다시 올리면서 ‘예산의 단위’를 고르거나, ‘20억원’처럼 단위를 붙여 적어 주십시오.")
        value = f"{round(median(value for _row, value in filled)):,}"
        wrong(verdict, filled[0][0], "planned", "thousand_won", template, remedy, value=value)


def judge_totals(data: ImportData, drafts: Drafts, known: Known, verdict: Verdict) -> None:
    sums: Counter[int] = Counter()
    for draft in drafts.values():
        for line in draft.budgets.values():
            sums[line.year] += line.planned_krw
    for row in data.rows(sheets.TOTALS):
        year, total = cast(int, row["year"]), scaled(row, "total", known) or 0
        if sums[year] != total:
            template = _("{year}년 과제별 계획을 더하면 {sum}원인데 합계는 {total}원입니다.")
            remedy = _("예산 행이나 합계를 고쳐 주십시오. 단위가 서로 다른지도 확인해 주십시오.")
            words = {"year": f"{year}", "sum": f"{sums[year]:,}", "total": f"{total:,}"}
            wrong(verdict, row, "total", "budget_sum", template, remedy, **words)


def judge_needs(drafts: Drafts, known: Mapping[str, Task], verdict: Verdict) -> None:
    every = set(drafts) | set(known)
    for code, draft in drafts.items():
        unknown = [one for one in draft.facts["needs"] if one not in every or one == code]
        if unknown:
            template = _("선행 과제 ‘{codes}’(이/가) 없거나 자기 자신입니다.")
            remedy = _("등록된 다른 과제의 번호로 적어 주십시오.")
            wrong(verdict, draft.row, "needs", "need", template, remedy, codes=", ".join(unknown))


def judge_circle(drafts: Drafts, before: Mapping[str, TaskContent], verdict: Verdict) -> None:
    """Tasks that wait for each other, named in the order of waiting."""
    graph = {code: set(one.needs) for code, one in before.items()}
    graph |= {code: set(draft.facts["needs"]) - {code} for code, draft in drafts.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = [str(one) for one in error.args[1]]
        draft = next(drafts[code] for code in circle if code in drafts)
        template, remedy = _("과제가 서로를 기다립니다: {codes}."), _("선행 과제 하나를 빼 주십시오.")
        wrong(verdict, draft.row, "needs", "circle", template, remedy, codes=" → ".join(circle))
