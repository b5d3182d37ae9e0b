"""Opening hours, slot length and pauses → the numbered slots of a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import pairwise
from typing import Protocol

from django.utils.translation import gettext as _

from deungdae.apps.core.errors import RefusedError
from deungdae.engine.kernel.korean import sentence

NOON = time(12, 0)
SHORTEST, LONGEST = 5, 240
PauseWords = tuple[str, time, time]
"""Label, start, end."""


class Stretch(Protocol):
    """What has a number and hours: a planned slot, or a row of the Slot table."""

    @property
    def number(self) -> int: ...
    @property
    def starts_at(self) -> time: ...
    @property
    def ends_at(self) -> time: ...


@dataclass(frozen=True, slots=True)
class PlannedSlot:
    """A half-open stretch of the day, numbered from 1."""

    number: int
    starts_at: time
    ends_at: time


def minute_of(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def time_of(minute: int) -> time:
    return time(minute // 60, minute % 60)


def is_morning(starts_at: time) -> bool:
    """A slot is a morning slot when it starts before noon."""
    return starts_at < NOON


def hours(starts_at: time, ends_at: time) -> str:
    """How a stretch of the day is written."""
    return f"{starts_at:%H:%M}~{ends_at:%H:%M}"


def plan_slots(
    *, opens_at: time, closes_at: time, minutes: int, pauses: Sequence[PauseWords]
) -> tuple[PlannedSlot, ...]:
    """The slots of the day: none overlaps a pause, the last ends at closing time or before.

    Raises RefusedError when hours, length or pauses make no day.
    """
    require_day(opens_at=opens_at, closes_at=closes_at, minutes=minutes)
    ordered = ordered_pauses(opens_at=opens_at, closes_at=closes_at, pauses=pauses)
    found: list[PlannedSlot] = []
    start, closing = minute_of(opens_at), minute_of(closes_at)
    while start + minutes <= closing:
        blocking = [
            pause
            for pause in ordered
            if minute_of(pause[1]) < start + minutes and start < minute_of(pause[2])
        ]
        if blocking:
            start = minute_of(blocking[0][2])
            continue
        found.append(PlannedSlot(len(found) + 1, time_of(start), time_of(start + minutes)))
        start += minutes
    if not found:
        template = _(
            "{hours}에서 쉬는 시간을 빼면 {minutes}분 시간대가"
            " 하나도 들어가지 않습니다. 운영 시간이나 상담 시간을 고치십시오."
        )
        raise RefusedError(
            "no_slots", sentence(template, {"hours": hours(opens_at, closes_at), "minutes": minutes})
        )
    return tuple(found)


def require_day(*, opens_at: time, closes_at: time, minutes: int) -> None:
    if closes_at <= opens_at:
        template = _("종료 시각 {closes}(이/가) 시작 시각 {opens}보다 늦지 않습니다. 종료 시각을 고치십시오.")
        values = {"closes": f"{closes_at:%H:%M}", "opens": f"{opens_at:%H:%M}"}
        raise RefusedError("hours", sentence(template, values))
    for at in (opens_at, closes_at):
        if at.second or at.microsecond:
            template = _("시각 {at}에 초가 있습니다. 분까지만 적으십시오.")
            raise RefusedError("hours", sentence(template, {"at": at.isoformat()}))
    if not SHORTEST <= minutes <= LONGEST:
        template = _("상담 시간이 {minutes}분입니다. {shortest}분에서 {longest}분 사이로 정하십시오.")
        values = {"minutes": str(minutes), "shortest": str(SHORTEST), "longest": str(LONGEST)}
        raise RefusedError("slot_minutes", sentence(template, values))


def ordered_pauses(*, opens_at: time, closes_at: time, pauses: Sequence[PauseWords]) -> list[PauseWords]:
    """The pauses by time; refused when one is empty, outside the day, or overlaps another."""
    for label, starts_at, ends_at in pauses:
        values = {"label": label, "pause": hours(starts_at, ends_at), "day": hours(opens_at, closes_at)}
        if ends_at <= starts_at:
            template = _("쉬는 시간 ‘{label}’의 끝이 시작보다 늦지 않습니다({pause}). 시각을 고치십시오.")
            raise RefusedError("pause_empty", sentence(template, values))
        if starts_at < opens_at or ends_at > closes_at:
            template = _(
                "쉬는 시간 ‘{label}’ {pause}(이/가) 운영 시간({day}) 밖에 있습니다. 시각을 고치십시오."
            )
            raise RefusedError("pause_outside", sentence(template, values))
    ordered = sorted(pauses, key=lambda pause: (pause[1], pause[2]))
    for before, after in pairwise(ordered):
        if after[1] < before[2]:
            template = _("쉬는 시간 {first}(과/와) {second}(이/가) 겹칩니다. 하나의 시각을 고치십시오.")
            raise RefusedError(
                "pause_overlap", sentence(template, {"first": f"‘{before[0]}’", "second": f"‘{after[0]}’"})
            )
    return ordered


def numbers_in(*, slots: Iterable[Stretch], starts_at: time, ends_at: time) -> frozenset[int]:
    """The numbers of the slots that a half-open time touches; rows of the Slot table serve as well."""
    return frozenset(slot.number for slot in slots if slot.starts_at < ends_at and starts_at < slot.ends_at)
