"""Opening hours, slot length and pauses become slots; what makes no day is refused with its reason."""

from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deungdae.apps.caravan.slots import PlannedSlot, is_morning, numbers_in, plan_slots
from deungdae.apps.core.errors import RefusedError

LUNCH = ("점심", time(12), time(13))


def planned(
    opens: time, closes: time, minutes: int, *pauses: tuple[str, time, time]
) -> list[tuple[time, time]]:
    slots = plan_slots(opens_at=opens, closes_at=closes, minutes=minutes, pauses=pauses)
    assert [slot.number for slot in slots] == list(range(1, len(slots) + 1))
    return [(slot.starts_at, slot.ends_at) for slot in slots]


def test_slots_follow_each_other_from_opening_to_closing() -> None:
    assert planned(time(9), time(10, 30), 30) == [
        (time(9), time(9, 30)),
        (time(9, 30), time(10)),
        (time(10), time(10, 30)),
    ]


def test_a_slot_that_would_overlap_a_pause_starts_at_its_end() -> None:
    assert planned(time(11, 15), time(14), 30, LUNCH) == [
        (time(11, 15), time(11, 45)),
        (time(13), time(13, 30)),
        (time(13, 30), time(14)),
    ]


def test_the_last_slot_ends_at_closing_time_or_before() -> None:
    assert planned(time(9), time(9, 59), 30) == [(time(9), time(9, 30))]


def test_two_pauses_one_after_the_other_are_jumped_over_together() -> None:
    break_and_lunch = (("휴식", time(11, 30), time(12)), LUNCH)
    assert planned(time(11, 15), time(14), 60, *break_and_lunch) == [(time(13), time(14))]


@pytest.mark.parametrize(
    ("hours", "minutes", "pauses", "code", "named"),
    [
        ((time(10), time(10)), 30, (), "hours", "10:00"),
        ((time(10), time(9)), 30, (), "hours", "09:00"),
        ((time(9), time(18)), 4, (), "slot_minutes", "4분"),
        ((time(9), time(18)), 241, (), "slot_minutes", "241분"),
        ((time(9), time(9, 20)), 30, (), "no_slots", "30분"),
        ((time(9), time(18)), 30, (("전체", time(9), time(18)),), "no_slots", "09:00~18:00"),
        ((time(9), time(18)), 30, (("점심", time(13), time(12)),), "pause_empty", "점심"),
        ((time(9), time(18)), 30, (("아침", time(8), time(9, 30)),), "pause_outside", "08:00~09:30"),
        ((time(9), time(18)), 30, (("저녁", time(17), time(19)),), "pause_outside", "17:00~19:00"),
        ((time(9), time(18)), 30, (LUNCH, ("회의", time(12, 30), time(14))), "pause_overlap", "회의"),
    ],
)
def test_what_makes_no_day_is_refused_and_named(
    hours: tuple[time, time], minutes: int, pauses: tuple[tuple[str, time, time], ...], code: str, named: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        plan_slots(opens_at=hours[0], closes_at=hours[1], minutes=minutes, pauses=pauses)
    assert refused.value.code == code
    assert named in refused.value.message


TIMES = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))


@given(times=st.lists(TIMES, min_size=4, max_size=4, unique=True).map(sorted), minutes=st.integers(5, 240))
def test_no_slot_ever_leaves_the_day_or_touches_a_pause(times: list[time], minutes: int) -> None:
    opens, begin, end, closes = times
    with suppress(RefusedError):
        slots = plan_slots(opens_at=opens, closes_at=closes, minutes=minutes, pauses=(("쉼", begin, end),))
        judge(slots, opens=opens, closes=closes, minutes=minutes, pause=(begin, end))


def judge(
    slots: tuple[PlannedSlot, ...], *, opens: time, closes: time, minutes: int, pause: tuple[time, time]
) -> None:
    last = opens
    for slot in slots:
        length = (
            slot.ends_at.hour * 60 + slot.ends_at.minute - slot.starts_at.hour * 60 - slot.starts_at.minute
        )
        assert length == minutes
        assert last <= slot.starts_at
        assert slot.ends_at <= closes
        assert slot.ends_at <= pause[0] or slot.starts_at >= pause[1]
        last = slot.ends_at


def test_a_slot_is_of_the_morning_when_it_starts_before_noon() -> None:
    assert is_morning(time(11, 59))
    assert not is_morning(time(12))


def test_a_time_touches_the_slots_it_shares_a_minute_with() -> None:
    slots = plan_slots(opens_at=time(9), closes_at=time(11), minutes=30, pauses=())
    assert numbers_in(slots=slots, starts_at=time(9, 30), ends_at=time(10)) == {2}
    assert numbers_in(slots=slots, starts_at=time(9, 29), ends_at=time(10, 1)) == {1, 2, 3}
    assert numbers_in(slots=slots, starts_at=time(11), ends_at=time(12)) == frozenset()
