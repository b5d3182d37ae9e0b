"""The register as the workbook that it is imported from: what goes out comes in unchanged."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from deungdae.apps.core.exports.cells import workbook_of
from deungdae.apps.policy.importers import columns
from deungdae.apps.policy.models import Ministry, Strategy
from deungdae.apps.policy.services.content import TaskContent

Rows = list[list[str]]


def register_workbook(
    strategy: Strategy, contents: Iterable[TaskContent], names: dict[str, str], *, totals: bool = True
) -> bytes:
    """`names`: code of a ministry → its name today."""
    listed = list(contents)
    fields = {one.code: one.title for one in strategy.fields.all()}
    rows = {
        columns.TASKS: [task_row(one, fields, names) for one in listed],
        columns.MILESTONES: [[one.code, title, f"{due}"] for one in listed for title, due in one.milestones],
        columns.INDICATORS: indicator_rows(listed),
        columns.BUDGETS: [
            [one.code, f"{line.year}", line.source, money(line.planned_krw), money(line.executed_krw)]
            for one in listed
            for line in one.budgets
        ],
        columns.TOTALS: total_rows(listed) if totals else [],
        columns.LAWS: [
            [one.code, law.title, law.change, f"{law.due_on or ''}", str(columns.LAW_STATES[law.state][0])]
            for one in listed
            for law in one.laws
        ],
        columns.RISKS: [
            [one.code, risk.title, risk.response, str(columns.RISK_LEVELS[risk.level][0])]
            for one in listed
            for risk in one.risks
        ],
    }
    return workbook_of(
        (sheet.label, [[column.label for column in sheet.columns], *rows[sheet.name]], widths(sheet.columns))
        for sheet in columns.SHEETS
        if rows[sheet.name] or sheet.name == columns.TASKS
    )


def widths(found: Sequence[object]) -> list[int]:
    return [12, 14, 36, 18, 24, 14, 14, 50, 20, 36][: len(found)]


def task_row(one: TaskContent, fields: dict[str, str], names: dict[str, str]) -> list[str]:
    return [
        one.code,
        fields[one.field],
        one.title,
        names.get(one.lead, one.lead),
        ", ".join(names.get(each, each) for each in one.partners),
        f"{one.starts_on}",
        f"{one.ends_on}",
        one.contents,
        ", ".join(one.needs),
        "\n".join(f"{label} {address}" for label, address in one.links),
    ]


def indicator_rows(contents: list[TaskContent]) -> Rows:
    return [
        [
            one.code,
            indicator.title,
            indicator.unit,
            f"{indicator.baseline}",
            f"{target.starts_on}",
            f"{target.ends_on - timedelta(days=1)}",
            f"{target.target}",
        ]
        for one in contents
        for indicator in one.indicators
        for target in indicator.targets
    ]


def money(won: int | None) -> str:
    """With its unit, so that no reader takes it for thousands."""
    return f"{won:,}원" if won is not None else ""


def total_rows(contents: list[TaskContent]) -> Rows:
    sums: Counter[int] = Counter()
    for one in contents:
        for line in one.budgets:
            sums[line.year] += line.planned_krw
    return [[f"{year}", money(sums[year])] for year in sorted(sums)]


def names_today(ministries: Iterable[Ministry]) -> dict[str, str]:
    """Full Korean names: the file is for reading back, whatever the page's language."""
    return {one.code: list(one.names.all())[-1].name for one in ministries if one.names.all()}
