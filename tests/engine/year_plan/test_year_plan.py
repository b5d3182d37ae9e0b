"""A year of cohorts: every plan passes the checker, is spread, and comes near to what CP-SAT finds."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deungdae.engine.year_plan.check import faults
from deungdae.engine.year_plan.model import Left, Plan, Problem, Room, Trainer, Wish
from deungdae.engine.year_plan.rules import cost_of, ideals_of, runs_of
from deungdae.engine.year_plan.solve import solve

FIRST = date(2030, 1, 1)


def working_days(count: int, first: date = FIRST) -> tuple[date, ...]:
    days = (first + timedelta(days=number) for number in range(count * 2))
    return tuple([day for day in days if day.weekday() < 5][:count])


def a_year(*wishes: Wish, rooms: int = 2, trainers: int = 2, days: int = 240) -> Problem:
    return Problem(
        days=working_days(days),
        wishes=wishes or (Wish("분석", 4, 2, 20),),
        rooms=tuple(Room(f"방{number}", f"지역{number % 2}", 30) for number in range(rooms)),
        trainers=tuple(Trainer(f"강사{number}") for number in range(trainers)),
    )


def test_the_cohorts_of_a_course_are_spread_over_the_year() -> None:
    plan = solve(a_year())
    months = [one.days[0].month for one in plan.placed]
    assert plan.left == ()
    assert len(set(months)) == 4
    gaps = [later - earlier for earlier, later in pairwise(months)]
    assert all(2 <= gap <= 4 for gap in gaps)


def test_regions_and_trainers_share_evenly() -> None:
    plan = solve(a_year(Wish("분석", 6, 1, 20), Wish("기획", 6, 1, 20)))
    assert set(Counter(one.region for one in plan.placed).values()) == {6}
    assert set(Counter(one.trainer for one in plan.placed).values()) == {6}


def test_a_hall_is_kept_for_those_who_need_it() -> None:
    problem = replace(a_year(), rooms=(Room("가 홀", "지역0", 300), Room("나 방", "지역0", 30)))
    assert {one.room for one in solve(problem).placed} == {"나 방"}


def test_a_holiday_moves_a_session_to_the_next_open_day() -> None:
    days = tuple(day for day in working_days(20) if day != date(2030, 1, 8))
    runs = list(runs_of(replace(a_year(), days=days), Wish("분석", 1, 2, 10)))
    assert runs[0] == (date(2030, 1, 1), date(2030, 1, 9))


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (a_year(Wish("분석", 1, 1, 50)), "room"),
        (a_year(Wish("분석", 1, 9, 20), days=20), "days"),
        (replace(a_year(), trainers=(Trainer("강사", frozenset({"다른 과정"})),)), "trainer"),
        (replace(a_year(), trainers=(Trainer("강사", most_days=1),)), "busy"),
    ],
)
def test_what_has_no_place_says_why(problem: Problem, code: str) -> None:
    plan = solve(problem)
    assert plan.placed == ()
    assert {one.code for one in plan.left} == {code}


def test_nobody_and_nothing_is_in_two_places() -> None:
    wishes = [Wish(f"과정{number}", 6, 3, 20) for number in range(5)]
    problem = a_year(*wishes, rooms=3, trainers=3)
    busy = frozenset(problem.days[10:40])
    rooms = tuple(replace(room, busy=busy) for room in problem.rooms[:1]) + problem.rooms[1:]
    problem = replace(problem, rooms=rooms)
    plan = solve(problem)
    assert plan.left == ()
    assert faults(problem, plan) == []
    assert plan == solve(problem)


@given(data=st.data())
@settings(max_examples=40)
def test_every_plan_passes_the_checker(data: st.DataObject) -> None:
    number = st.integers(0, 3)
    wishes = [
        Wish(f"과정{index}", data.draw(number), data.draw(st.integers(1, 3)), data.draw(st.integers(5, 35)))
        for index in range(data.draw(st.integers(1, 3)))
    ]
    problem = a_year(
        *wishes, rooms=data.draw(number), trainers=data.draw(number), days=data.draw(st.integers(1, 30))
    )
    trainers = tuple(replace(one, most_days=data.draw(st.integers(0, 6))) for one in problem.trainers)
    problem = replace(problem, trainers=trainers)
    plan = solve(problem)
    assert faults(problem, plan) == []
    assert plan.cost == cost_of(problem, plan.placed, ideals_of(problem))


def test_the_checker_finds_what_cannot_be() -> None:
    problem = a_year(Wish("분석", 2, 1, 20), rooms=1, trainers=1)
    first, second = solve(problem).placed
    clash = Plan((first, replace(second, days=first.days)), (), 0)
    assert faults(problem, clash) == [
        f"분석 2: the room is taken on {first.days[0]}",
        f"분석 2: the trainer is taken on {first.days[0]}",
    ]
    sunday = replace(first, days=(date(2030, 1, 6),))
    assert "분석 1: on a day that is not open" in faults(problem, Plan((sunday, second), (), 0))
    assert faults(problem, Plan((first,), (), 0)) == ["not every cohort is told exactly once"]
    assert faults(problem, Plan((first,), (Left("분석", 2, "busy"),), 0)) == []


def test_a_small_year_costs_at_most_a_hundredth_more_than_the_proven_least() -> None:
    wishes = (Wish("분석", 3, 2, 20), Wish("기획", 2, 1, 20), Wish("현장", 3, 1, 20))
    problem = a_year(*wishes, rooms=2, trainers=2, days=60)
    plan, least = solve(problem), least_by_cp_sat(problem)
    assert least <= plan.cost <= least * 1.01


def least_by_cp_sat(problem: Problem) -> int:
    """The proven least cost, by another solver on the same question."""
    from ortools.sat.python import cp_model

    model, ideals = cp_model.CpModel(), ideals_of(problem)
    used: dict[tuple[str, date], list[cp_model.IntVar]] = {}
    months: dict[object, list[cp_model.IntVar]] = {}
    regions: dict[object, list[cp_model.IntVar]] = {}
    trainers: dict[object, list[tuple[cp_model.IntVar, int]]] = {}
    away = []
    for wish in problem.wishes:
        for number in range(1, wish.cohorts + 1):
            places = []
            for days in runs_of(problem, wish):
                for room in problem.rooms:
                    for trainer in problem.trainers:
                        place = model.new_bool_var("")
                        places.append(place)
                        for day in days:
                            used.setdefault((room.id, day), []).append(place)
                            used.setdefault((trainer.id, day), []).append(place)
                        months.setdefault((days[0].year, days[0].month), []).append(place)
                        regions.setdefault(room.region, []).append(place)
                        trainers.setdefault(trainer.id, []).append((place, len(days)))
                        days_away = abs((days[0] - ideals[wish.course, number]).days)
                        away.append((days_away + (room.seats - wish.seats) // 10) * place)
            model.add_exactly_one(places)
    for clash in used.values():
        model.add_at_most_one(clash)
    costs = [
        *(30 * square(model, sum(found)) for found in months.values()),
        *(20 * square(model, sum(found)) for found in regions.values()),
        *(square(model, sum(place * days for place, days in found)) for found in trainers.values()),
    ]
    model.minimize(sum(costs) + sum(away))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.max_time_in_seconds = 1, 60
    assert solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value)


def square(model: object, count: object) -> object:
    value, squared = model.new_int_var(0, 100, ""), model.new_int_var(0, 10_000, "")  # type: ignore[attr-defined]
    model.add(value == count)  # type: ignore[attr-defined]
    model.add_multiplication_equality(squared, [value, value])  # type: ignore[attr-defined]
    return squared
