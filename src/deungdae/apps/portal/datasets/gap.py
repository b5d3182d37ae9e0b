"""The digital gap by size: the margin of each kept table, which gives nobody away already."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.calendar.spans import day_of
from deungdae.apps.gap.models import Edition, Size
from deungdae.apps.gap.selectors.editions import newest_edition
from deungdae.apps.gap.words import INDICATORS
from deungdae.apps.portal.datasets.model import (
    NAMES,
    STATUS,
    Bars,
    Column,
    Dataset,
    Look,
    Row,
    Status,
    Table,
    in_both,
)


def gap_table(day: date) -> Table:
    """The newest edition whatever the day: editions are kept whole."""
    edition = newest_edition()
    if edition is None:
        return Table((), None, day, day)
    made = day_of(edition.made_at)
    rows = tuple(row for row in rows_of(edition))
    years = [int(str(row[0])) for row in rows]
    return Table(rows, date(min(years), 1, 1) if years else None, made, made)


def rows_of(edition: Edition) -> list[Row]:
    found: list[Row] = []
    for table in edition.tables.order_by("-year", "round"):
        for indicator in INDICATORS:
            sides = table.document["figures"][indicator]["sides"]["size"]
            for size in [str(one) for one in Size.values]:
                if size in sides:
                    found.append(row_of(table.year, table.round, indicator, size, sides[size]))
    return found


def row_of(year: int, round_: str, indicator: str, size: str, figure: list[int] | None) -> Row:
    n, *values = figure if figure is not None else (None, None, None, None)
    told = [None if one is None else one / 100 for one in values]
    status = Status.HIDDEN if figure is None else Status.GIVEN
    names = in_both(INDICATORS[indicator])
    return str(year), round_, indicator, *names, size, *in_both(Size(size).label), n, *told, str(status)


GAP = Dataset(
    "digital-gap",
    _("기업 규모에 따른 디지털 격차"),
    _(
        "디지털 성숙도 진단을 마친 기업의 데이터·AI 활용률(%)과 점수(0~100점)를 법의 기업 규모로 나눈 값과"
        " 95% 구간입니다."
        " 센터를 찾아온 기업의 답이며 무작위 표본이 아닙니다."
    ),
    _("%, 점"),
    _("확정된 디지털 성숙도 진단"),
    (
        Column("year", _("연도"), _("진단을 마친 해")),
        Column("round", _("차수"), _("T0: 처음, T1: 지원 뒤, T2: 그다음")),
        Column("indicator", _("부호"), _("지표의 부호"), Look.FILE),
        Column("indicator_ko", _("지표"), _("지표의 한국어 이름"), Look.KOREAN),
        Column("indicator_en", _("지표"), _("지표의 영어 이름"), Look.ENGLISH),
        Column(
            "size",
            _("부호"),
            _("large: 대기업, mid_sized: 중견기업, small: 중소기업, 빈칸: 알 수 없음"),
            Look.FILE,
        ),
        *NAMES,
        Column("n", _("응답 수"), _("값을 낸 기업의 수"), Look.NUMBER),
        Column("value", _("값"), _("활용률은 %, 점수는 점"), Look.NUMBER),
        Column("low", _("구간의 아래"), _("95% 구간의 아래 끝"), Look.NUMBER),
        Column("high", _("구간의 위"), _("95% 구간의 위 끝"), Look.NUMBER),
        STATUS,
    ),
    gap_table,
    Bars(
        _("처음 진단(T0)의 데이터·AI 활용률"),
        ("name_ko", "name_en"),
        "value",
        pgettext_lazy("figure", "{number}%"),
        {"indicator": "use", "round": "T0"},
    ),
)
