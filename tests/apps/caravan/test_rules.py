"""The states of a day: the table of steps is whole, and the page's stepper follows it."""

from itertools import pairwise

import pytest

from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.caravan.rules import TRANSITIONS, circle_of, find_transition, stepper, transitions_from
from deungdae.apps.caravan.services.transitions import ACTS

State = MatchingDay.State


def test_every_step_by_hand_has_its_act_and_nothing_else_has() -> None:
    assert {(step.source, step.target) for step in TRANSITIONS if step.is_by_hand} == set(ACTS)


def test_every_state_is_reached_and_every_one_but_the_last_is_left() -> None:
    assert {step.target for step in TRANSITIONS} == set(State) - {State.DRAFT}
    assert {step.source for step in TRANSITIONS} == set(State) - {State.CLOSED}


def test_a_person_is_not_offered_the_step_that_a_compute_takes() -> None:
    assert [step.target for step in transitions_from(State.REQUESTS_CLOSED)] == [State.REQUESTS_OPEN]
    assert find_transition(source=State.REQUESTS_CLOSED, target=State.TIMETABLE) is not None
    assert find_transition(source=State.DRAFT, target=State.PUBLISHED) is None


@pytest.mark.parametrize("state", list(State))
def test_the_stepper_shows_what_is_done_and_what_is_to_come(state: str) -> None:
    words = [step["state"] for step in stepper(MatchingDay(state=state))]
    place = list(State).index(State(state))
    assert words == ["done"] * place + ["current"] + ["todo"] * (len(State) - place - 1)


def test_a_circle_of_orders_is_named_in_its_order() -> None:
    assert circle_of([("A", "B"), ("B", "C"), ("A", "C")]) == []
    found = circle_of([("A", "B"), ("B", "C"), ("C", "A"), ("C", "D")])
    assert found[0] == found[-1]
    assert set(found) == {"A", "B", "C"}
    assert all(pair in {("A", "B"), ("B", "C"), ("C", "A")} for pair in pairwise(found))
