"""Replanning a day under way: nobody twice, what is over or locked stays, few move, each for a reason."""

import json
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deungdae.engine.kernel.decision import Decision, verify
from deungdae.engine.kernel.errors import InputError
from deungdae.engine.timetable.model import Current, Meeting, Participant, Placement, Problem, Session
from deungdae.engine.timetable.replan import (
    Away,
    Change,
    Dropped,
    Overrun,
    Question,
    Replan,
    Requested,
    TableLost,
    check_replan,
    replan,
)
from deungdae.engine.timetable.replan.decision import record, rerun
from deungdae.engine.timetable.replan.document import question_from_json, question_to_json
from tests.engine.timetable.days import PEOPLE
from tests.engine.timetable.samples import day


def placed(**cells: tuple[int, int]) -> dict[str, Placement]:
    return {name: Placement(name, *cell) for name, cell in cells.items()}


def cells(answer: Replan) -> dict[str, tuple[int, int]]:
    return {place.meeting: (place.slot, place.table) for place in answer.placements}


@st.composite
def full_days(draw: st.DrawFn) -> Problem:
    """Few slots and tables for many meetings, and a rule now and then."""
    slots, tables = draw(st.integers(2, 4)), draw(st.integers(1, 2))
    people = PEOPLE[: draw(st.integers(4, 5))]
    rarely = st.integers(0, 6).map(lambda number: number == 0)
    pairs = [(one, other) for index, one in enumerate(people) for other in people[:index]]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=3, max_size=5, unique=True))
    names = [f"m{index}" for index in range(len(chosen))]
    return Problem(
        slots=slots,
        morning_slots=slots // 2,
        tables=tuple(range(1, tables + 1)),
        participants=tuple(
            Participant(
                id=name,
                forbidden=frozenset([draw(st.integers(1, slots))]) if draw(rarely) else frozenset(),
                max_meetings=draw(st.integers(1, 3)) if draw(rarely) else None,
                own_table=100 + index if draw(rarely) else None,
            )
            for index, name in enumerate(people)
        ),
        meetings=tuple(
            Meeting(
                id=names[index],
                first=pair[0],
                second=pair[1],
                session=draw(st.sampled_from(Session)) if draw(rarely) else Session.ANY,
                fixed_slot=draw(st.integers(1, slots)) if draw(rarely) else None,
                fixed_table=1 if draw(rarely) else None,
                after=(draw(st.sampled_from(names[:index])),) if index and draw(rarely) else (),
                weight=draw(st.integers(0, 3)),
            )
            for index, pair in enumerate(chosen)
        ),
        fairness=draw(st.sampled_from([None, 0, 1])),
    )


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A day filled as far as it goes in the order of the requests, under way, with one or two changes."""
    problem = draw(full_days())
    own = [one.own_table for one in problem.participants if one.own_table is not None]
    current: dict[str, Placement] = {}
    free = list(product(range(1, problem.slots + 1), (*problem.tables, *own)))
    for meeting in problem.meetings:
        for cell in draw(st.permutations(free)):
            trial = {**current, meeting.id: Placement(meeting.id, *cell)}
            if not check_replan(Question(problem, current, 1), tuple(trial.values())):
                current = trial
                free.remove(cell)
                break
    now = draw(st.integers(1, problem.slots))
    locked = frozenset(name for name in current if draw(st.integers(0, 6)) == 0)
    changes = draw(st.lists(a_change(problem, current, now), min_size=1, max_size=2))
    asked = [one for one in changes if isinstance(one, Requested)]
    return Question(problem, current, now, tuple(changes[:1] if len(asked) > 1 else changes), locked)


def a_change(problem: Problem, current: Current, now: int) -> st.SearchStrategy[Change]:
    people = [person.id for person in problem.participants]
    pairs = {frozenset((one.first, one.second)) for one in problem.meetings}
    free = [pair for pair in product(people, people) if pair[0] != pair[1] and frozenset(pair) not in pairs]
    kinds: list[st.SearchStrategy[Change]] = [
        st.builds(Away, st.sampled_from(people), st.none() | st.integers(1, problem.slots + 1)),
        st.builds(Dropped, st.sampled_from([one.id for one in problem.meetings])),
    ]
    running = [name for name, place in current.items() if place.slot == now - 1]
    if problem.tables:
        kinds.append(st.builds(TableLost, st.sampled_from(problem.tables), st.integers(0, problem.slots)))
    if running:
        kinds.append(st.builds(Overrun, st.sampled_from(running)))
    if free:
        new = st.builds(
            lambda pair: Requested(Meeting("new", pair[0], pair[1], weight=2)), st.sampled_from(free)
        )
        kinds.append(new)
    return st.one_of(kinds)


@settings(max_examples=40, deadline=None)
@given(questions())
def test_whatever_happens_no_rule_is_broken_and_what_is_over_or_locked_stays(question: Question) -> None:
    answer = replan(question)
    assert check_replan(question, answer.placements) == []
    after = cells(answer)
    for name, place in question.current.items():
        if place.slot < question.now or (name in question.locked and name in after):
            assert after[name] == (place.slot, place.table)
    told = {move.meeting for move in answer.moves} | {one.meeting for one in answer.fallen}
    before = {name: (place.slot, place.table) for name, place in question.current.items()}
    differs = {name for name in before | after if before.get(name) != after.get(name)}
    assert differs <= told
    assert {move.meeting for move in answer.moves} <= differs


@settings(max_examples=15, deadline=None)
@given(questions())
def test_when_nothing_happens_nothing_moves(question: Question) -> None:
    answer = replan(replace(question, changes=()))
    assert (answer.moves, answer.fallen) == ((), ())
    assert {place.meeting: place for place in answer.placements} == dict(question.current)


@settings(max_examples=30, deadline=None)
@given(questions())
def test_what_is_called_proven_is_the_best_of_all_timetables(question: Question) -> None:
    answer = replan(question)
    best = best_of_all(question)
    lost, moved = cost(question, {place.meeting: place.slot for place in answer.placements})
    if answer.all_held:
        assert lost <= best[0]
    if answer.fewest:
        assert (lost, moved) <= best
    assert not answer.all_held or answer.bound <= best[1]


def cost(question: Question, slots: dict[str, int]) -> tuple[int, int]:
    """Worth lost of what a change displaced or asked for, and meetings at another time."""
    concerned = touched(question)
    problem = question.problem
    weights = {one.id: one.weight for one in problem.meetings}
    weights |= {one.meeting.id: one.meeting.weight for one in question.changes if isinstance(one, Requested)}
    lost = sum(weights[name] * 100 + 1 for name in concerned if name not in slots)
    current = question.current
    moved = sum(1 for name, slot in slots.items() if name in current and current[name].slot != slot)
    return lost, moved


def touched(question: Question) -> set[str]:
    """Meetings whose place a change takes, or that a change asks for."""
    dropped = {one.meeting for one in question.changes if isinstance(one, Dropped)}
    asked = {one.meeting.id for one in question.changes if isinstance(one, Requested)}
    broken = {
        name
        for name, place in question.current.items()
        if place.slot >= question.now
        and any("in the way" in fault for fault in check_replan(question, [place]))
    }
    return (broken | asked) - dropped


def best_of_all(question: Question) -> tuple[int, int]:
    """By trying every slot for everything that may move; tables are given as they come."""
    dropped = {one.meeting for one in question.changes if isinstance(one, Dropped)}
    concerned = touched(question)
    still = [
        name for name, place in question.current.items() if place.slot >= question.now and name not in dropped
    ]
    names = sorted({*still, *concerned})
    over = [place for place in question.current.values() if place.slot < question.now]
    slots = range(question.now, question.problem.slots + 1)
    best = (10**9, 10**9)
    for chosen in product(*(options(question, name, slots, concerned) for name in names)):
        here = {name: slot for name, slot in zip(names, chosen, strict=True) if slot}
        price = cost(question, here)
        if price < best and seats_exist(question, over, here):
            best = price
    return best


def options(question: Question, name: str, slots: range, concerned: set[str]) -> list[int]:
    """0 (not held) only for what a change displaced; a locked meeting stays or falls."""
    if name in question.locked:
        return [0] if name in concerned else [question.current[name].slot]
    return [*slots, 0] if name in concerned else list(slots)


def seats_exist(question: Question, over: list[Placement], slots: dict[str, int]) -> bool:
    """Whether some tables make a timetable of these slots that breaks nothing."""
    own = [one.own_table for one in question.problem.participants if one.own_table is not None]
    tables = [*question.problem.tables, *own]
    names = list(slots)

    def seat(index: int, placements: list[Placement]) -> bool:
        if index == len(names):
            return not check_replan(question, placements)
        name = names[index]
        held = [question.current[name].table] if name in question.locked else tables
        for table in held:
            trial = [*placements, Placement(name, slots[name], table)]
            if not check_replan(question, trial) and seat(index + 1, trial):
                return True
        return False

    return seat(0, over)


THREE = day("ax", "bx", "ay", slots=4, tables=2)


def test_a_participant_who_does_not_come_loses_its_meetings_and_nobody_else_moves() -> None:
    current = placed(ax=(1, 1), bx=(2, 1), ay=(3, 1))
    answer = replan(Question(THREE, current, 2, (Away("x"),)))
    assert cells(answer) == {"ax": (1, 1), "ay": (3, 1)}
    (fallen,) = answer.fallen
    assert (fallen.meeting, fallen.why.code, answer.moves) == ("bx", "timetable.replan.lost.away", ())


def test_somebody_late_is_moved_and_who_stands_in_the_way_makes_room_with_its_reason() -> None:
    problem = day("ax", "bx", slots=3, tables=1)
    answer = replan(Question(problem, placed(ax=(1, 1), bx=(3, 1)), 1, (Away("a", 3),)))
    assert cells(answer) in ({"ax": (3, 1), "bx": (1, 1)}, {"ax": (3, 1), "bx": (2, 1)})
    why = {move.meeting: (move.why.code.rpartition(".")[2], move.via) for move in answer.moves}
    assert why == {"ax": ("late", ""), "bx": ("chain", "ax")}
    assert (answer.fewest, answer.bound, answer.moved_in_time) == (True, 2, 2)
    assert "상담 ax에 자리를 내주려고 옮깁니다." in [move.why.text for move in answer.moves]


def test_with_another_table_free_nobody_changes_the_time() -> None:
    current = placed(ax=(2, 1), bx=(3, 1), ay=(3, 2))
    answer = replan(Question(THREE, current, 1, (TableLost(1),)))
    assert cells(answer)["ax"] == (2, 2)
    assert answer.moved_in_time == 1
    assert {move.meeting for move in answer.moves if not move.in_time} == {"ax"}
    assert check_replan(Question(THREE, current, 1, (TableLost(1),)), answer.placements) == []


def test_a_longer_meeting_takes_its_two_and_its_table_from_the_next_slot() -> None:
    current = placed(ax=(1, 1), bx=(2, 2), ay=(2, 1))
    question = Question(THREE, current, 2, (Overrun("ax"),))
    answer = replan(question)
    assert check_replan(question, answer.placements) == []
    assert {move.meeting for move in answer.moves} == {"bx", "ay"}
    assert all(move.why.code.endswith(".overrun") for move in answer.moves)


def test_a_new_meeting_gets_a_free_place_and_a_waiting_one_what_came_free() -> None:
    problem = day("ax", "bx", "ay", slots=2, tables=1, people="b")
    current = placed(ax=(1, 1), bx=(2, 1))
    answer = replan(Question(problem, current, 1, (Away("b"),)))
    assert cells(answer) == {"ax": (1, 1), "ay": (2, 1)}
    assert answer.moves[0].why.code == "timetable.replan.why.free"
    new = Requested(Meeting("by", "b", "y"))
    asked = replan(Question(day("ax", "bx", "ay", slots=4), current, 3, (new,)))
    assert cells(asked)["by"][0] >= 3
    assert next(one for one in asked.moves if one.meeting == "by").why.code.endswith("requested")


def test_a_locked_meeting_falls_rather_than_moves() -> None:
    question = Question(THREE, placed(ax=(2, 1)), 1, (Away("a", 3),), locked=frozenset(["ax"]))
    (fallen,) = replan(question).fallen
    assert fallen.why.code == "timetable.replan.lost.locked"


def test_the_same_question_has_the_same_answer_and_its_record_can_be_run_again() -> None:
    current = placed(ax=(1, 1), bx=(2, 1), ay=(3, 1))
    changes = (Away("x", 3), TableLost(1, 3), Requested(Meeting("by", "b", "y")), Dropped("ay"))
    question = Question(THREE, current, 1, changes, closed=frozenset([(4, 2)]))
    answer = replan(question, seed=3)
    kept = Decision.from_json(record(question, answer).to_json())
    assert verify(kept, rerun).same
    assert question_from_json(json.dumps(question_to_json(question))) == question
    document = json.loads(kept.to_json())
    document["result"]["moves"] = []
    assert not verify(Decision.from_json(json.dumps(document)), rerun).same


@pytest.mark.parametrize(
    "changes",
    [
        (Away("nobody"),),
        (TableLost(9),),
        (Overrun("zz"),),
        (Dropped("zz"),),
        (Requested(Meeting("ax", "a", "x")),),
        (Requested(Meeting("new", "a", "a")),),
    ],
)
def test_a_change_of_what_is_not_there_is_refused(changes: tuple[Change, ...]) -> None:
    with pytest.raises(InputError):
        replan(Question(THREE, placed(ax=(1, 1)), 1, changes))


def test_a_timetable_that_is_double_booked_already_is_refused() -> None:
    with pytest.raises(InputError):
        replan(Question(THREE, placed(ax=(1, 1), ay=(1, 2)), 1))
