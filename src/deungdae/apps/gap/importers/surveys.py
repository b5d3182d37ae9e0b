"""A table of a published survey: every figure with its source and day, corrected ones beside the first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.frame import (
    Column,
    Counts,
    ImportData,
    Importer,
    Issue,
    Outcome,
    Person,
    Row,
    Sheet,
    Tell,
    Verdict,
)
from deungdae.apps.core.models import ImportRun
from deungdae.apps.gap.models import Size, SurveyFigure
from deungdae.apps.gap.models.surveys import FIRST_YEAR
from deungdae.apps.gap.rules import KEEP_SURVEYS
from deungdae.apps.gap.words import SURVEY_INDICATORS, SURVEYS
from deungdae.apps.organisations.importers.figure_columns import year
from deungdae.apps.organisations.importers.national_counts import count_value
from deungdae.apps.organisations.texts import short_text
from deungdae.engine.kernel.korean import sentence

SHEET = "surveys"
PERCENT = "%"
SIZES = {one.value: (one.label, one.value) for one in (Size.LARGE, Size.MID_SIZED, Size.SMALL)}
MARKS = {mark.value: (mark.label, mark.value) for mark in SurveyFigure.Mark}
Key = tuple[str, int, str, str]
Facts = tuple[Decimal, str, int | None]
"""What a figure says: value, unit, answers."""


def known_code(names: dict[str, str], text: str) -> str:
    """The code of what the product knows by this name; else the name itself."""
    wanted = cells.squeezed(text)
    return next((code for code, name in names.items() if wanted in (code, cells.squeezed(name))), text)


COLUMNS = (
    Column(
        "survey",
        (gettext_lazy("조사"), "조사 이름", "survey"),
        required=True,
        parse=short_text(60, required=True),
        example="중견기업 디지털 전환 실태조사",
    ),
    Column("year", (gettext_lazy("연도"), "조사 연도", "year"), required=True, parse=year, example="2025"),
    Column(
        "size",
        (gettext_lazy("규모"), "기업 규모", "size"),
        required=True,
        parse=cells.one_of(SIZES),
        example="중견기업",
        help=gettext_lazy("대기업, 중견기업, 중소기업."),
    ),
    Column(
        "indicator",
        (gettext_lazy("지표"), "항목", "문항", "indicator"),
        required=True,
        parse=short_text(60, required=True),
        example="데이터·AI 활용률",
    ),
    Column("value", (gettext_lazy("값"), "수치", "value"), required=True, parse=count_value, example="22.4"),
    Column(
        "unit",
        (gettext_lazy("단위"), "unit"),
        parse=short_text(20),
        help=gettext_lazy("비우면 %."),
        example="%",
    ),
    Column(
        "n",
        (gettext_lazy("응답 수"), "표본 수", "n"),
        parse=cells.whole_number(1, 10_000_000),
        help=gettext_lazy("출처에 없으면 비웁니다. 그러면 신뢰구간을 말하지 않습니다."),
        example="416",
    ),
    Column(
        "published_on",
        (gettext_lazy("발표일"), "기준일", "published"),
        required=True,
        parse=cells.day,
        example="2025-10-22",
    ),
    Column("mark", (gettext_lazy("값의 종류"), "표시", "mark"), parse=cells.one_of(MARKS)),
    Column(
        "source",
        (gettext_lazy("출처"), "자료 출처", "source"),
        required=True,
        parse=short_text(200, required=True),
        example="보도자료, 5쪽",
    ),
)


@dataclass(slots=True)
class Plan:
    new: list[SurveyFigure] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)


class SurveyImporter(Importer):
    name = SHEET
    title = gettext_lazy("조사 결과")
    permission = KEEP_SURVEYS
    help = gettext_lazy(
        "발표된 조사의 수치입니다. 수치마다 출처와 발표일을 적습니다. 고쳐 발표된 값은 다음 판으로 적고"
        " 앞의 판은 남깁니다. 우리 표본과 섞지 않고 나란히 보입니다."
    )
    sheets = (Sheet(SHEET, (gettext_lazy("조사 결과"), "조사", "survey figures"), COLUMNS),)

    def check(self, data: ImportData, *, tell: Tell) -> Verdict:
        """Compare with what is recorded; two rows about one figure, a rate over 100 and a day to come are
        errors of their row."""
        verdict = Verdict()
        plan = plan_of(data.rows(SHEET), SurveyFigure.objects.order_by("vintage"), verdict)
        verdict.counts[SHEET] = plan.counts
        data.plan = plan
        return verdict

    def apply(self, data: ImportData, *, run: ImportRun, actor: Person | None, tell: Tell) -> Outcome:
        plan, now = cast(Plan, data.plan), clock.now()
        for one in plan.new:
            one.run, one.recorded_at = run, now
        written = SurveyFigure.objects.bulk_create(plan.new)
        return Outcome({SHEET: plan.counts}, {"created": [one.pk for one in written]})

    def undo(self, *, run: ImportRun, actor: Person | None) -> None:
        """Unless one of them was corrected by a later vintage."""
        mine = list(SurveyFigure.objects.filter(run=run))
        newest = newest_of(SurveyFigure.objects.order_by("vintage"))
        if any(newest[key_of(one)].run_id != run.pk for one in mine):
            message = _("가져온 값 가운데 그 뒤에 다시 고쳐 발표된 것이 있어 되돌릴 수 없습니다.")
            raise RefusedError("import_undo_changed", message)
        SurveyFigure.objects.filter(run=run).delete()

    def result_url(self, run: ImportRun) -> str:
        return reverse("gap:surveys")


def key_of(one: SurveyFigure) -> Key:
    return one.survey, one.year, one.size, one.indicator


def facts_of(one: SurveyFigure) -> Facts:
    return one.value, one.unit, one.n


def newest_of(figures: Iterable[SurveyFigure]) -> dict[Key, SurveyFigure]:
    """`figures`: in the order of their vintages."""
    return {key_of(one): one for one in figures}


def plan_of(rows: Sequence[Row], recorded: Iterable[SurveyFigure], verdict: Verdict) -> Plan:
    """Each row is a recorded figure, the next vintage of one, or new."""
    plan, newest = Plan(), newest_of(recorded)
    told: dict[Key, int] = {}
    for row in rows:
        made = figure_of(row)
        key = key_of(made)
        wrong = fault_of(row, made, told.get(key))
        if wrong is not None:
            verdict.issues.append(wrong)
            continue
        told[key] = row.number
        before = newest.get(key)
        if before is not None and facts_of(before) == facts_of(made):
            plan.counts.unchanged += 1
            continue
        if before is not None:
            made.vintage = before.vintage + 1
            plan.counts.changed += 1
        else:
            plan.counts.created += 1
        plan.new.append(made)
    return plan


def figure_of(row: Row) -> SurveyFigure:
    surveys = {code: str(name) for code, name in SURVEYS.items()}
    indicators = {code: str(name) for code, name in SURVEY_INDICATORS.items()}
    return SurveyFigure(
        survey=known_code(surveys, str(row["survey"])),
        year=cast(int, row["year"]),
        size=str(row["size"]),
        indicator=known_code(indicators, str(row["indicator"])),
        value=cast(Decimal, row["value"]),
        unit=str(row["unit"] or PERCENT),
        n=cast("int | None", row["n"]),
        published_on=cast(date, row["published_on"]),
        mark=str(row["mark"] or SurveyFigure.Mark.READ.value),
        source=str(row["source"]),
    )


def fault_of(row: Row, made: SurveyFigure, before: int | None) -> Issue | None:
    if before is not None:
        template = _("같은 조사, 연도, 규모, 지표의 값이 {before}행에도 있습니다.")
        return row.issue(
            "indicator",
            code="twice",
            message=sentence(template, {"before": before}),
            remedy=_("한 행만 남겨 주십시오."),
        )
    if made.year < FIRST_YEAR or made.year > clock.today().year:
        template = _("조사 연도가 {year}년입니다.")
        return row.issue(
            "year",
            code="year",
            message=sentence(template, {"year": made.year}),
            remedy=sentence(_("{first}년부터 올해까지의 연도를 적어 주십시오."), {"first": FIRST_YEAR}),
        )
    if made.unit == PERCENT and made.value > 100:
        return row.issue(
            "value",
            code="over_hundred",
            message=_("비율이 100%를 넘습니다."),
            remedy=_("값을 확인하거나 단위를 적어 주십시오."),
        )
    if made.published_on is not None and made.published_on > clock.today():
        return row.issue(
            "published_on",
            code="to_come",
            message=_("발표일이 아직 오지 않은 날입니다."),
            remedy=_("출처가 발표된 날을 적어 주십시오."),
        )
    return None
