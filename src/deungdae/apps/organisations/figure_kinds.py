"""Which yearly figures there are, and the units amounts of won are shown in. A new kind is one line here."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WON, HEADS = "won", "heads"


@dataclass(frozen=True, slots=True)
class FigureKind:
    """One figure that a company has once a year; `words` are what lists also call it."""

    name: str
    label: "_StrPromise"
    measure: str
    words: tuple[str, ...]
    highest: int

    @property
    def is_money(self) -> bool:
        return self.measure == WON


MOST_WON, MOST_HEADS = 10**16, 10**7
SALES, ASSETS, EMPLOYEES, RESEARCH, EXPORT = "sales", "assets", "employees", "research", "export"
KINDS: dict[str, FigureKind] = {
    kind.name: kind
    for kind in (
        FigureKind(
            SALES, _("매출액"), WON, ("매출", "매출액(수익)", "영업수익", "sales", "revenue"), MOST_WON
        ),
        FigureKind(ASSETS, _("자산총계"), WON, ("자산", "자산총액", "총자산", "assets"), MOST_WON),
        FigureKind(
            EMPLOYEES,
            _("직원 수"),
            HEADS,
            ("직원", "종업원", "종업원수", "고용", "고용인원", "근로자수", "임직원수", "employees"),
            MOST_HEADS,
        ),
        FigureKind(RESEARCH, _("연구개발비"), WON, ("연구개발", "R&D", "R&D 투자", "research"), MOST_WON),
        FigureKind(EXPORT, _("수출액"), WON, ("수출", "export", "exports"), MOST_WON),
    )
}


@dataclass(frozen=True, slots=True)
class Unit:
    """How many won one unit is, and how many places after the point are shown."""

    name: str
    label: "_StrPromise"
    won: int
    places: int = 0


UNITS: dict[str, Unit] = {
    unit.name: unit
    for unit in (
        Unit("won", _("원"), 1),
        Unit("thousand", _("천원"), 10**3),
        Unit("ten_thousand", _("만원"), 10**4),
        Unit("million", _("백만원"), 10**6),
        Unit("hundred_million", _("억원"), 10**8, 1),
    )
}
SHOWN_UNITS = ("won", "ten_thousand", "million", "hundred_million")
USUAL_UNIT = "hundred_million"


def shown_amount(value: int, unit: Unit) -> str:
    """`170050000000` in 억원 is `1,700.5`; what would round to nothing is shown whole."""
    exact = Decimal(value) / unit.won
    rounded = round(exact, unit.places)
    shown = exact if value and not rounded else rounded
    text = f"{shown:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown_figure(kind: str, value: int) -> str:
    """A figure in full, with its unit: `170,000,000원`, `120명`."""
    word = _("{amount}원") if KINDS[kind].is_money else _("{amount}명")
    return str(word).format(amount=f"{value:,}")
