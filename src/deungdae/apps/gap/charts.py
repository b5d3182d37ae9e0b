"""Figures to lengths: bars with their intervals, and the map of provinces as tiles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from deungdae.apps.gap.words import HIDDEN, number_words, with_unit

Row = Sequence[int]
"""n, value, low, high in hundredths."""
FULL = 10_000


@dataclass(frozen=True, slots=True)
class Line:
    """One cell for chart and table. bar, low, high: percent of the length; state: shown, hidden or none."""

    code: str
    name: str
    state: str
    n: str = ""
    value: str = ""
    interval: str = ""
    bar: str = "0"
    low: str = "0"
    high: str = "0"
    span: str = "0"

    @property
    def is_shown(self) -> bool:
        return self.state == "shown"


def line_of(code: str, name: str, row: Row | None, indicator: str, *, is_empty: bool = False) -> Line:
    if row is None:
        return Line(code, name, "none" if is_empty else "hidden")
    n, value, low, high = row
    return Line(
        code,
        name,
        "shown",
        n=f"{n:,}",
        value=with_unit(value, indicator),
        interval=f"{number_words(low)}~{number_words(high)}",
        bar=percent(value),
        low=percent(low),
        high=percent(high),
        span=percent(high - low),
    )


def percent(hundredths: int) -> str:
    return f"{100 * max(0, min(FULL, hundredths)) / FULL:.2f}"


PROVINCES: Mapping[str, tuple[Promise, int, int]] = {
    "28": (gettext_lazy("인천"), 0, 0),
    "11": (gettext_lazy("서울"), 1, 0),
    "41": (gettext_lazy("경기"), 2, 0),
    "51": (gettext_lazy("강원"), 3, 0),
    "44": (gettext_lazy("충남"), 0, 1),
    "36": (gettext_lazy("세종"), 1, 1),
    "43": (gettext_lazy("충북"), 2, 1),
    "47": (gettext_lazy("경북"), 3, 1),
    "52": (gettext_lazy("전북"), 0, 2),
    "30": (gettext_lazy("대전"), 1, 2),
    "27": (gettext_lazy("대구"), 2, 2),
    "31": (gettext_lazy("울산"), 3, 2),
    "29": (gettext_lazy("광주"), 0, 3),
    "46": (gettext_lazy("전남"), 1, 3),
    "48": (gettext_lazy("경남"), 2, 3),
    "26": (gettext_lazy("부산"), 3, 3),
    "50": (gettext_lazy("제주"), 1, 4),
}
"""By code: the name, column and row of the tile. Neighbours stay neighbours; no borders are drawn."""
WIDTH, HEIGHT, GAP = 120, 84, 6
SHADES = 4
BOX = f"0 0 {4 * WIDTH} {5 * HEIGHT}"
WORDS = {"hidden": HIDDEN, "none": gettext_lazy("응답 없음")}
SHORT_WORDS = {"hidden": gettext_lazy("숨김"), "none": "–"}


@dataclass(frozen=True, slots=True)
class Tile:
    """A province: where it stands, how dark it is (1 to 4; 0: nothing to show), and what it says."""

    name: str
    words: str
    short: str
    x: int
    y: int
    shade: int

    @property
    def middle(self) -> int:
        return self.x + (WIDTH - GAP) // 2

    @property
    def name_at(self) -> int:
        return self.y + 34

    @property
    def value_at(self) -> int:
        return self.y + 62


def tiles_of(lines: Sequence[Line]) -> list[Tile]:
    """Every province; shades divide the stretch between the least and the greatest value into four."""
    by_code = {one.code: one for one in lines}
    values = [float(one.bar) for one in lines if one.is_shown]
    least, most = min(values, default=0.0), max(values, default=0.0)
    return [tile_of(code, by_code.get(code), least, most) for code in PROVINCES]


def tile_of(code: str, line: Line | None, least: float, most: float) -> Tile:
    name, column, row = PROVINCES[code]
    place = (str(name), column * WIDTH + GAP // 2, row * HEIGHT + GAP // 2)
    if line is None or not line.is_shown:
        state = line.state if line is not None else "none"
        return Tile(place[0], str(WORDS[state]), str(SHORT_WORDS[state]), *place[1:], 0)
    part = (float(line.bar) - least) / (most - least) if most > least else 0.5
    shade = min(SHADES, 1 + int(part * SHADES))
    return Tile(place[0], f"{line.value} ({line.interval}, n={line.n})", line.value, *place[1:], shade)


def tiles_of_counts(counts: Mapping[str, int | None], unit: str) -> list[Tile]:
    """Every province with its number; None: too few to be shown; `unit`: beside a number, "{number}곳"."""
    lines = {
        code: Line(code, "", "hidden")
        if count is None
        else Line(code, "", "shown", value=f"{count:,}", bar=str(count))
        for code, count in counts.items()
    }
    values = [float(one.bar) for one in lines.values() if one.is_shown]
    least, most = min(values, default=0.0), max(values, default=0.0)
    tiles = [(code, tile_of(code, lines.get(code), least, most)) for code in PROVINCES]
    return [
        replace(tile, words=unit.format(number=tile.short)) if counts.get(code) is not None else tile
        for code, tile in tiles
    ]


@dataclass(frozen=True, slots=True)
class Whisker:
    """An effect on a line with nought in the middle, in percent of its length."""

    low: str
    high: str
    at: str


def whisker_of(row: tuple[int, int, int], most: int) -> Whisker:
    """`most`: what the line reaches to on both sides, in hundredths."""

    def place(hundredths: int) -> str:
        return f"{50 + 50 * max(-1.0, min(1.0, hundredths / most)):.2f}"

    return Whisker(place(row[1]), place(row[2]), place(row[0]))
