"""A forum's programme: no rule is broken, small ones are the proven best, what cannot be says why."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.programme.forums import a_forum
from benchmarks.programme.peer import cp_sat
from deungdae.engine.kernel.decision import Decision, verify
from deungdae.engine.kernel.errors import InputError
from deungdae.engine.programme import decision
from deungdae.engine.programme.check import check, check_of, missed_wishes
from deungdae.engine.programme.explain import summary, why_here
from deungdae.engine.programme.formats import problem_from_json
from deungdae.engine.programme.model import Placed, Programme, Room, Slot, Status, Talk, Weights
from deungdae.engine.programme.rules import costs_of, joint_wishes, require_valid
from deungdae.engine.programme.solve import solve

pytestmark = pytest.mark.one_database


def slots(count: int, *, minutes: int = 40, pause: int = 0, day: int = 1) -> tuple[Slot, ...]:
    starts = [540 + number * (minutes + pause) for number in range(count)]
    return tuple(Slot(f"{day}-{n + 1}", start, start + minutes, day) for n, start in enumerate(starts))


def a_small_forum(*talks: Talk, rooms: int = 2, times: int = 3) -> Programme:
    halls = tuple(Room(f"{number + 1}관", 50) for number in range(rooms))
    return Programme(talks, halls, slots(times))


def at(problem: Programme, **given: object) -> dict[str, tuple[str, str]]:
    plan = solve(problem, seed=1, **given)  # type: ignore[arg-type]
    assert check(problem, plan.placed) == []
    return {one.talk: (one.slot, one.room) for one in plan.placed}


@pytest.mark.parametrize("forum", [(8, 2, 5, 30), (8, 3, 4, 40)])
def test_a_small_forum_is_as_good_as_the_proven_best(forum: tuple[int, int, int, int]) -> None:
    problem = a_forum(*forum)
    plan, peer = solve(problem, seed=1), cp_sat(problem, seconds=120)
    assert peer.is_proven
    assert plan.cost == peer.cost
    assert plan.bound is not None
    assert plan.bound <= plan.cost
    assert check(problem, plan.placed) == []


def test_two_talks_that_the_same_people_want_are_not_at_one_time() -> None:
    talks = [Talk(f"발표{number}", expected=10) for number in range(4)]
    problem = replace(
        a_small_forum(*talks, times=2),
        wishes={f"사람{number}": frozenset({"발표0", "발표3"}) for number in range(5)},
    )
    places = at(problem)
    assert places["발표0"][0] != places["발표3"][0]
    crossed = replace(
        problem, wishes={"가": frozenset({"발표0", "발표3"}), "나": frozenset({"발표0", "발표2"})}
    )
    assert at(crossed)["발표0"][0] == at(crossed)["발표1"][0]


def test_without_wishes_the_popular_are_kept_apart_and_out_of_the_last_slot() -> None:
    talks = [Talk("큰 발표", expected=50), Talk("인기 발표", expected=50), Talk("작은 발표", expected=1)]
    places = at(a_small_forum(*talks, Talk("조용한 발표", expected=1), times=3))
    assert {places["큰 발표"][0], places["인기 발표"][0]} == {"1-1", "1-2"}


def test_a_track_reads_as_one() -> None:
    talks = [Talk(f"{topic}{number}", topic=topic) for topic in ("공정", "자료") for number in range(3)]
    places = at(a_small_forum(*talks, times=5))
    for topic in ("공정", "자료"):
        own = [place for talk, place in places.items() if talk.startswith(topic)]
        assert len({room for _, room in own}) == 1
        assert sorted(slot for slot, _ in own) in [["1-1", "1-2", "1-3"], ["1-2", "1-3", "1-4"]]


def test_a_large_talk_gets_the_large_room_and_a_meant_room_its_topic() -> None:
    halls = (Room("작은 방", 10), Room("큰 방", 100), Room("자료 방", 100, "자료"))
    talks = (Talk("작은", expected=5), Talk("큰", expected=90), Talk("자료", expected=50, topic="자료"))
    places = at(Programme(talks, halls, slots(1)))
    assert {talk: room for talk, (_, room) in places.items()} == {
        "작은": "작은 방",
        "큰": "큰 방",
        "자료": "자료 방",
    }


def test_a_chair_can_stay_in_a_room_but_needs_time_to_change_it() -> None:
    talks = [Talk(f"발표{number}", speakers=("좌장",)) for number in range(3)]
    problem = replace(a_small_forum(*talks, times=3), change_minutes=10)
    assert len({room for _, room in at(problem).values()}) == 1
    pinned = (
        replace(talks[0], pinned=("1-1", "1관")),
        replace(talks[1], pinned=("1-2", "2관")),
    )
    plan = solve(replace(problem, talks=pinned), seed=1)
    assert plan.status is Status.INFEASIBLE
    assert [said.code for said in plan.blame] == [
        "programme.need.held",
        "programme.need.pinned",
        "programme.need.held",
        "programme.need.pinned",
        "programme.need.speaker",
    ] or {said.code for said in plan.blame} == {"programme.need.pinned", "programme.need.speaker"}


def test_slots_of_different_length_may_overlap() -> None:
    long = Slot("긴", 540, 660)
    problem = Programme(
        tuple(Talk(f"발표{number}", speakers=("하나",) if number < 2 else ()) for number in range(4)),
        (Room("1관", 50), Room("2관", 50)),
        (*slots(3), long),
    )
    places = at(problem)
    assert places["발표0"][0] != places["발표1"][0]
    assert solve(problem, seed=1).bound is not None


@pytest.mark.parametrize(
    ("problem", "codes"),
    [
        (a_small_forum(*(Talk(f"발표{n}") for n in range(7))), {"programme.jam.places"}),
        (a_small_forum(*(Talk(f"발표{n}", is_plenary=n < 2) for n in range(5))), {"programme.jam.places"}),
        (a_small_forum(*(Talk(f"발표{n}", ("하나",)) for n in range(4))), {"programme.jam.speaker"}),
        (
            a_small_forum(*(Talk(f"발표{n}", unavailable=frozenset({"1-1", "1-2"})) for n in range(3))),
            {"programme.jam.talks"},
        ),
        (
            replace(a_small_forum(Talk("가"), Talk("나")), before=(("가", "나"), ("나", "가"))),
            {"programme.need.before", "programme.need.held"},
        ),
        (
            a_small_forum(
                Talk("가", is_plenary=True, pinned=("1-1", "1관")), Talk("나", pinned=("1-1", "2관"))
            ),
            {"programme.need.plenary", "programme.need.pinned"},
        ),
    ],
)
def test_what_cannot_be_says_why(problem: Programme, codes: set[str]) -> None:
    plan = solve(problem, seed=1)
    assert plan.status is Status.INFEASIBLE
    assert plan.placed == ()
    assert {said.code for said in plan.blame} - {"programme.need.held"} == codes - {"programme.need.held"}
    assert [said.text for said in summary(problem, plan)] == [said.text for said in plan.blame]


@st.composite
def forums(draw: st.DrawFn) -> Programme:
    """Tight and loose, with every kind of requirement."""
    times = (*slots(draw(st.integers(1, 3)), pause=draw(st.sampled_from([0, 10]))), *slots(2, day=2))
    if draw(st.booleans()):
        times = (*times, Slot("긴", 540, 640))
    halls = tuple(Room(f"{n}관", draw(st.integers(5, 60))) for n in range(draw(st.integers(1, 3))))
    codes, names = [slot.code for slot in times], [f"발표{n}" for n in range(draw(st.integers(1, 7)))]
    talks = tuple(
        Talk(
            code=name,
            speakers=tuple(draw(st.sets(st.sampled_from(["가", "나", "다"]), max_size=1))),
            expected=draw(st.integers(0, 50)),
            topic=draw(st.sampled_from([None, "공정", "자료"])),
            unavailable=draw(st.frozensets(st.sampled_from(codes), max_size=2)),
            pinned=(draw(st.sampled_from(codes)), draw(st.sampled_from(halls)).code)
            if draw(st.integers(0, 6)) == 0
            else None,
            is_plenary=draw(st.integers(0, 6)) == 0,
        )
        for name in names
    )
    pairs = list(combinations(names, 2))
    before = tuple(draw(st.lists(st.sampled_from(pairs), max_size=1))) if pairs else ()
    wishes = {str(n): draw(st.frozensets(st.sampled_from(names))) for n in range(draw(st.integers(0, 4)))}
    return Programme(talks, halls, times, wishes, before, draw(st.sampled_from([0, 15])))


def test_two_talks_that_exchange_times_which_overlap_in_one_room_are_in_each_others_way() -> None:
    """A long slot beside short ones of one day, one room, a plenary: once this was told to be optimal."""
    talks = (Talk("하나"), Talk("둘"), Talk("모두", expected=1, is_plenary=True))
    times = (*slots(1), *slots(2, day=2), Slot("긴", 540, 640, 1))
    problem = Programme(talks, (Room("0관", 5),), times)
    for seed in range(8):
        assert check(problem, solve(problem, seed=seed, steps=400).placed) == []


@given(problem=forums())
@settings(max_examples=40, deadline=None)
def test_every_answer_keeps_every_rule_and_an_impossible_forum_is_impossible(problem: Programme) -> None:
    plan = solve(problem, seed=3, steps=400)
    if plan.status is Status.INFEASIBLE:
        assert plan.blame
        peer = cp_sat(problem, seconds=60)
        assert peer.is_proven
        assert peer.cost is None
        return
    assert check(problem, plan.placed) == []
    assert plan.costs == costs_of(problem, plan.placed, joint_wishes(problem))
    assert plan.cost is not None
    assert plan.bound is not None
    assert plan.bound <= plan.cost
    if problem.wishes:
        assert plan.costs.wish == missed_wishes(problem, plan.placed)
    assert plan == solve(problem, seed=3, steps=400)
    place, others = why_here(problem, plan.placed, problem.talks[0].code)
    assert len(others) == len(problem.slots) * len(problem.rooms) - 1
    assert place.text


def test_the_price_of_every_other_place_is_what_a_move_would_cost() -> None:
    problem = a_forum(12, 3, 5, 60)
    plan = solve(problem, seed=1)
    _, others = why_here(problem, plan.placed, "발표 5")
    changes = [one.change for one in others if one.change is not None]
    assert changes == sorted(changes)
    assert changes[0] >= 0
    [pinned_talk] = [replace(talk, pinned=None) for talk in problem.talks if talk.code == "발표 5"]
    best = next(one for one in others if one.change is not None)
    moved = replace(pinned_talk, pinned=(best.slot, best.room))
    pinned = replace(problem, talks=tuple(moved if t.code == moved.code else t for t in problem.talks))
    again = solve(pinned, seed=1)
    assert again.cost is not None
    assert plan.cost is not None
    assert plan.cost <= again.cost <= plan.cost + changes[0]
    assert {one.said.code for one in others} >= {"programme.place.worse", "programme.place.forbidden"}


def test_the_checker_finds_what_cannot_be() -> None:
    talks = (Talk("가", ("하나",)), Talk("나", ("하나",)), Talk("다", is_plenary=True))
    problem = replace(a_small_forum(*talks), before=(("가", "나"),), change_minutes=5)
    same = (Placed("가", "1-1", "1관"), Placed("나", "1-1", "1관"), Placed("다", "1-1", "2관"))
    told = [fault.code.rsplit(".", 1)[1] for fault in check(problem, same)]
    assert sorted(told) == ["order", "plenary", "plenary", "room", "speaker"]
    turned = (Placed("가", "1-2", "1관"), Placed("나", "1-1", "2관"), Placed("다", "1-3", "1관"))
    assert sorted(fault.code.rsplit(".", 1)[1] for fault in check(problem, turned)) == ["change", "order"]
    assert check_of(problem, turned, frozenset({"다"})) == []
    assert check(problem, turned[:2])[0].text == "발표 '다'가 편성되지 않았습니다."
    strange = (*turned, Placed("라", "1-1", "1관"), turned[0])
    assert {"unknown", "placed_twice"} <= {f.code.rsplit(".", 1)[1] for f in check(problem, strange)}
    away = replace(talks[2], unavailable=frozenset({"1-3"}), pinned=("1-1", "1관"))
    moved = replace(problem, talks=(*talks[:2], away))
    assert {"unavailable", "pinned"} <= {f.code.rsplit(".", 1)[1] for f in check(moved, turned)}


def test_a_record_can_be_run_again_and_a_changed_one_is_found() -> None:
    problem = a_forum(8, 2, 5, 30)
    record = decision.record_of(problem, solve(problem, seed=5, steps=300), steps=300)
    read = Decision.from_json(record.to_json())
    assert verify(read, decision.rerun, version=decision.VERSION).same
    assert not verify(replace(read, result={**dict(read.result), "cost": 0}), decision.rerun).same  # type: ignore[arg-type]


def test_bad_input_names_value_place_and_way_out() -> None:
    wrong = Programme(
        talks=(
            Talk("가", expected=-1, unavailable=frozenset({"없는"})),
            Talk("가", pinned=("없는", "다른")),
        ),
        rooms=(Room("1관", 0), Room("1관", 5)),
        slots=(Slot("1", 600, 500), Slot("1", 500, 600)),
        wishes={"사람": frozenset({"나"})},
        before=(("가", "가"), ("가", "다")),
        change_minutes=-5,
        weights=Weights(wish=-1),
    )
    with pytest.raises(InputError) as raised:
        require_valid(wrong)
    told = {issue.code.split(".")[1] for issue in raised.value.issues}
    assert told == {
        *("talk_twice", "room_twice", "slot_twice", "expected", "unknown_slot", "unknown_room"),
        *("unknown_talk", "before_itself", "change_minutes", "weight", "times", "capacity"),
    }
    with pytest.raises(InputError) as raised:
        require_valid(Programme((), (), ()))
    assert {issue.code for issue in raised.value.issues} == {
        f"programme.no_{name}" for name in ("talks", "rooms", "slots")
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "json.syntax"),
        ("[" * 100_000, "json.syntax"),
        ("[]", "json.object"),
        ('{"format": "other/1"}', "json.format"),
        ('{"format": "deungdae.programme/1", "talks": [{"code": 5}], "rooms": [], "slots": []}', "json.word"),
        ('{"format": "deungdae.programme/1", "rooms": [], "slots": []}', "json.missing_field"),
        (
            '{"format": "deungdae.programme/1", "talks": [{"code": "가", "pinned": 3}],'
            ' "rooms": [], "slots": []}',
            "json.object",
        ),
    ],
)
def test_a_document_that_is_no_forum_says_where(text: str, code: str) -> None:
    with pytest.raises(InputError) as raised:
        problem_from_json(text)
    assert raised.value.issues[0].code == code
