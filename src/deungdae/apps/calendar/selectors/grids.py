"""Days side by side, hours down: the cells of a table, for one resource's week and for many on one day.

A column's hours are cut into blocks. Bookings that share an hour lie in one block; hours that are closed in a
row are one block; a free hour is a block of its own, so that it can be booked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from deungdae.apps.calendar.models import Booking
from deungdae.apps.calendar.public_holidays import holiday_on
from deungdae.apps.calendar.selectors.plans import Plan
from deungdae.apps.calendar.selectors.words import day_words, hours_words
from deungdae.apps.calendar.spans import common, day_of, moment, span_of_day

FIRST_HOUR, LAST_HOUR = 9, 18
"""What is always shown; earlier and later hours where something is open or booked."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A booking as it lies in a day."""

    booking: Booking
    hours: str


@dataclass(slots=True)
class Block:
    hour: int
    length: int
    entries: list[Entry] = field(default_factory=list)
    is_closed: bool = False

    @property
    def time(self) -> str:
        return f"{self.hour:02d}:00"


@dataclass(slots=True)
class Column:
    """A resource on a day; `notes`: why it is closed, in words."""

    plan: Plan
    day: date
    notes: list[str]
    entries: list[Entry]
    opening: str
    blocks: dict[int, Block] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return day_words(self.day)

    @property
    def is_closed(self) -> bool:
        return bool(self.notes)


@dataclass(frozen=True, slots=True)
class Row:
    hour: int
    cells: list[tuple[Column, Block]]
    """Only the blocks that begin in this hour."""

    @property
    def time(self) -> str:
        return f"{self.hour:02d}:00"


@dataclass(frozen=True, slots=True)
class Grid:
    columns: list[Column]
    rows: list[Row]


def grid_of(pairs: Sequence[tuple[Plan, date]]) -> Grid:
    """The table of these columns."""
    columns = [column_of(plan, day) for plan, day in pairs]
    first, last = hours_shown(columns)
    for column in columns:
        column.blocks = {block.hour: block for block in blocks_of(column, first, last)}
    rows = [
        Row(hour, [(column, column.blocks[hour]) for column in columns if hour in column.blocks])
        for hour in range(first, last)
    ]
    return Grid(columns, rows)


def column_of(plan: Plan, day: date) -> Column:
    notes = [_("쉬는 날: %(reason)s") % {"reason": plan.closed[day]}] if day in plan.closed else []
    name = holiday_on(day)
    if name:
        notes.append(_("공휴일: %(name)s") % {"name": name})
    times = ", ".join(hours_words(span) for span in plan.open_on(day)) if plan.openings else ""
    if plan.openings and not times and not notes:
        notes.append(_("여는 시간 없음"))
    entries = [
        Entry(one, hours_words((one.starts_at, one.ends_at), seen_on=day))
        for one in plan.taken_in(span_of_day(day))
    ]
    return Column(plan, day, notes, entries, times)


def hours_within(day: date, starts_at: datetime, ends_at: datetime) -> tuple[int, int]:
    """The hours of the day that the time touches, from–to."""
    midnight = moment(day, 0)
    start = max(starts_at - midnight, timedelta(0))
    end = min(ends_at - midnight, timedelta(hours=24))
    return int(start / timedelta(hours=1)), -(-end // timedelta(hours=1))


def hours_shown(columns: Sequence[Column]) -> tuple[int, int]:
    first, last = FIRST_HOUR, LAST_HOUR
    for column in columns:
        spans = [(one.booking.starts_at, one.booking.ends_at) for one in column.entries]
        if column.plan.openings:
            spans += column.plan.open_on(column.day)
        for span in spans:
            begins, ends = hours_within(column.day, *span)
            first, last = min(first, begins), max(last, ends)
    return first, last


def blocks_of(column: Column, first: int, last: int) -> list[Block]:
    found: list[Block] = []
    for entry in column.entries:
        begins, ends = hours_within(column.day, entry.booking.starts_at, entry.booking.ends_at)
        if found and begins < found[-1].hour + found[-1].length:
            found[-1].length = max(found[-1].length, ends - found[-1].hour)
            found[-1].entries.append(entry)
        else:
            found.append(Block(begins, ends - begins, [entry]))
    booked = {hour for block in found for hour in range(block.hour, block.hour + block.length)}
    for hour in range(first, last):
        if hour in booked:
            continue
        is_closed = is_closed_in(column, hour)
        previous = found[-1] if found else None
        if is_closed and previous and previous.is_closed and previous.hour + previous.length == hour:
            previous.length += 1
        else:
            found.append(Block(hour, 1, is_closed=is_closed))
    return found


def is_closed_in(column: Column, hour: int) -> bool:
    """Whether no minute of the hour is open."""
    span = (moment(column.day, hour * 60), moment(column.day, (hour + 1) * 60))
    return not common([span], column.plan.open_on(column.day))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def is_past(column: Column, now: datetime) -> bool:
    return column.day < day_of(now)
