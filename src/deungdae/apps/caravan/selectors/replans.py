"""Where the day is, and what happened on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from deungdae.apps.caravan.models import MatchingDay, Meeting, Replan
from deungdae.apps.caravan.selectors.agendas import moment_of
from deungdae.apps.caravan.selectors.board import Board
from deungdae.apps.caravan.selectors.presence import delay_of
from deungdae.apps.caravan.selectors.refusals import quoted
from deungdae.apps.core import clock
from deungdae.engine.kernel.korean import sentence

Kind = Replan.Kind
SUBJECTS = (
    "participant__organisation",
    "partner__organisation",
    "table",
    "meeting__request",
    "meeting__first__organisation",
    "meeting__second__organisation",
    "meeting__slot",
    "created_by",
    "decided_by",
)


def first_open_slot(board: Board) -> int:
    """The first slot that has not begun, as late as the day runs; one more than the last when all have."""
    moment, late_by = clock.now(), timedelta(minutes=delay_of(board.day))
    begun = [
        number
        for number, slot in board.slots.items()
        if moment_of(board.day, slot.starts_at) + late_by <= moment
    ]
    return max(begun, default=0) + 1


def running_meetings(board: Board, now: int) -> list[Meeting]:
    """The meetings of the slot before `now`, by table."""
    here = [one for one in board.placed() if one.slot is not None and one.slot.number == now - 1]
    return sorted(here, key=lambda one: one.table.number if one.table is not None else 0)


def replans_of(*, day: MatchingDay) -> QuerySet[Replan]:
    """The last first."""
    return Replan.objects.filter(day=day).select_related(*SUBJECTS)


def happening_words(replan: Replan) -> str:
    """What happened, in a sentence."""
    if replan.kind == Kind.TABLE and replan.table is not None:
        return sentence(_("{table}번 테이블을 쓸 수 없습니다."), {"table": replan.table.number})
    if replan.kind == Kind.OVERRUN and replan.meeting is not None:
        values = {"first": quoted(replan.meeting.first), "second": quoted(replan.meeting.second)}
        return sentence(_("{first}(과/와) {second}의 상담이 길어집니다."), values)
    who = quoted(replan.participant) if replan.participant is not None else ""
    if replan.kind == Kind.REQUEST and replan.partner is not None:
        return sentence(
            _("{first}(과/와) {second}(이/가) 새로 만나려 합니다."),
            {"first": who, "second": quoted(replan.partner)},
        )
    if replan.kind == Kind.LATE:
        return sentence(
            _("{who}(이/가) 늦어 {time}부터 만날 수 있습니다."),
            {"who": who, "time": str(replan.summary.get("late_until", ""))},
        )
    return sentence(_("{who}(이/가) 오지 않습니다."), {"who": who})


@dataclass(frozen=True, slots=True)
class Moved:
    """A kept move with its meeting (None: a new one that is not made yet); cells are slot and table."""

    entry: Mapping[str, object]
    meeting: Meeting | None
    before: tuple[int, int] | None
    after: tuple[int, int] | None


def moved_of(replan: Replan, board: Board) -> list[Moved]:
    """The kept moves in their order; a meeting that is cancelled since is left out."""
    by_id = {one.short_id: one for one in board.meetings.values()}
    found = []
    for entry in replan.moves:
        meeting = by_id.get(str(entry["meeting"]))
        if meeting is None and entry["meeting"] != "new":
            continue
        found.append(Moved(entry, meeting, cell_of(entry["before"]), cell_of(entry["after"])))
    return found


def cell_of(kept: list[int] | None) -> tuple[int, int] | None:
    return (kept[0], kept[1]) if kept else None


def first_moved_slot(replan: Replan) -> int | None:
    """The soonest slot that a move touches; None when nothing moves."""
    cells = [kept for entry in replan.moves for kept in (entry["before"], entry["after"]) if kept]
    return min((int(slot) for slot, _table in cells), default=None)


def can_be_undone(replan: Replan, *, now: int) -> bool:
    """Taken over, and no slot of its moves has begun."""
    first = first_moved_slot(replan) or replan.first_slot
    return replan.state == Replan.State.APPLIED and first >= now
