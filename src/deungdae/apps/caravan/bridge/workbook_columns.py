"""The sheets of a matching-day workbook and what their columns are called; no Django models here."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from deungdae.apps.caravan.documents.template import (
    ABSENCE_HEADS,
    ABSENCE_SHEET,
    DAY_HEADS,
    DAY_SHEET,
    PARTICIPANT_HEADS,
    PARTICIPANT_SHEET,
    REQUEST_HEADS,
    REQUEST_SHEET,
)
from deungdae.apps.caravan.slots import PauseWords
from deungdae.apps.core.imports import cells

SIDES = {
    "demand": ("수요", "수요기업", "demand"),
    "supply": ("공급", "공급기업", "supply"),
    "free": ("자유", "free"),
}
WISHES = {"any": ("무관", "any"), "morning": ("오전", "morning"), "afternoon": ("오후", "afternoon")}
STATES = {
    "accepted": ("수락", "승인", "확정", "accepted"),
    "pending": ("대기", "답변 대기", "신청", "pending"),
    "declined": ("거절", "반려", "declined"),
    "withdrawn": ("철회", "취소", "withdrawn"),
    "expired": ("기한 지남", "expired"),
}
UNLIMITED = ("없음", "제한 없음", "none")


PAUSE = re.compile(r"^(.*?)\s*((?:오전|오후)?\s*\d{1,2}\s*[:시].*)$")


def pauses(value: str) -> tuple[PauseWords, ...]:
    """점심 12:00~13:00, 휴식 15:00~15:10"""
    found = []
    for part in (part.strip() for part in re.split(r"[,;\n]", value)):
        match = PAUSE.match(part)
        if part:
            start, end = cells.time_range(match[2] if match else part)
            found.append(((match[1] if match else "") or "쉬는 시간", start, end))
    return tuple(found)


def fairness(value: str) -> int | None:
    """A number from 0, or a word for no limit."""
    if cells.squeezed(value) in {cells.squeezed(word) for word in UNLIMITED}:
        return None
    return cells.whole_number(0, 99)(value)


def codes(value: str) -> tuple[str, ...]:
    """Several numbers in one cell."""
    return cells.separated(value)


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its label in the template and how a filled cell is read."""

    name: str
    label: str
    parse: Callable[[str], object]
    required: bool = False


def fields(
    labels: tuple[str, ...], names: str, parsers: Mapping[str, Callable[[str], object]], needed: str
) -> tuple[Field, ...]:
    """The columns of a sheet: names in the order of the template's labels."""
    plain = cells.limited_text(200)
    return tuple(
        Field(name, label, parsers.get(name, plain), name in needed.split())
        for name, label in zip(names.split(), labels, strict=True)
    )


CODE = cells.limited_text(20)
TABLE = cells.whole_number(1, 9_999)
DAY = fields(
    DAY_HEADS,
    "title date opens_at closes_at minutes pauses tables fairness",
    {
        "date": cells.day,
        "opens_at": cells.time_of_day,
        "closes_at": cells.time_of_day,
        "minutes": cells.whole_number(5, 240),
        "pauses": pauses,
        "tables": cells.whole_number(1, 500),
        "fairness": fairness,
    },
    "title date opens_at closes_at minutes tables",
)
PARTICIPANTS = fields(
    PARTICIPANT_HEADS,
    "code name business_number side wish most own_table people contact email phone",
    {
        "code": CODE,
        "side": cells.one_of(SIDES),
        "wish": cells.one_of(WISHES),
        "most": cells.whole_number(1, 999),
        "own_table": TABLE,
        "people": cells.text,
    },
    "code name",
)
ABSENCES = fields(
    ABSENCE_HEADS,
    "code start end reason",
    {"code": CODE, "start": cells.time_of_day, "end": cells.time_of_day},
    "code start end",
)
REQUESTS = fields(
    REQUEST_HEADS,
    "code sender receiver rank reason state wish fixed_slot fixed_table before",
    {
        "code": CODE,
        "sender": CODE,
        "receiver": CODE,
        "rank": cells.whole_number(1, 99),
        "reason": cells.text,
        "state": cells.one_of(STATES),
        "wish": cells.one_of(WISHES),
        "fixed_slot": cells.whole_number(1, 999),
        "fixed_table": TABLE,
        "before": codes,
    },
    "code sender receiver",
)
SHEETS = {
    DAY_SHEET: DAY,
    PARTICIPANT_SHEET: PARTICIPANTS,
    ABSENCE_SHEET: ABSENCES,
    REQUEST_SHEET: REQUESTS,
}
REQUIRED_SHEETS = (DAY_SHEET, PARTICIPANT_SHEET, REQUEST_SHEET)
