"""What happened on the day as the engine sees it, and the moves it asks for as the day sees them."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deungdae.apps.caravan.bridge.day import meeting_of, participant_of, placement_of, said
from deungdae.apps.caravan.bridge.weights import weight_of_rank
from deungdae.apps.caravan.models import Meeting, Participant, Replan, Table
from deungdae.apps.caravan.selectors.board import Board, place_of
from deungdae.apps.caravan.selectors.refusals import name_of
from deungdae.apps.caravan.slots import is_morning
from deungdae.apps.core.errors import RefusedError
from deungdae.engine.kernel.decision import Decision
from deungdae.engine.kernel.errors import InputError
from deungdae.engine.kernel.explanation import Explanation
from deungdae.engine.timetable import model
from deungdae.engine.timetable.replan import (
    Away,
    Change,
    Overrun,
    Question,
    Requested,
    TableLost,
    replan,
)
from deungdae.engine.timetable.replan import Replan as Answer
from deungdae.engine.timetable.replan.decision import record
from deungdae.engine.timetable.solve.repair import load_solver

__all__ = [
    "NEW",
    "Answer",
    "Happening",
    "answer_to",
    "moves_of",
    "names_on",
    "question_of",
    "record_of",
    "said_of",
    "sentences",
    "summary_of",
    "warm_up",
]

Kind = Replan.Kind
NEW = "new"
"""How a meeting is called that is not in the day yet."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What staff sees: slot_number is the first slot in which somebody late can meet."""

    kind: str
    participant: Participant | None = None
    partner: Participant | None = None
    table: Table | None = None
    meeting: Meeting | None = None
    slot_number: int | None = None


def warm_up() -> None:
    """Load the solver beside the page that asks what happened: the first proposal need not wait for it."""
    threading.Thread(target=load_solver, name="solver", daemon=True).start()


def question_of(board: Board, happening: Happening, *, now: int) -> Question:
    """The whole day in canonical order, as it runs, with what happened."""
    meetings = sorted(board.meetings.values(), key=lambda one: (one.request.code, one.short_id))
    people = sorted(board.participants.values(), key=lambda person: (person.code, person.short_id))
    problem = model.Problem(
        slots=len(board.slots),
        morning_slots=sum(1 for slot in board.slots.values() if is_morning(slot.starts_at)),
        tables=tuple(sorted(board.shared_tables())),
        participants=tuple(participant_of(board, person, frozenset(), ()) for person in people),
        meetings=tuple(meeting_of(board, meeting, ()) for meeting in meetings),
        fairness=board.day.fairness,
        seats={number: table.capacity for number, table in sorted(board.tables.items())},
    )
    placed = [meeting for meeting in meetings if place_of(meeting) is not None]
    return Question(
        problem=problem,
        current={meeting.short_id: placement_of(meeting) for meeting in placed},
        now=now,
        changes=(change_of(happening),),
        locked=frozenset(meeting.short_id for meeting in placed if meeting.locked),
        closed=board.closed,
    )


def change_of(happening: Happening) -> Change:
    """The engine's word for it."""
    who, partner = happening.participant, happening.partner
    if happening.kind == Kind.TABLE and happening.table is not None:
        return TableLost(happening.table.number)
    if happening.kind == Kind.OVERRUN and happening.meeting is not None:
        return Overrun(happening.meeting.short_id)
    if happening.kind == Kind.REQUEST and who is not None and partner is not None:
        return Requested(model.Meeting(NEW, who.short_id, partner.short_id, weight=weight_of_rank(1)))
    return Away(who.short_id if who is not None else "", happening.slot_number)


def answer_to(question: Question, *, seed: int) -> Answer:
    """Run the engine; a day that cannot be read is refused in words."""
    try:
        return replan(question, seed=seed)
    except InputError as error:
        names: Mapping[str, str] = {}
        words = [
            said(one.code, {**one.params, "where": one.where, "value": one.value}, names)
            for one in error.issues
        ]
        raise RefusedError("engine_input", "\n".join(words)) from error


def record_of(question: Question, answer: Answer) -> Decision:
    """The sealed record, which `deungdae decision verify` runs again."""
    return record(question, answer)


Cell = list[int] | None


def moves_of(answer: Answer) -> list[dict[str, object]]:
    """What changes, as it is kept: codes with values, no words of one language."""
    moved = [
        {
            "meeting": move.meeting,
            "before": cell(move.before),
            "after": cell(move.after),
            **kept(move.why),
            "via": move.via,
        }
        for move in answer.moves
    ]
    fallen = [
        {"meeting": one.meeting, "before": cell(one.before), "after": None, **kept(one.why), "via": ""}
        for one in answer.fallen
    ]
    return [*moved, *fallen]


def cell(place: model.Placement | None) -> Cell:
    return None if place is None else [place.slot, place.table]


def kept(explanation: Explanation) -> dict[str, object]:
    return {"code": explanation.code, "params": dict(explanation.params)}


def summary_of(answer: Answer) -> dict[str, object]:
    """What stands above the moves."""
    return {
        "sentences": [kept(one) for one in answer.explanation],
        "moved": answer.moved_in_time,
        "fallen": len(answer.fallen),
        "fewest": answer.fewest,
        "bound": answer.bound,
        "breaks": answer.breaks,
        "breaks_before": answer.breaks_before,
        "seconds": round(answer.seconds, 3),
    }


def names_on(board: Board) -> dict[str, str]:
    """Short public id → what people call it."""
    people = {person.short_id: str(person) for person in board.participants.values()}
    return people | {meeting.short_id: name_of(meeting) for meeting in board.meetings.values()}


def said_of(entry: Mapping[str, object], names: Mapping[str, str]) -> str:
    """A kept sentence in the reader's language."""
    params = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in dict(entry["params"]).items()  # type: ignore[call-overload]
    }
    return said(str(entry["code"]), params, names)


COUNTS = ("timetable.replan.moved", "timetable.replan.lost")
"""Sentences that the figures of the page say already."""


def sentences(summary: Mapping[str, Sequence[Mapping[str, object]]], names: Mapping[str, str]) -> list[str]:
    """What the engine says about its answer besides how many move and fall."""
    told = (entry for entry in summary.get("sentences", ()) if entry["code"] not in COUNTS)
    return [said_of(entry, names) for entry in told]
