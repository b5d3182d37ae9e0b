"""What the columns of a list of solutions are called, and how their cells are read.

The cells hold what the form's fields hold; the form is what judges them.
"""

import re

from django.utils.translation import gettext_lazy

from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.frame import Column, Sheet
from deungdae.apps.organisations.importers.companies import WHO_COLUMNS
from deungdae.apps.organisations.models import Solution
from deungdae.apps.organisations.terms import term_rows

BETWEEN = "; "
"""Between several values in one cell."""
FACETS = ("area", "technology", "language")
PRICE_WORDS = {str(band.value): (band.label,) for band in Solution.PriceBand}
STATE_WORDS = {str(state.value): (state.label,) for state in Solution.State}


def lines(value: str) -> str:
    """Several values, one in a line."""
    return "\n".join(part.strip() for part in re.split(r"[;\n]", value) if part.strip())


class Terms:
    """Reads the words of a facet, in Korean, in English or as codes."""

    def __init__(self, facet: str) -> None:
        self.facet = facet

    def __call__(self, value: str) -> list[str]:
        words = {code: (korean, english) for kind, code, korean, english in term_rows() if kind == self.facet}
        parse = cells.one_of(words)
        return list(dict.fromkeys(parse(part.strip()) for part in re.split(r"[;,\n]", value) if part.strip()))


SHEET = Sheet(
    "solutions",
    (gettext_lazy("솔루션"), "솔루션 목록", "solutions"),
    (
        *WHO_COLUMNS,
        Column(
            "title",
            (gettext_lazy("솔루션 이름"), "솔루션명", "제품명", "title"),
            required=True,
            example="등대MES",
        ),
        Column(
            "summary",
            (gettext_lazy("하는 일"), "설명", "개요", "summary"),
            example="생산 실적을 실시간으로 모아 보여 줍니다.",
            help=gettext_lazy("새 솔루션에는 있어야 합니다."),
        ),
        Column("area", (gettext_lazy("공정 영역"), "영역", "area"), parse=Terms("area"), example="생산·공정"),
        Column(
            "technology",
            (gettext_lazy("기술"), "적용 기술", "technology"),
            parse=Terms("technology"),
            example="MES",
        ),
        Column("language", (gettext_lazy("언어"), "language"), parse=Terms("language"), example="한국어"),
        Column(
            "industries",
            (gettext_lazy("맞는 업종"), "업종", "industries"),
            parse=lines,
            example="C26",
            help=gettext_lazy("여럿이면 ‘;’로 나눕니다."),
        ),
        Column(
            "regions",
            (gettext_lazy("서비스 지역"), "지역", "regions"),
            parse=lines,
            example="경기도; 서울특별시",
            help=gettext_lazy("여럿이면 ‘;’로 나눕니다. 비우면 전국입니다."),
        ),
        Column("price_band", (gettext_lazy("가격대"), "가격", "price"), parse=cells.one_of(PRICE_WORDS)),
        Column(
            "capacity_per_quarter",
            (gettext_lazy("분기당 구축 가능 건수"), "분기 구축 가능 건수", "capacity"),
            parse=cells.whole_number(0, 10_000),
            example="4",
        ),
        Column(
            "references",
            (gettext_lazy("구축 사례"), "references"),
            example="2024-05 | 등대정밀 | MES 구축 | 불량 30% 감소",
            help=gettext_lazy("한 칸 안에 한 줄에 하나씩: 끝난 달 | 고객 | 한 일 | 결과."),
        ),
        Column(
            "certificates",
            (gettext_lazy("인증"), "인증서", "certificates"),
            example="GS 1등급 | 21-0001 | TTA | 2027-12-31",
            help=gettext_lazy("한 칸 안에 한 줄에 하나씩: 이름 | 번호 | 발급 기관 | 유효 기한."),
        ),
        Column(
            "state",
            (gettext_lazy("상태"), "공개 여부", "state"),
            parse=cells.one_of(STATE_WORDS),
            example="작성 중",
            help=gettext_lazy("작성 중, 공개, 보관. 새 솔루션은 비우면 작성 중입니다."),
        ),
    ),
)
