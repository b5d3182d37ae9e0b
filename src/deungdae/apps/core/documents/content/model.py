"""The parts of a document, in the order in which they are read. No format stands in here."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 begins a part of the document, 2 and 3 stand within it."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list, with bullets or with numbers."""

    texts: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in a cell: papers write its thousands, a workbook keeps it a number. None: not known."""

    value: Decimal | int | None
    places: int = 0
    unit: str = ""

    @property
    def text(self) -> str:
        """In a language without a unit of its own the catalogue holds a mark that is not seen."""
        unit = self.unit.strip("\u200b")
        return "–" if self.value is None else f"{self.value:,.{self.places}f}{unit}"


Cell = str | Number


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length below a head; `widths` in hundredths of the page. Numbers stand at the right."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars lie and suit long names, columns stand and suit months. What it shows is said in `caption`."""

    caption: str
    kind: Literal["bars", "columns"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Items | Table | Chart | PageBreak


def text_of(cell: Cell) -> str:
    return cell.text if isinstance(cell, Number) else cell
