"""Whole days played with everything that goes wrong; `make bench-replay` plays hundreds of them."""

import pytest

from tests.support.day_replay import play_day

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", [1, 2])
def test_a_day_on_which_much_goes_wrong_stays_whole(seed: int) -> None:
    played = play_day(seed, demands=4, supplies=4, tables=3)
    assert played.faults == []
    assert played.applied > 0
    assert played.words > 0
