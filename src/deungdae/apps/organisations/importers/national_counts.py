"""The list of the country's counts (기본통계): what must add up does, restated figures keep the old ones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
from deungdae.apps.organisations.importers.figure_columns import year
from deungdae.apps.organisations.models import NationalCount
from deungdae.apps.organisations.models.figures import FIRST_YEAR
from deungdae.apps.organisations.national_counts import Key, identities
from deungdae.apps.organisations.selectors.national_counts import all_counts, as_rows
from deungdae.apps.organisations.texts import short_text
from deungdae.engine.kernel.korean import Param, sentence

SHEET = "national_counts"
UNITS = {"sales": "조원", "employees": "만명"}
ONE_BY_ONE = "개"
WORDS: dict[str, tuple[object, ...]] = {
    kind.value: (kind.label, kind.value, *words)
    for kind, words in (
        (NationalCount.Kind.FIRMS, ("기업수", "중견기업 수")),
        (NationalCount.Kind.MANUFACTURING, ("제조업 기업 수",)),
        (NationalCount.Kind.OTHER, ("비제조업 기업 수", "그 밖")),
        (NationalCount.Kind.ENTRIES, ("신규 진입",)),
        (NationalCount.Kind.EXITS, ("이탈 기업",)),
        (NationalCount.Kind.SALES, ("매출",)),
        (NationalCount.Kind.EMPLOYEES, ("종사자 수", "고용")),
    )
}
MARKS: dict[str, tuple[object, ...]] = {mark.value: (mark.label, mark.value) for mark in NationalCount.Mark}


COUNT = re.compile(r"\d{1,12}(\.\d{1,2})?", re.ASCII)


def count_value(text: str) -> Decimal:
    """6,474 or 1,030.5; never less than nothing."""
    number = cells.plain(text).replace(",", "")
    if not COUNT.fullmatch(number):
        remedy = _("‘6,474’나 ‘1030.5’처럼 적어 주십시오.")
        raise cells.CellError("value", _("수로 읽을 수 없습니다."), remedy)
    return Decimal(number)


COLUMNS = (
    Column("year", (gettext_lazy("연도"), "기준연도", "year"), required=True, parse=year, example="2024"),
    Column(
        "kind",
        (gettext_lazy("항목"), "지표", "구분", "kind"),
        required=True,
        parse=cells.one_of(WORDS),
        example="기업 수",
        help=gettext_lazy("기업 수, 제조업, 비제조업, 진입, 이탈, 매출액(조원), 종사자(만명)."),
    ),
    Column(
        "part",
        (gettext_lazy("부분"), "세부", "part"),
        parse=cells.whole_number(1, 99),
        help=gettext_lazy("진입과 이탈의 몇째 까닭인지. 비우면 전체."),
    ),
    Column("value", (gettext_lazy("값"), "수치", "value"), required=True, parse=count_value, example="6,474"),
    Column(
        "unit",
        (gettext_lazy("단위"), "unit"),
        parse=short_text(20),
        help=gettext_lazy("비우면 개·조원·만명."),
    ),
    Column(
        "vintage",
        (gettext_lazy("판"), "차수", "vintage"),
        parse=cells.whole_number(1, 99),
        help=gettext_lazy("처음 발표는 1. 비우면 등록된 값과 다를 때 다음 판으로 적습니다."),
    ),
    Column("mark", (gettext_lazy("값의 종류"), "표시", "mark"), parse=cells.one_of(MARKS)),
    Column(
        "source",
        (gettext_lazy("출처"), "자료 출처", "source"),
        required=True,
        parse=short_text(200, required=True),
        example="중견기업 기본통계",
    ),
)


@dataclass(slots=True)
class Plan:
    new: list[NationalCount] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)


class NationalCountImporter(Importer):
    name = SHEET
    title = gettext_lazy("기본통계")
    permission = "organisations.keep_figures"
    help = gettext_lazy(
        "중견기업 기본통계의 해마다의 수입니다. 앞 해에서 이탈을 빼고 진입을 더하면 그해가 되는지, "
        "부분의 합이 전체와 같은지 살핍니다. 고쳐 발표된 값은 다음 판으로 적고 앞의 판은 남깁니다."
    )
    sheets = (Sheet(SHEET, (gettext_lazy("기본통계"), "통계", "national counts"), COLUMNS),)

    def check(self, data: ImportData, *, tell: Tell) -> Verdict:
        """Compare with what is recorded; what would not add up with it is an error at its year."""
        verdict = Verdict()
        recorded = all_counts()
        plan = plan_of(data.rows(SHEET), recorded, verdict)
        together = [*as_rows(recorded), *as_rows(plan.new)]
        told = {one.year: row for one, row in zip(reversed(plan.new), reversed(plan.rows), strict=True)}
        for identity in identities(together):
            row = told.get(identity.year) or told.get(identity.year - 1)
            if row is not None and not identity.is_kept:
                verdict.issues.append(row.issue("value", code="identity", message=identity.text))
        verdict.counts[SHEET] = plan.counts
        data.plan = plan
        return verdict

    def apply(self, data: ImportData, *, run: ImportRun, actor: Person | None, tell: Tell) -> Outcome:
        plan = cast(Plan, data.plan)
        written = NationalCount.objects.bulk_create(plan.new)
        return Outcome({SHEET: plan.counts}, {"created": [one.pk for one in written]})

    def undo(self, *, run: ImportRun, actor: Person | None) -> None:
        pks = run.undo_log["created"]
        newest = {row.key: row.vintage for row in as_rows(all_counts())}
        mine = list(NationalCount.objects.filter(pk__in=pks))
        highest: dict[Key, int] = {}
        for row in as_rows(mine):
            highest[row.key] = max(row.vintage, highest.get(row.key, 0))
        if len(mine) != len(pks) or any(newest[key] != vintage for key, vintage in highest.items()):
            raise RefusedError(
                "import_undo_changed",
                _("가져온 값 가운데 그 뒤에 다시 고쳐 발표된 것이 있어 되돌릴 수 없습니다."),
            )
        NationalCount.objects.filter(pk__in=pks).delete()

    def result_url(self, run: ImportRun) -> str:
        return reverse("organisations:national_counts")


def plan_of(rows: Sequence[Row], recorded: Sequence[NationalCount], verdict: Verdict) -> Plan:
    """Each row is a recorded value, the next vintage of one, or new."""
    plan = Plan()
    known: dict[Key, dict[int, Decimal]] = {}
    for one in as_rows(recorded):
        known.setdefault(one.key, {})[one.vintage] = one.value
    for row in rows:
        key: Key = cast(int, row["year"]), str(row["kind"]), cast("int | None", row["part"])
        if not key[0] >= FIRST_YEAR or (row["kind"] not in ("entries", "exits") and key[2] is not None):
            verdict.issues.append(impossible(row, "part" if key[0] >= FIRST_YEAR else "year"))
            continue
        value, vintages = cast(Decimal, row["value"]), known.setdefault(key, {})
        vintage = cast("int | None", row["vintage"]) or next_vintage(vintages, value)
        if vintages.get(vintage) == value:
            plan.counts.unchanged += 1
            continue
        if vintage in vintages:
            verdict.issues.append(other_value(row, vintages[vintage], vintage))
            continue
        if vintages:
            plan.counts.changed += 1
        else:
            plan.counts.created += 1
        vintages[vintage] = value
        plan.rows.append(row)
        plan.new.append(count_of(row, key, vintage))
    return plan


def next_vintage(vintages: dict[int, Decimal], value: Decimal) -> int:
    """The newest one when it says this value, else the one after it."""
    newest = max(vintages, default=0)
    return newest if newest and vintages[newest] == value else newest + 1


def count_of(row: Row, key: Key, vintage: int) -> NationalCount:
    return NationalCount(
        year=key[0],
        kind=key[1],
        part=key[2],
        value=cast(Decimal, row["value"]),
        unit=str(row["unit"] or UNITS.get(key[1], ONE_BY_ONE)),
        vintage=vintage,
        mark=str(row["mark"] or NationalCount.Mark.REPORTED.value),
        source=str(row["source"]),
    )


def other_value(row: Row, value: Decimal, vintage: int) -> Issue:
    template = _("{vintage}판에는 다른 값 {value}(이/가) 있습니다.")
    words: dict[str, Param] = {"vintage": vintage, "value": f"{value.normalize():f}"}
    return row.issue(
        "value",
        code="same_vintage",
        message=sentence(template, words),
        remedy=_("고쳐 발표된 값이면 판을 하나 올리거나 비워 주십시오."),
    )


def impossible(row: Row, column: str) -> Issue:
    message = _("부분은 진입과 이탈에만 있습니다.") if column == "part" else _("연도가 너무 이릅니다.")
    return row.issue(column, code="impossible", message=message, remedy=_("값을 확인해 고쳐 주십시오."))
