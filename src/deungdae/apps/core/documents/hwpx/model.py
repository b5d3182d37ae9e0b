"""What a paper for the word processor is made of, whatever writes it."""

from dataclasses import dataclass
from typing import Literal

Align = Literal["LEFT", "CENTER", "RIGHT", "JUSTIFY"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3, seen in the outline of the document; the word processor numbers it, unless
    its text brings a number along."""

    text: str
    level: int = 1
    is_numbered: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph; `size` in points. A line break begins a new paragraph of the same look.

    with_next: it stays on the page of what follows, as the name of a table does.
    """

    text: str
    bold: bool = False
    size: int = 10
    align: Align = "LEFT"
    with_next: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list, with bullets or with numbers that begin at 1."""

    texts: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length below a head (none: no head), all `widths` in parts of the page's width.

    `merged` are rectangles (first row, first column, last row, last column), the head being row 0.
    `aligns` names the place of the text in each column; none of them: left.
    """

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    head: tuple[str, ...] = ()
    aligns: tuple[Align, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The head, where there is one, and the rows."""
        return ((self.head,) if self.head else ()) + self.rows


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG as wide as the page; `told`: what it shows."""

    content: bytes
    told: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Text | Items | Table | Picture | PageBreak


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document: A4, upright, the title first, page numbers at the foot."""

    title: str
    blocks: tuple[Block, ...] = ()
