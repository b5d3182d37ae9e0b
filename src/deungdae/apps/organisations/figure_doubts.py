"""Figures that are probably a slip of the unit: a person looks at them before they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from deungdae.apps.organisations.figure_kinds import EMPLOYEES, KINDS, SALES, shown_figure
from deungdae.engine.kernel.korean import Param, sentence

LEAST_PER_HEAD, MOST_PER_HEAD = 1_000_000, 50_000_000_000
NEAR = 3
"""Years within which a company has about as many employees."""
JUMP = 500
"""A factor of a thousand, with room for what the company itself has done meanwhile."""
Values = Mapping[tuple[int, str], int]
"""(year, kind) → value."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What looks wrong with a figure: a stable code and a sentence that names the values."""

    code: str
    year: int
    kind: str
    message: str


def doubts_of(*, new: Values, known: Values) -> list[Doubt]:
    """The doubts about new figures, beside what is known (or said at the same time) of the company."""
    found = []
    merged = {**known, **new}
    for year in sorted({year for year, kind in new if kind in (SALES, EMPLOYEES)}):
        found += per_head_doubts(year, merged)
    for (year, kind), value in sorted(new.items()):
        found += jump_doubts(year, kind, value, new=new, known=known)
    return found


def per_head_doubts(year: int, values: Values) -> list[Doubt]:
    """Sales in thousands of won show by what one employee would have sold, counted then or in a near year."""
    counted = near_year(year, EMPLOYEES, values)
    sales, employees = values.get((year, SALES), 0), values.get((counted, EMPLOYEES), 0)
    if not sales or not employees:
        return []
    per_head = sales // employees
    if LEAST_PER_HEAD <= per_head <= MOST_PER_HEAD:
        return []
    if per_head < LEAST_PER_HEAD:
        template = _(
            "{year}년 매출액 {sales}(을/를) {counted}년 직원 {employees}(으로/로) 나누면 한 사람에 "
            "{per_head}뿐입니다. 천원이나 백만원 단위의 숫자가 아닌지 확인해 주십시오."
        )
    else:
        template = _(
            "{year}년 매출액 {sales}(을/를) {counted}년 직원 {employees}(으로/로) 나누면 한 사람에 "
            "{per_head}입니다. 단위를 두 번 곱하지 않았는지 확인해 주십시오."
        )
    words: dict[str, Param] = {
        "year": year,
        "sales": shown_figure(SALES, sales),
        "counted": counted,
        "employees": shown_figure(EMPLOYEES, employees),
        "per_head": shown_figure(SALES, per_head),
    }
    return [Doubt("per_head", year, SALES, sentence(template, words))]


def near_year(year: int, kind: str, values: Values) -> int:
    """The year nearest to this one that has such a figure; this one where none is near."""
    years = [known for known, each in values if each == kind and abs(known - year) <= NEAR]
    return min(years, key=lambda known: (abs(known - year), known), default=year)


def jump_doubts(year: int, kind: str, value: int, *, new: Values, known: Values) -> list[Doubt]:
    """A value that is hundreds of times the one beside it: what it replaces, or the nearest year's."""
    before = known.get((year, kind))
    compared = year
    if before is None:
        years = sorted(
            (other for other, each in {**known, **new} if each == kind and other != year),
            key=lambda other: (abs(other - year), other),
        )
        if not years:
            return []
        compared = years[0]
        before = {**known, **new}[compared, kind]
    if not value or not before or 1 / JUMP < value / before < JUMP:
        return []
    template = _(
        "{year}년 {kind} {value}(은/는) {compared}년의 {before}(과/와) {factor}배 차이가 납니다. "
        "단위를 확인해 주십시오."
    )
    words: dict[str, Param] = {
        "year": year,
        "kind": str(KINDS[kind].label),
        "value": shown_figure(kind, value),
        "compared": compared,
        "before": shown_figure(kind, before),
        "factor": f"{round(max(value / before, before / value)):,}",
    }
    return [Doubt("jump", year, kind, sentence(template, words))]
