"""The list of yearly figures as people have it: one figure in a row, or one year of a company in a row."""

from collections.abc import Iterator
from datetime import date
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core import clock
from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.frame import (
    Counts,
    ImportData,
    Importer,
    Option,
    Outcome,
    Person,
    Row,
    Sheet,
    Tell,
    Verdict,
)
from deungdae.apps.core.models import ImportRun
from deungdae.apps.organisations.amounts import Amount, figure_value
from deungdae.apps.organisations.figure_kinds import KINDS, UNITS
from deungdae.apps.organisations.importers import figure_writing
from deungdae.apps.organisations.importers.companies import Companies
from deungdae.apps.organisations.importers.figure_columns import COLUMNS, EXAMPLES
from deungdae.apps.organisations.importers.figure_writing import Plan, Said, plan_of
from deungdae.apps.organisations.importers.identity import (
    AS_SAME,
    REPORT,
    Unclear,
)
from deungdae.apps.organisations.models import YearlyFigure
from deungdae.apps.organisations.models.figures import FIRST_YEAR

SHEET = "figures"


class FigureImporter(Importer):
    name = "figures"
    title = gettext_lazy("재무·인력 수치")
    permission = "organisations.keep_figures"
    help = gettext_lazy(
        "한 행에 수치 하나(항목과 값), 또는 한 행에 한 해(매출액, 자산총계 … 열)를 적습니다. "
        "등록된 값과 다르면 정정으로 기록하고 앞의 값은 남깁니다. 빈 칸은 아무것도 바꾸지 않습니다."
    )
    sheets = (
        Sheet(
            SHEET,
            (gettext_lazy("재무·인력"), "수치", "재무", "재무현황", "figures"),
            COLUMNS,
            examples=EXAMPLES,
        ),
    )
    options = (
        Option(
            "unit",
            gettext_lazy("숫자만 적은 금액의 단위"),
            help=gettext_lazy("‘1,700억’처럼 단위를 함께 적은 금액에는 쓰지 않습니다."),
            choices=tuple((unit.name, unit.label) for unit in UNITS.values()),
            default="won",
        ),
        Option(
            "source",
            gettext_lazy("출처가 적혀 있지 않은 행의 출처"),
            choices=tuple((str(source.value), source.label) for source in YearlyFigure.Source),
            default=str(YearlyFigure.Source.IMPORTED.value),
        ),
        Option(
            "unclear",
            gettext_lazy("이름만 같고 같은 곳인지 알 수 없을 때"),
            choices=(
                (REPORT, gettext_lazy("오류로 알리기")),
                (AS_SAME, gettext_lazy("지역이 어긋나지 않는 한 곳뿐이면 같은 곳으로 보기")),
            ),
            default=REPORT,
        ),
    )

    def check(self, data: ImportData, *, tell: Tell) -> Verdict:
        """Recognise the company of each row, understand its figures, compare them with what is known."""
        verdict = Verdict(counts={SHEET: Counts()})
        companies = Companies(data.options.get("unclear", REPORT))
        tell(20, _("등록된 기업·기관과 견주는 중입니다."))
        said: dict[int, list[Said]] = {}
        for row in data.rows(SHEET):
            try:
                pk = companies.company_of(row).pk
            except Unclear as unclear:
                verdict.issues.append(
                    row.issue(
                        unclear.column, code=unclear.code, message=unclear.message, remedy=unclear.remedy
                    )
                )
                continue
            said.setdefault(pk, []).extend(figures_in(row, data, verdict))
        tell(50, _("기록된 수치와 견주는 중입니다."))
        plan = plan_of(said, verdict)
        verdict.counts[SHEET] = plan.counts
        data.plan = plan
        return verdict

    def apply(self, data: ImportData, *, run: ImportRun, actor: Person | None, tell: Tell) -> Outcome:
        plan = cast(Plan, data.plan)
        return Outcome({SHEET: plan.counts}, figure_writing.write(plan, actor))

    def undo(self, *, run: ImportRun, actor: Person | None) -> None:
        figure_writing.take_back(run.undo_log)

    def result_url(self, run: ImportRun) -> str:
        return reverse("organisations:list")


def figures_in(row: Row, data: ImportData, verdict: Verdict) -> Iterator[Said]:
    """What the row says: the one figure of `kind` and `value`, and those in columns of their own."""
    year = cast(int, row["year"])
    if not year_is_possible(row, year, verdict):
        return
    typed = [(kind, kind, cast(Amount, row[kind])) for kind in KINDS if row[kind] is not None]
    if row["kind"] is not None and row["value"] is not None:
        typed.append((str(row["kind"]), "value", cast(Amount, row["value"])))
    elif row["kind"] is not None or row["value"] is not None or not typed:
        column = "kind" if row["kind"] is None else "value"
        verdict.issues.append(
            row.issue(
                column,
                code="no_figure",
                message=_("항목과 값이 함께 있어야 합니다."),
                remedy=_("‘항목’과 ‘값’을 적거나 ‘매출액’ 같은 열에 값을 적어 주십시오."),
            )
        )
        return
    unit = UNITS.get(data.options.get("unit", ""), UNITS["won"])
    source_kind, source = source_of(row, data)
    for kind, column, amount in typed:
        try:
            value = figure_value(amount, KINDS[kind], unit)
        except cells.CellError as error:
            verdict.issues.append(
                row.issue(column, code=error.code, message=error.message, remedy=error.remedy)
            )
            continue
        yield Said(
            row=row,
            column=column,
            year=year,
            kind=kind,
            value=value,
            source_kind=source_kind,
            source=source,
            as_of=cast(date | None, row["as_of"]),
            months=cast(int | None, row["months"]),
            ends_on=cast(date | None, row["ends_on"]),
        )


def year_is_possible(row: Row, year: int, verdict: Verdict) -> bool:
    """Years that have been, a last day that belongs to them, and a date that has come."""
    today = clock.today()
    ends_on, as_of = cast(date | None, row["ends_on"]), cast(date | None, row["as_of"])
    problem = ("", "")
    if not FIRST_YEAR <= year <= today.year:
        words = {"first": FIRST_YEAR, "last": today.year}
        problem = ("year", _("연도가 %(first)s에서 %(last)s 사이가 아닙니다.") % words)
    elif ends_on is not None and ends_on.year not in (year, year + 1):
        problem = ("ends_on", _("결산일이 그 회계연도의 끝이 아닙니다."))
    elif as_of is not None and as_of > today:
        problem = ("as_of", _("기준일이 아직 오지 않은 날입니다."))
    if problem[0]:
        remedy = _("값을 확인해 고쳐 주십시오.")
        verdict.issues.append(row.issue(problem[0], code="date", message=problem[1], remedy=remedy))
    return not problem[0]


def source_of(row: Row, data: ImportData) -> tuple[int, str]:
    """A source by its name, or in the person's own words: those stand beside the source of the whole file."""
    usual = int(data.options.get("source") or YearlyFigure.Source.IMPORTED)
    told = cast(tuple[int | None, str] | None, row["source"])
    if told is None:
        return usual, ""
    return told[0] or usual, told[1]
