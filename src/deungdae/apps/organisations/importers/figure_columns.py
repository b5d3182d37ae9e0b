"""What the columns of a list of yearly figures are called, and how their cells are read."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.frame import Column
from deungdae.apps.organisations.amounts import amount, kind_words
from deungdae.apps.organisations.figure_kinds import KINDS
from deungdae.apps.organisations.importers.companies import WHO_COLUMNS
from deungdae.apps.organisations.models import YearlyFigure
from deungdae.apps.organisations.models.figures import MOST_MONTHS

YEAR = re.compile(r"(?:FY)?\s*(\d{4})\s*(?:년|년도|회계연도)?(?:\.0)?", re.I)
SOURCE_WORDS = {
    str(source.value): (source.label, *words)
    for source, words in (
        (YearlyFigure.Source.AUDITED, ("감사 보고서", "외감", "audit report")),
        (YearlyFigure.Source.DISCLOSED, ("사업보고서", "공시", "DART", "annual report")),
        (YearlyFigure.Source.STATISTICS, ("통계", "statistics")),
        (YearlyFigure.Source.SUBMITTED, ("기업제출자료", "기업", "submitted")),
        (YearlyFigure.Source.IMPORTED, ("가져오기", "명단", "imported")),
        (YearlyFigure.Source.OTHER, ("기타", "other")),
    )
}
source_named = cells.one_of(SOURCE_WORDS)


def year(value: str) -> int:
    """2024, 2024년, FY2024."""
    match = YEAR.fullmatch(cells.plain(value))
    if not match:
        raise cells.CellError("year", _("연도로 읽을 수 없습니다."), _("‘2024’처럼 네 자리로 적어 주십시오."))
    return int(match[1])


def source(value: str) -> tuple[int | None, str]:
    """A known kind of source, with what stands in round brackets after it; else the words themselves."""
    if len(value) > 200:
        raise cells.CellError("too_long", _("출처가 200자를 넘습니다."), _("짧게 줄여 주십시오."))
    head, _bracket, rest = value.partition("(")
    try:
        return int(source_named(head.strip())), rest.removesuffix(")").strip()
    except cells.CellError:
        return None, value


COLUMNS = (
    *WHO_COLUMNS,
    Column(
        "year",
        (gettext_lazy("연도"), "회계연도", "사업연도", "기준연도", "year", "fiscal year"),
        required=True,
        parse=year,
        example="2023",
        help=gettext_lazy("회계연도 네 자리."),
    ),
    Column(
        "kind",
        (gettext_lazy("항목"), "지표", "구분", "item"),
        parse=cells.one_of(kind_words()),
        example="매출액",
        help=gettext_lazy("매출액, 자산총계, 직원 수, 연구개발비, 수출액."),
    ),
    Column(
        "value",
        (gettext_lazy("값"), "수치", "금액", "value"),
        parse=amount,
        example="1,700억",
        help=gettext_lazy("숫자나 ‘1,700억’. 숫자만 적은 금액의 단위는 선택 사항에서 고릅니다."),
    ),
    *(
        Column(
            kind.name,
            (kind.label, *kind.words),
            parse=amount,
            help=gettext_lazy("한 행에 한 해를 적을 때."),
        )
        for kind in KINDS.values()
    ),
    Column(
        "source",
        (gettext_lazy("출처"), "자료 출처", "source"),
        parse=source,
        example="감사보고서",
        help=gettext_lazy(
            "감사보고서, 사업보고서·공시, 기본통계, 기업 제출 등. 괄호에 설명을 적을 수 있습니다."
        ),
    ),
    Column(
        "as_of",
        (gettext_lazy("기준일"), "자료 기준일", "as of"),
        parse=cells.day,
        example="2024-03-31",
        help=gettext_lazy("비우면 가져온 날."),
    ),
    Column(
        "months",
        (gettext_lazy("개월"), "회계기간", "사업기간", "months"),
        parse=cells.whole_number(1, MOST_MONTHS),
        example="12",
        help=gettext_lazy("비우면 12개월."),
    ),
    Column(
        "ends_on",
        (gettext_lazy("결산일"), "회계기간 끝", "year end"),
        parse=cells.day,
        example="2023-12-31",
        help=gettext_lazy("비우면 그해 12월 31일."),
    ),
)
EXAMPLES = (
    {
        "name": "주식회사 등대정밀",
        "business_number": "123-45-00003",
        "year": "2023",
        "kind": "매출액",
        "value": "1,700억",
        "source": "감사보고서",
        "as_of": "2024-03-31",
    },
    {
        "business_number": "123-45-00003",
        "year": "2022",
        "sales": "1,620억",
        "assets": "2,100억",
        "employees": "350",
        "source": "기업 제출",
    },
)
