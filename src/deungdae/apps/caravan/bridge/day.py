"""A matching day as the engine sees it, and the engine's answer as the day sees it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from deungdae.apps.caravan.bridge.weights import weight_of_rank
from deungdae.apps.caravan.models import Meeting, Participant
from deungdae.apps.caravan.selectors.board import Board, place_of
from deungdae.apps.caravan.selectors.refusals import name_of
from deungdae.apps.caravan.slots import is_morning
from deungdae.apps.core.errors import RefusedError
from deungdae.engine.kernel.decision import Decision
from deungdae.engine.kernel.errors import InputError, Issue
from deungdae.engine.kernel.explanation import Explanation
from deungdae.engine.kernel.korean import Param, sentence
from deungdae.engine.kernel.messages import MESSAGES
from deungdae.engine.timetable import model
from deungdae.engine.timetable.decision import record
from deungdae.engine.timetable.explain import Given, given_of
from deungdae.engine.timetable.formats import Request
from deungdae.engine.timetable.solve import solve

PUBLIC_ID = re.compile(r"[0-9A-Za-z]{22}")


@dataclass(frozen=True, slots=True)
class Question:
    """What the engine is asked: the problem, the timetable it should stay near to, and what must not move.

    names: short public id → what people call the participant or the meeting; kept: meetings that are over,
    which the engine is not asked about.
    """

    problem: model.Problem
    current: Mapping[str, model.Placement]
    locked: frozenset[str]
    names: Mapping[str, str]
    kept: Mapping[str, model.Placement]

    @property
    def given(self) -> str:
        """What a proof about the answer takes for granted: "near", "locked" or nothing."""
        given = given_of(self.current, self.locked)
        if given is Given.NEAR:
            return "near"
        return "locked" if given is Given.LOCKED or self.kept else ""


def question_of(board: Board, *, keep_current: bool, past: frozenset[int] = frozenset()) -> Question:
    """The day in canonical order: tables by number, participants and meetings by their codes.

    Without `keep_current` only locked meetings have a current place. Meetings in `past` slots stay as they
    are, and nothing else is put there.
    """
    everything = sorted(board.meetings.values(), key=lambda meeting: (meeting.request.code, meeting.short_id))
    over = [meeting for meeting in everything if meeting.slot is not None and meeting.slot.number in past]
    meetings = [meeting for meeting in everything if meeting not in over]
    people = sorted(board.participants.values(), key=lambda person: (person.code, person.short_id))
    problem = model.Problem(
        slots=len(board.slots),
        morning_slots=sum(1 for slot in board.slots.values() if is_morning(slot.starts_at)),
        tables=usable_tables(board, past),
        participants=tuple(participant_of(board, person, past, over) for person in people),
        meetings=tuple(meeting_of(board, meeting, over) for meeting in meetings),
        fairness=board.day.fairness,
        seats={number: table.capacity for number, table in sorted(board.tables.items())},
    )
    placed = {meeting.short_id: meeting for meeting in meetings if place_of(meeting) is not None}
    locked = frozenset(name for name, meeting in placed.items() if meeting.locked)
    kept = {name: meeting for name, meeting in placed.items() if keep_current or meeting.locked}
    return Question(
        problem=problem,
        current={name: placement_of(meeting) for name, meeting in kept.items()},
        locked=locked,
        names={
            **{person.short_id: str(person) for person in people},
            **{meeting.short_id: name_of(meeting) for meeting in everything},
        },
        kept={meeting.short_id: placement_of(meeting) for meeting in over},
    )


def usable_tables(board: Board, past: frozenset[int]) -> tuple[int, ...]:
    """The shared tables; one that is out of use at some time to come is left out."""
    out = {table for slot, table in board.closed if slot not in past}
    return tuple(number for number in sorted(board.shared_tables()) if number not in out)


def participant_of(
    board: Board, participant: Participant, past: frozenset[int], over: Sequence[Meeting]
) -> model.Participant:
    """What is over counts towards the most meetings somebody wants."""
    had = sum(1 for meeting in over if participant.pk in (meeting.first_id, meeting.second_id))
    most = participant.max_meetings
    return model.Participant(
        id=participant.short_id,
        forbidden=board.absent.get(participant.pk, frozenset()) | past,
        max_meetings=max(0, most - had) if most is not None else None,
        own_table=participant.own_table.number if participant.own_table is not None else None,
        wish=model.Session(participant.wish),
        attending=board.attending.get(participant.pk, 0),
    )


def meeting_of(board: Board, meeting: Meeting, over: Sequence[Meeting]) -> model.Meeting:
    request = meeting.request
    before = [board.meetings[key] for key in board.before.get(meeting.pk, ())]
    earlier = [one.short_id for one in before if one not in over]
    return model.Meeting(
        id=meeting.short_id,
        first=meeting.first.short_id,
        second=meeting.second.short_id,
        session=model.Session(request.wish),
        fixed_slot=request.fixed_slot.number if request.fixed_slot is not None else None,
        fixed_table=request.fixed_table.number if request.fixed_table is not None else None,
        after=tuple(sorted(earlier)),
        weight=weight_of_rank(request.rank),
    )


def placement_of(meeting: Meeting) -> model.Placement:
    slot, table = place_of(meeting) or (0, 0)
    return model.Placement(meeting.short_id, slot, table)


def words_of(explanation: Explanation, names: Mapping[str, str]) -> str:
    """The engine's sentence with people's names for its ids; the particles follow the names."""
    return said(explanation.code, explanation.params, names)


def said(code: str, params: Mapping[str, Param], names: Mapping[str, str]) -> str:
    """The sentence of a code. Names stand without the quotes that ids need, next to their particles."""
    template = gettext(MESSAGES[code]).replace("'{", "{").replace("}'", "}")
    return sentence(template, {name: named(value, names) for name, value in params.items()})


def named(value: Param, names: Mapping[str, str]) -> Param:
    if isinstance(value, str):
        return PUBLIC_ID.sub(lambda found: names.get(found[0], found[0]), value)
    if isinstance(value, tuple):
        return tuple(str(named(item, names)) if isinstance(item, str) else item for item in value)  # type: ignore[return-value]
    return value


@dataclass(frozen=True, slots=True)
class Report:
    """How far the engine is: percent, the step in words, and the figures for the page."""

    percent: int
    step: str
    details: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """The engine's answer in the day's words.

    problem: what was asked in the end; placements: meeting id → slot and table number; unplaced: meeting id →
    why; sentences: the explanation with people's names.
    """

    problem: model.Problem
    solution: model.Solution
    placements: Mapping[str, tuple[int, int]]
    unplaced: Mapping[str, str]
    sentences: tuple[str, ...]

    @property
    def status(self) -> str:
        return self.solution.status.value

    @property
    def is_feasible(self) -> bool:
        return self.solution.status in (model.Status.OPTIMAL, model.Status.FEASIBLE)

    @property
    def is_infeasible(self) -> bool:
        return self.solution.status is model.Status.INFEASIBLE


def answer_to(
    question: Question, *, seed: int, seconds: int | None, on_report: Callable[[Report], bool]
) -> Answer:
    """Run the engine. `on_report` is told now and then, and stops the run by answering False.

    When not a single meeting fits, the answer says instead why not all of them do.
    """
    problem = question.problem
    solution = run(question, problem, seed=seed, seconds=seconds, on_report=on_report)
    if solution.status is not model.Status.UNKNOWN and not solution.placements:
        strict = replace(question.problem, all_required=True)
        reasons = run(question, strict, seed=seed, seconds=seconds, on_report=on_report)
        if reasons.status is model.Status.INFEASIBLE:
            problem, solution = strict, reasons
    names = question.names
    return Answer(
        problem=problem,
        solution=solution,
        placements={
            place.meeting: (place.slot, place.table)
            for place in (*question.kept.values(), *solution.placements)
        },
        unplaced={left.meeting: words_of(left.reason, names) for left in solution.unscheduled},
        sentences=tuple(words_of(explanation, names) for explanation in solution.explanation),
    )


def run(
    question: Question,
    problem: model.Problem,
    *,
    seed: int,
    seconds: int | None,
    on_report: Callable[[Report], bool],
) -> model.Solution:
    def tell(progress: model.Progress) -> bool:
        details = {
            "placed": progress.placed,
            "total": progress.total,
            "breaks": progress.breaks,
            "bound": progress.bound,
        }
        return on_report(
            Report(progress.percent, gettext(MESSAGES.get(progress.step, progress.step)), details)
        )

    try:
        return solve(
            problem,
            seed=seed,
            seconds=seconds,
            current=question.current,
            locked=question.locked,
            on_progress=tell,
        )
    except InputError as error:
        raise RefusedError(
            "engine_input", "\n".join(issue_words(issue, question.names) for issue in error.issues)
        ) from error


def issue_words(issue: Issue, names: Mapping[str, str]) -> str:
    """A fault of the input with people's names for ids."""
    return said(issue.code, {**issue.params, "where": issue.where, "value": issue.value}, names)


def record_of(question: Question, answer: Answer, *, seconds: int | None) -> Decision:
    """The sealed record of the run, however it ended."""
    request = Request(answer.problem, question.current, question.locked)
    return record(request, answer.solution, seconds=seconds)
