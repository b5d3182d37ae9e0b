"""Tasks and their milestones over time: every place in the units of the picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from deungdae.apps.policy.selectors.register import Line

LEFT, WIDTH, ROW, HEAD = 330, 870, 30, 44
TITLE_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone. state: done, late or coming."""

    x: float
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A task, or the head of a field where `line` is None."""

    y: int
    title: str
    x: float = 0
    width: float = 0
    marks: tuple[Mark, ...] = ()
    line: Line | None = None

    @property
    def middle(self) -> int:
        return self.y + ROW // 2

    @property
    def text_at(self) -> int:
        return self.y + 20


@dataclass(frozen=True, slots=True)
class Gantt:
    """`years`: (x, label) of each first of January; `today`: its x, None where it lies outside."""

    bars: tuple[Bar, ...]
    years: tuple[tuple[float, str], ...]
    today: float | None
    height: int

    @property
    def box(self) -> str:
        return f"0 0 {LEFT + WIDTH} {self.height}"


def gantt_of(lines: Sequence[Line], on: date) -> Gantt:
    """In the order of the lines, each field under its head."""
    if not lines:
        return Gantt((), (), None, HEAD)
    first = min(one.starts_on for one in lines)
    last = max(one.ends_on for one in lines)
    days = max(1, (last - first).days)

    def place(day: date) -> float:
        return round(LEFT + WIDTH * max(0.0, min(1.0, (day - first).days / days)), 1)

    bars, y = [], HEAD
    for field, members in groupby(lines, key=lambda one: one.field):
        bars.append(Bar(y, field.shown))
        y += ROW
        for line in members:
            marks = tuple(mark_of(one, place, on) for one in line.milestones)
            x = place(line.starts_on)
            width = max(4.0, round(place(line.ends_on) - x, 1))
            bars.append(Bar(y, shortened(f"{line.code} {line.title}"), x, width, marks, line))
            y += ROW
    years = tuple(
        (place(day), f"{year}")
        for year in range(first.year, last.year + 1)
        if first <= (day := date(year, 1, 1)) <= last
    )
    return Gantt(tuple(bars), years, place(on) if first <= on <= last else None, y + 8)


def shortened(text: str) -> str:
    return text if len(text) <= TITLE_LETTERS + 6 else f"{text[: TITLE_LETTERS + 5]}…"


def mark_of(one: object, place: object, on: date) -> Mark:
    title, due, done = one.title, one.due_on, one.done_on  # type: ignore[attr-defined]
    is_done = done is not None and done <= on
    state = "done" if is_done else "late" if due < on else "coming"
    day = done if is_done else due
    return Mark(place(day), state, f"{title} {day}")  # type: ignore[operator]
