"""Tasks and their milestones over time. Places are texts: a page writes them as they are, and faster."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from deungdae.apps.policy.bridge.lights import MilestoneRow
from deungdae.apps.policy.selectors.register import Line

LEFT, WIDTH, ROW, HEAD = 330, 870, 30, 44
TITLE_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone. state: done, late or coming."""

    x: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A task, or the head of a field where `line` is None."""

    y: str
    title: str
    middle: str
    text_at: str
    x: str = "0"
    width: str = "0"
    marks: tuple[Mark, ...] = ()
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Gantt:
    """`years`: (x, label) of each first of January; `today`: its x, None where it lies outside."""

    bars: tuple[Bar, ...]
    years: tuple[tuple[str, str], ...]
    today: str | None
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
        bars.append(Bar(f"{y}", field.shown, f"{y + ROW // 2}", f"{y + 20}"))
        y += ROW
        for line in members:
            marks = tuple(mark_of(one, place, on) for one in line.milestones)
            x = place(line.starts_on)
            width = max(4.0, round(place(line.ends_on) - x, 1))
            title = shortened(f"{line.code} {line.title}")
            places = (f"{y + ROW // 2}", f"{y + 20}", f"{x}", f"{width}")
            bars.append(Bar(f"{y}", title, *places, marks, line))
            y += ROW
    years = tuple(
        (f"{place(day)}", f"{year}")
        for year in range(first.year, last.year + 1)
        if first <= (day := date(year, 1, 1)) <= last
    )
    return Gantt(tuple(bars), years, f"{place(on)}" if first <= on <= last else None, y + 8)


def shortened(text: str) -> str:
    return text if len(text) <= TITLE_LETTERS + 6 else f"{text[: TITLE_LETTERS + 5]}…"


def mark_of(one: MilestoneRow, place: Callable[[date], float], on: date) -> Mark:
    done = one.done_on if one.done_on is not None and one.done_on <= on else None
    state = "done" if done is not None else "late" if one.due_on < on else "coming"
    day = done or one.due_on
    return Mark(f"{place(day)}", state, f"{one.title} {day}")
