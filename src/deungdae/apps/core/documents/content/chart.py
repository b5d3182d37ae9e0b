"""A chart as SVG, and the same SVG as a picture for papers that take no SVG."""

import io
import math
from functools import lru_cache
from html import escape

import pypdfium2
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from deungdae.apps.core.documents.content.model import Chart, Series
from deungdae.apps.core.documents.fonts import ADDRESS, HouseFonts
from deungdae.apps.core.documents.layout import PAPER

WIDTH = 640
COLOURS = ("#256ef4", "#8a949e", "#052b57", "#b1b8be")
INK, SOFT, LINE = "#1e2124", "#464c53", "#cdd1d5"
LEGEND, ROW, BAR = 26, 24, 14
PLOT, FOOT, LEFT = 170, 24, 44
NAMES, VALUES, LETTER = 190, 80, 12.5
STEPS = (1, 2, 2.5, 5, 10)
TIMES_THE_SCREEN = 2.5
"""Pixels of the picture for one of the page: sharp when printed."""
LONGEST_NAME = 18


def chart_svg(chart: Chart) -> str:
    """Words and shapes alone: its caption names it for who does not see it."""
    draw = bars if chart.kind == "bars" else columns
    height, parts = draw(chart)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" font-family="Pretendard GOV" font-size="12">'
        f"<title>{escape(chart.caption)}</title>{''.join(parts)}</svg>"
    )


def text(x: float, y: float, words: str, *, anchor: str = "start", colour: str = INK) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'


def rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def legend(series: tuple[Series, ...]) -> list[str]:
    """Nothing for one series: the caption names it."""
    parts, x = [], 4.0
    for place, one in enumerate(series if len(series) > 1 else ()):
        parts += [rect(x, 6, 12, 12, COLOURS[place % len(COLOURS)]), text(x + 17, 16, one.name)]
        x += 40 + 12 * len(one.name)
    return parts


def bars(chart: Chart) -> tuple[int, list[str]]:
    """One row a category and series, its value in figures at the end of the bar."""
    most = max((value for one in chart.series for value in one.values), default=0) or 1
    names = min(NAMES, 16 + LETTER * max((len(short(name)) for name in chart.categories), default=0))
    room, parts = WIDTH - names - VALUES, legend(chart.series)
    y = LEGEND if len(chart.series) > 1 else 4
    for place, name in enumerate(chart.categories):
        middle = y + (ROW * len(chart.series)) / 2 + 4
        parts.append(text(names - 8, middle, short(name), anchor="end"))
        for number, one in enumerate(chart.series):
            length = room * max(0, one.values[place]) / most
            parts.append(rect(names, y + 5, max(length, 0.5), BAR, COLOURS[number % len(COLOURS)]))
            parts.append(text(names + length + 6, y + 16, f"{one.values[place]:,}{chart.unit}", colour=SOFT))
            y += ROW
        y += 2
    return y + 4, parts


def columns(chart: Chart) -> tuple[int, list[str]]:
    """A group of columns for each category above a ruled ground."""
    most = max((value for one in chart.series for value in one.values), default=0)
    step = step_for(most)
    top = step * max(1, math.ceil(most / step))
    head = LEGEND if len(chart.series) > 1 else 10
    base, room = head + PLOT, WIDTH - LEFT - 8
    parts = legend(chart.series)
    for line in range(round(top / step) + 1):
        y = base - PLOT * line * step / top
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - 8}" y1="{y:.1f}" y2="{y:.1f}" stroke="{LINE}"/>')
        parts.append(text(LEFT - 6, y + 4, f"{line * step:,.0f}", anchor="end", colour=SOFT))
    each = room / max(1, len(chart.categories))
    thick = min(28.0, each * 0.7 / max(1, len(chart.series)))
    for place, name in enumerate(chart.categories):
        middle = LEFT + each * (place + 0.5)
        left = middle - thick * len(chart.series) / 2
        for number, one in enumerate(chart.series):
            tall = PLOT * max(0, one.values[place]) / top
            parts.append(
                rect(left + number * thick, base - tall, thick - 1, tall, COLOURS[number % len(COLOURS)])
            )
        parts.append(text(middle, base + 16, name, anchor="middle", colour=SOFT))
    return base + FOOT, parts


def step_for(most: int) -> int:
    """A round distance between the ruled lines: about four of them."""
    rough = max(1.0, most / 4)
    size = 10 ** math.floor(math.log10(rough))
    return max(1, math.ceil(next(size * step for step in STEPS if size * step >= rough)))


@lru_cache(maxsize=64)
def chart_png(chart: Chart) -> bytes:
    """The SVG laid out on a page of its own size and photographed."""
    svg = chart_svg(chart)
    height = int(svg.partition('height="')[2].partition('"')[0])
    fonts, fetcher = FontConfiguration(), HouseFonts()
    style = f"@page {{ size: {WIDTH}px {height}px; margin: 0 }} svg {{ display: block }}"
    sheets = [
        CSS(string=words, base_url=ADDRESS, font_config=fonts, url_fetcher=fetcher)
        for words in (PAPER.read_text(encoding="utf-8"), style)
    ]
    page = HTML(string=svg, url_fetcher=fetcher).write_pdf(stylesheets=sheets, font_config=fonts)
    with pypdfium2.PdfDocument(page) as document:
        picture = document[0].render(scale=TIMES_THE_SCREEN * 96 / 72).to_pil()
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=False)
    return file.getvalue()
