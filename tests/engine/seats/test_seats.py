"""Seats in an order and by a draw, judged by a checker that shares no line with them."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deungdae.engine.kernel.decision import digest, seal, verify
from deungdae.engine.kernel.errors import DecisionError
from deungdae.engine.seats import decision
from deungdae.engine.seats.check import faults
from deungdae.engine.seats.model import Applicant, Problem, Quota
from deungdae.engine.seats.rules import commitment_of, seed_of
from deungdae.engine.seats.solve import draw, give_in_order


def people(count: int, **facts: str) -> tuple[Applicant, ...]:
    return tuple(Applicant(f"a{number:03}", **facts) for number in range(count))  # type: ignore[arg-type]


@st.composite
def problems(data: st.DrawFn) -> Problem:
    def person(name: str) -> Applicant:
        traits = {"region": data(st.sampled_from(["11", "48"])), "size": data(st.sampled_from(["s", "m"]))}
        return Applicant(name, data(st.sampled_from(["", "c1", "c2"])), traits)

    quotas = [Quota("region", "48", data(st.integers(0, 4))), Quota("size", "m", data(st.integers(0, 4)))]
    return Problem(
        applicants=tuple(person(f"a{number}") for number in range(data(st.integers(0, 12)))),
        capacity=data(st.integers(0, 8)),
        per_company=data(st.sampled_from([None, 1, 2])),
        quotas=tuple(quotas[: data(st.integers(0, 2))]),
        held=tuple(person(f"h{number}") for number in range(data(st.integers(0, 3)))),
    )


def test_the_first_get_the_seats_and_the_rest_wait_in_order() -> None:
    allocation = give_in_order(Problem(people(4), capacity=2))
    assert allocation.seated == ("a000", "a001")
    assert [(one.applicant, one.code) for one in allocation.waiting] == [("a002", "full"), ("a003", "full")]


def test_who_does_not_fit_is_passed_over_and_told_why() -> None:
    first, second = people(2, company="한빛")
    other = Applicant("b", "다온")
    allocation = give_in_order(Problem((first, second, other), capacity=3, per_company=1))
    assert allocation.seated == ("a000", "b")
    assert [one.code for one in allocation.waiting] == ["company"]


def test_a_quota_is_a_most_and_counts_the_seats_held_already() -> None:
    seoul, busan = Quota("region", "11", 1), {"region": "26"}
    applicants = (Applicant("s", traits={"region": "11"}), Applicant("b", traits=busan))
    held = (Applicant("h", traits={"region": "11"}),)
    allocation = give_in_order(Problem(applicants, capacity=5, quotas=(seoul,), held=held))
    assert allocation.seated == ("b",)
    assert allocation.waiting[0].quota == seoul


def test_nobody_without_a_company_is_bound_by_its_limit() -> None:
    assert len(give_in_order(Problem(people(3), capacity=3, per_company=1)).seated) == 3


@given(problem=problems(), seed=st.integers(0, 2**60 - 1))
def test_every_answer_passes_the_checker(problem: Problem, seed: int) -> None:
    assert faults(problem, give_in_order(problem)) == []
    assert faults(problem, draw(problem, seed=seed), seed=seed) == []


@given(problem=problems())
def test_one_more_seat_never_takes_a_seat_from_those_who_had_one_by_order_alone(problem: Problem) -> None:
    plain = replace(problem, per_company=None, quotas=())
    fewer, more = give_in_order(plain), give_in_order(replace(plain, capacity=plain.capacity + 1))
    assert set(fewer.seated) <= set(more.seated)


def test_the_checker_finds_a_seat_too_many_and_one_who_was_skipped() -> None:
    problem = Problem(people(3), capacity=2)
    allocation = give_in_order(problem)
    crowded = replace(allocation, seated=("a000", "a001", "a002"), waiting=())
    assert faults(problem, crowded) == ["a002 has a seat beyond the limit of seats"]
    skipped = replace(
        allocation, seated=("a000", "a002"), waiting=(replace(allocation.waiting[0], applicant="a001"),)
    )
    assert "a001 waits although a seat was free" in faults(problem, skipped)
    assert faults(problem, replace(allocation, seated=("a000",))) == ["not everybody has exactly one answer"]


def test_each_is_drawn_about_as_often_as_any_other() -> None:
    """2,000 draws of 10 for 3 seats: 600 each; 5 standard deviations are 103."""
    problem, seats = Problem(people(10), capacity=3), dict.fromkeys((one.id for one in people(10)), 0)
    for seed in range(2_000):
        for one in draw(problem, seed=seed).seated:
            seats[one] += 1
    assert all(abs(count - 600) < 103 for count in seats.values())


def test_the_order_of_a_draw_is_the_one_that_anybody_can_compute() -> None:
    problem = Problem(people(20), capacity=20)
    told = sorted(
        (one.id for one in problem.applicants),
        key=lambda one: hashlib.sha256(f"77:{one}".encode()).hexdigest(),
    )
    assert list(draw(problem, seed=77).seated) == told


def test_a_draw_can_be_repeated_from_its_record() -> None:
    _allocation, record = decision.drawn(Problem(people(9), capacity=4), secret="약속")
    assert record.parameters == {"commitment": commitment_of("약속"), "secret": "약속"}
    assert record.seed == seed_of("약속", digest(record.inputs))
    assert verify(record, decision.rerun, version=decision.VERSION).same


def test_the_order_in_which_people_are_listed_changes_nothing() -> None:
    problem = Problem(people(9), capacity=4)
    turned = replace(problem, applicants=tuple(reversed(problem.applicants)))
    assert decision.drawn(problem, secret="약속") == decision.drawn(turned, secret="약속")


def test_a_secret_or_a_seed_of_somebodys_choice_is_found() -> None:
    _allocation, record = decision.drawn(Problem(people(9), capacity=4), secret="약속")
    other = seal(replace(record, parameters={"commitment": commitment_of("약속"), "secret": "다른 말"}))
    assert not verify(other, decision.rerun).same
    assert not verify(seal(replace(record, seed=record.seed + 1)), decision.rerun).same


def test_a_record_of_something_else_is_refused() -> None:
    inputs = {"capacity": 3}
    parameters = {"commitment": commitment_of("x"), "secret": "x"}
    with pytest.raises(DecisionError):
        decision.rerun(inputs, parameters, seed_of("x", digest(inputs)))
