"""Groups of peers: rules are kept, the optimum is proven where it is claimed, the impossible is explained."""

import random
from dataclasses import replace
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deungdae.engine.kernel.decision import verify
from deungdae.engine.kernel.errors import DecisionError
from deungdae.engine.peer_groups.check import faults
from deungdae.engine.peer_groups.decision import VERSION, answer_of, problem_of, record_of, rerun
from deungdae.engine.peer_groups.explain import cheapest_exchange, cost_of, move_of, moved, reasons_of
from deungdae.engine.peer_groups.model import Clash, Grouping, Impossible, Person, Problem
from deungdae.engine.peer_groups.rules import clashes_of
from deungdae.engine.peer_groups.solve import solve
from deungdae.engine.peer_groups.solve.blame import any_smaller, is_impossible
from deungdae.engine.peer_groups.solve.board import matrix_of
from deungdae.engine.peer_groups.solve.construct import constructed
from deungdae.engine.peer_groups.solve.prove import bound_of, proven

SECTIONS = {"10": "C", "20": "C", "29": "C", "30": "C", "46": "G", "62": "J", "72": "M"}


def made_up(count: int, seed: int = 1, groups: int = 0, classes: int = 4, **rules: object) -> Problem:
    """People of made-up companies, in as many groups of about six as they need."""
    chance = random.Random(seed)  # noqa: S311 - companies, no secrets
    people = []
    for number in range(count):
        division = chance.choice(sorted(SECTIONS))
        industry = f"{division}{chance.randrange(1, classes + 1)}{chance.randrange(1, classes + 1)}0"
        region, size = chance.choice(["11", "26", "41", "48"]), chance.choice(["300", "1000"])
        people.append(Person(f"p{number:02}", f"c{number}", industry, SECTIONS[division], region, size))
    told: dict[str, object] = {"least": 2, "most": 12, **rules}
    return Problem(tuple(people), groups or max(count // 6, 1), **told)  # type: ignore[arg-type]


def least_cost(problem: Problem) -> int | None:
    """By trying every grouping there is; None: there is none."""
    best: int | None = None
    for places in every_placing(len(problem.people), problem.groups):
        groups = tuple(
            tuple(one.id for one, place in zip(problem.people, places, strict=True) if place == number)
            for number in range(problem.groups)
        )
        cost = cost_of(problem, groups)
        if (best is None or cost < best) and not faults(problem, Grouping(groups, cost, 0)):
            best = cost
    return best


def every_placing(count: int, groups: int) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = [()]
    for _person in range(count):
        found = [(*one, group) for one in found for group in range(groups)]
    return found


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Up to seven people, with few industries so that many compete, wishes, pins and former groups."""
    count = draw(st.integers(3, 7))
    industry = st.sampled_from(["", "29", "29111", "29112", "29120", "30110", "46100"])
    people = tuple(
        Person(
            f"p{number}",
            f"c{draw(st.integers(0, 9))}",
            code := draw(industry),
            SECTIONS.get(code[:2], ""),
            draw(st.sampled_from(["", "11", "26"])),
            draw(st.sampled_from(["", "300"])),
            frozenset(draw(st.sets(st.sampled_from(["가", "나"]), max_size=1)))
            if number < 3
            else frozenset(),
        )
        for number in range(count)
    )
    groups = draw(st.integers(1, 3))
    pairs = list(combinations([one.id for one in people], 2))
    some = st.lists(st.sampled_from(pairs), max_size=2, unique=True).map(tuple)
    pins = draw(
        st.dictionaries(st.sampled_from([one.id for one in people]), st.integers(0, groups - 1), max_size=2)
    )
    return Problem(
        people,
        groups,
        least=draw(st.integers(1, 3)),
        most=draw(st.integers(3, 6)),
        digits=draw(st.sampled_from([0, 3, 4, 5])),
        rivals=draw(some),
        apart=draw(some),
        pins=tuple(sorted(pins.items())),
        met=tuple((one, two, draw(st.integers(1, 2))) for one, two in draw(some)),
    )


@settings(deadline=None, max_examples=40)
@given(problem=problems())
def test_the_answer_is_the_cheapest_there_is_or_there_is_none(problem: Problem) -> None:
    answer, best = solve(problem, seed=3), least_cost(problem)
    if isinstance(answer, Impossible):
        assert best is None
        assert answer.code != "unknown"
        return
    assert faults(problem, answer) == []
    assert (answer.cost, answer.bound) == (best, best)


@settings(deadline=None, max_examples=40)
@given(problem=problems())
def test_those_to_blame_are_impossible_alone_and_possible_without_any_one_of_them(problem: Problem) -> None:
    answer = solve(problem, seed=3)
    if not isinstance(answer, Impossible) or answer.code in ("sizes", "unknown"):
        return
    blamed = [one for one in problem.people if one.id in answer.people]
    assert {one.id for one in blamed} >= {
        one for clash in answer.clashes for one in (clash.first, clash.second)
    }
    if answer.code == "core" and not answer.is_smallest and len(blamed) == len(problem.people):
        return  # the least sizes stand against it: everybody is needed
    assert is_impossible(problem, blamed)
    for one in blamed:
        assert not is_impossible(problem, [other for other in blamed if other is not one])
    if answer.is_smallest:
        assert not any_smaller(problem, len(blamed))


@settings(deadline=None, max_examples=8)
@given(count=st.integers(27, 45), seed=st.integers(0, 10_000))
def test_larger_ones_keep_every_rule_and_say_how_far_they_may_be_from_the_best(count: int, seed: int) -> None:
    problem = made_up(count, seed)
    answer = solve(problem, seed=seed)
    if isinstance(answer, Grouping):
        assert faults(problem, answer) == []
        assert answer.bound == bound_of(matrix_of(problem)) or answer.bound == answer.cost
    else:
        assert answer.code == "clique"
        assert len(answer.people) == problem.groups + 1


def test_the_same_seed_has_the_same_answer_in_any_process() -> None:
    problem = made_up(27, 5)
    assert solve(problem, seed=7) == solve(problem, seed=7)


def test_peers_of_an_industry_sit_together_but_not_competitors() -> None:
    """Six of cars and six of food, in two pairs of competitors each: two groups, one for each industry."""
    cars = [Person(f"차{n}", f"차{n}", f"30{n}10", "C", f"{n}", f"{n}") for n in range(1, 6)]
    food = [Person(f"밥{n}", f"밥{n}", f"10{n}10", "A", f"{n}", f"{n}") for n in range(1, 6)]
    answer = solve(Problem((*cars, *food), 2, least=4, most=6), seed=1)
    assert isinstance(answer, Grouping)
    assert [{one[0] for one in group} for group in answer.groups] == [{"차"}, {"밥"}]
    assert (answer.cost, answer.is_optimal) == (0, True)


def test_people_who_met_before_meet_others() -> None:
    four = tuple(Person(f"p{number}", f"c{number}") for number in range(4))
    problem = Problem(four, 2, least=2, most=2, met=(("p0", "p1", 1), ("p2", "p3", 1)))
    answer = solve(problem, seed=1)
    assert isinstance(answer, Grouping)
    assert ("p0", "p1") not in answer.groups
    assert answer.cost == 24


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (Person("a", "c"), Person("b", "c"), "company"),
        (Person("a", "c", "29111"), Person("b", "d", "29119"), "class"),
        (Person("a", "c", "29111"), Person("b", "d", "29120"), ""),
        (Person("a", "c", "291"), Person("b", "d", "291"), ""),
        (Person("a", "c", owners=frozenset("x")), Person("b", "d", owners=frozenset("xy")), "owner"),
    ],
)
def test_who_competes(first: Person, second: Person, code: str) -> None:
    found = clashes_of(Problem((first, second), 1, 1, 2, digits=4))
    assert [one.code for one in found] == ([code] if code else [])


def test_a_declared_rival_and_a_wish_keep_people_apart() -> None:
    people = tuple(Person(name, name) for name in "abcd")
    problem = Problem(people, 2, 2, 2, rivals=(("b", "a"),), apart=(("a", "c"),))
    answer = solve(problem, seed=1)
    assert isinstance(answer, Grouping)
    assert ("a", "d") in answer.groups
    assert {one.code for one in clashes_of(problem)} == {"rival", "apart"}


def same_class(count: int) -> tuple[Person, ...]:
    return tuple(Person(f"p{number}", f"c{number}", "29111", "C") for number in range(count))


@pytest.mark.parametrize(
    ("problem", "code", "people"),
    [
        (Problem(same_class(3), 2, 2, 8), "sizes", ()),
        (Problem(same_class(3), 2, 1, 8), "clique", ("p0", "p1", "p2")),
        (
            Problem(same_class(4), 3, 1, 2, digits=0, pins=(("p0", 1), ("p1", 1), ("p2", 1))),
            "full",
            ("p0", "p1", "p2"),
        ),
        (Problem(same_class(3), 3, 1, 2, pins=(("p0", 1), ("p2", 1))), "pins", ("p0", "p2")),
    ],
)
def test_the_impossible_names_the_fewest_people(problem: Problem, code: str, people: tuple[str, ...]) -> None:
    answer = solve(problem, seed=1)
    assert isinstance(answer, Impossible)
    assert (answer.code, answer.people, answer.is_smallest) == (code, people, True)


def test_a_ring_of_five_needs_three_groups_and_all_five_are_named() -> None:
    """An odd ring: no three clash with each other, and still two groups are not enough."""
    names = [f"p{number}" for number in range(6)]
    ring = tuple((names[number], names[(number + 1) % 5]) for number in range(5))
    problem = Problem(tuple(Person(one, one) for one in names), 2, 1, 6, rivals=ring)
    answer = solve(problem, seed=1)
    assert isinstance(answer, Impossible)
    assert (answer.code, set(answer.people), answer.is_smallest) == ("core", set(names[:5]), True)
    assert len(answer.clashes) == 5
    assert isinstance(solve(replace(problem, groups=3), seed=1), Grouping)


def test_what_a_smaller_effort_leaves_open_is_said() -> None:
    problem = made_up(18, 4, groups=3)
    assert solve(problem, seed=1, steps=2) == Impossible("unknown", is_smallest=False)
    assert constructed(matrix_of(problem), steps=2) is True
    board = constructed(matrix_of(problem))
    assert not isinstance(board, bool)
    assert proven(board, nodes=3) <= board.cost


def test_where_only_the_least_sizes_stand_against_it_everybody_is_named() -> None:
    """Four who wish to be with nobody but one of the others: groups of three cannot be made of them."""
    apart = (("p0", "p1"), ("p0", "p2"), ("p0", "p3"), ("p0", "p4"))
    problem = Problem(tuple(Person(f"p{n}", f"c{n}") for n in range(6)), 2, 3, 4, apart=apart)
    answer = solve(problem, seed=1)
    assert isinstance(answer, Impossible)
    assert (answer.code, len(answer.people), answer.is_smallest) == ("core", 6, False)
    assert bound_of(matrix_of(problem)) == 0


def test_pins_that_clash_have_no_first_grouping() -> None:
    problem = Problem(same_class(2), 2, 1, 2, pins=(("p0", 1), ("p1", 1)))
    assert constructed(matrix_of(problem)) is False


def test_in_a_large_list_nobody_claims_that_the_blamed_are_the_fewest() -> None:
    assert any_smaller(made_up(15), 7)


def test_why_somebody_is_in_a_group_and_what_a_move_costs() -> None:
    problem = made_up(12, 2, groups=2, least=4)
    answer = solve(problem, seed=1)
    assert isinstance(answer, Grouping)
    for person in problem.people:
        told = reasons_of(problem, answer, person.id)
        [move] = told.moves
        after = moved(problem, answer, person.id, move.group)
        assert after.cost - answer.cost == move.cost
        assert bool(faults(problem, after)) == bool(move.stands_against)
        assert told.others == len(answer.groups[told.group]) - 1
        assert told.same_division + told.same_section <= told.others


def test_an_exchange_keeps_the_sizes_and_tells_its_price() -> None:
    problem = made_up(12, 2, groups=2, least=6, most=6)
    answer = solve(problem, seed=1)
    assert isinstance(answer, Grouping)
    first, second = answer.groups[0][0], answer.groups[1][0]
    assert move_of(problem, answer, first, 1).stands_against in ("full", "clash")
    after = moved(problem, answer, first, 1, second)
    assert [len(group) for group in after.groups] == [6, 6]
    assert after.cost == cost_of(problem, after.groups) >= answer.cost
    best = cheapest_exchange(problem, answer, first, 1)
    assert best is not None
    assert faults(problem, moved(problem, answer, first, 1, best.other)) == []
    assert best.cost <= after.cost - answer.cost or faults(problem, after)
    assert cheapest_exchange(replace(problem, pins=((first, 0),)), answer, first, 1) is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"pins": (("p00", 0),)}, "pinned"),
        ({"least": 6}, "too_few"),
        ({"rivals": tuple(permutations(("p00", "p01")))}, "clash"),
    ],
)
def test_what_stands_against_a_move(change: dict, told: str) -> None:
    problem = replace(made_up(12, 2, groups=2, least=2, classes=9), digits=0, **change)
    groups = (tuple(f"p{n:02}" for n in range(0, 12, 2)), tuple(f"p{n:02}" for n in range(1, 12, 2)))
    grouping = Grouping(groups, cost_of(problem, groups), 0)
    assert move_of(problem, grouping, "p00", 1).stands_against == told


def test_the_checker_finds_what_is_wrong() -> None:
    """Each of its rules, by breaking it."""
    problem = replace(
        made_up(6, 1, groups=2, least=3, most=3, classes=9),
        rivals=(("p00", "p01"),),
        apart=(("p01", "p02"),),
        pins=(("p05", 0),),
    )
    groups = (("p00", "p01", "p02"), ("p03", "p04", "p05"))
    cost = cost_of(problem, groups)
    found = faults(problem, Grouping(groups, cost + 1, cost + 2))
    assert len(found) == 5
    assert faults(problem, Grouping((groups[0], ()), 0, 0)) == ["not everybody is in exactly one group"]
    uneven = (("p00", "p03"), ("p01", "p04"), ("p02", "p05"))
    assert "another number of groups" in faults(problem, Grouping(uneven, 0, 0))
    twins = replace(problem, people=tuple(replace(one, industry="29111") for one in problem.people))
    assert sum("compete" in fault for fault in faults(twins, Grouping(groups, 0, 0))) == 6


@pytest.mark.parametrize("count", [3, 12])
def test_a_record_is_repeated_and_a_changed_one_is_found(count: int) -> None:
    problem = made_up(count, 3, groups=2, least=3, most=6)
    answer = solve(problem, seed=11)
    record = record_of(problem, answer, seed=11)
    assert problem_of(record.inputs) == problem
    assert answer_of(record.result) == answer
    assert verify(record, rerun, version=VERSION).same
    assert not verify(replace(record, seed=12, result={"groups": []}), rerun).same


@pytest.mark.parametrize(
    "inputs",
    [{}, {"people": 1}, {**record_of(made_up(6), solve(made_up(6), seed=1), seed=1).inputs, "groups": 0}],
)
def test_what_is_no_question_is_said_to_be_none(inputs: dict) -> None:
    with pytest.raises(DecisionError):
        rerun(inputs, {}, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"people": (Person("a"), Person("a"))},
        {"groups": 0},
        {"rivals": (("p00", "x"),)},
        {"pins": (("p00", 9),)},
        {"pins": (("p00", 0), ("p00", 0))},
    ],
)
def test_what_is_no_problem_is_refused(change: dict) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        solve(replace(made_up(6), **change), seed=1)


def test_a_clash_says_of_whom_it_is() -> None:
    assert Clash("a", "b", "class") in clashes_of(
        Problem((Person("a", "x", "2911"), Person("b", "y", "2911")), 2, 1, 1)
    )
