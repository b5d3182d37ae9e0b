"""Making and changing a day, and the steps it takes."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from deungdae.apps.caravan.models import (
    MatchingDay,
    Meeting,
    MeetingChange,
    MeetingRequest,
    Pause,
    Slot,
    Table,
)
from deungdae.apps.caravan.services.changes import lock_meeting
from deungdae.apps.caravan.services.days import set_table, transition_day, update_day
from deungdae.apps.caravan.services.requests import expire_requests
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage
from tests.support.days import (
    a_day,
    a_filled_day,
    a_participant,
    a_request,
    meeting_between,
    place,
    revision_of,
    staff,
)

pytestmark = pytest.mark.django_db
State = MatchingDay.State


def facts_of(day: MatchingDay, **changes: object) -> dict[str, Any]:
    """Everything that `update_day` takes, as the day has it now."""
    names = ["title", "date", "place", "opens_at", "closes_at", "slot_minutes", "mode", "fairness"]
    facts: dict[str, Any] = {name: getattr(day, name) for name in names}
    facts["requests_until"] = day.requests_until
    facts["table_count"] = Table.objects.filter(day=day).count()
    facts["pauses"] = [(p.label, p.starts_at, p.ends_at) for p in Pause.objects.filter(day=day)]
    return {**facts, "actor": None, **changes}


def test_a_new_day_is_a_draft_with_its_slots_pauses_and_tables() -> None:
    actor = staff()
    day = a_day(actor=actor, table_count=3)
    assert (day.state, day.created_by) == (State.DRAFT, actor)
    assert Slot.objects.filter(day=day).count() == 10
    assert [pause.label for pause in day.pauses.all()] == ["점심"]
    assert [table.number for table in day.tables.all()] == [1, 2, 3]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "  "}, "blank"),
        ({"place": ""}, "blank"),
        ({"table_count": 0}, "table_count"),
        ({"table_count": 501}, "table_count"),
        ({"requests_until": date(2999, 1, 1)}, "requests_until"),
        ({"closes_at": time(10)}, "hours"),
        ({"slot_minutes": 400}, "slot_minutes"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_leaves_nothing(changes: dict[str, object], code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        a_day(**changes)
    assert refused.value.code == code
    assert not MatchingDay.objects.exists()


def test_new_hours_keep_the_numbers_of_the_slots() -> None:
    day = a_day()
    first = Slot.objects.get(day=day, number=1)
    update_day(day=day, **facts_of(day, opens_at=time(9)))
    assert Slot.objects.get(pk=first.pk).starts_at == time(9)
    assert Slot.objects.filter(day=day).count() == 12


def test_a_request_fixed_to_a_slot_survives_new_hours_by_its_number() -> None:
    day = a_day()
    first, second = a_participant(day, "수요"), a_participant(day, "공급", "supply")
    request = a_request(first, second, fixed_slot_number=3)
    update_day(day=day, **facts_of(day, opens_at=time(9)))
    request.refresh_from_db()
    assert request.fixed_slot is not None
    assert (request.fixed_slot.number, request.fixed_slot.starts_at) == (3, time(10))


def test_hours_that_lose_a_fixed_slot_are_refused_with_the_request() -> None:
    day = a_day()
    first, second = a_participant(day, "수요"), a_participant(day, "공급", "supply")
    request = a_request(first, second, fixed_slot_number=10)
    with pytest.raises(RefusedError) as refused:
        update_day(day=day, **facts_of(day, closes_at=time(15)))
    assert refused.value.code == "fixed_slot_lost"
    assert request.code in refused.value.message
    assert Slot.objects.filter(day=day).count() == 10


def test_once_a_meeting_has_a_place_the_hours_stay() -> None:
    day = a_filled_day(state=State.TIMETABLE)
    place(meeting_between(day, "D001", "S001"), 1, 1)
    for change in (
        {"opens_at": time(9)},
        {"slot_minutes": 20},
        {"pauses": []},
        {"date": day.date + timedelta(1)},
    ):
        with pytest.raises(RefusedError) as refused:
            update_day(day=day, **facts_of(day, **change))
        assert refused.value.code == "placed"


def test_the_name_and_place_of_a_day_may_change_until_it_is_public() -> None:
    day = a_filled_day(state=State.TIMETABLE)
    update_day(day=day, **facts_of(day, place="별관 2층"))
    day.refresh_from_db()
    assert day.place == "별관 2층"
    MatchingDay.objects.filter(pk=day.pk).update(state=State.PUBLISHED)
    with pytest.raises(RefusedError) as refused:
        update_day(day=day, **facts_of(day, place="본관"))
    assert refused.value.code == "published"


@pytest.mark.parametrize("state", [State.HELD, State.CLOSED])
def test_a_day_that_is_over_does_not_change(state: str) -> None:
    day = a_filled_day(state=state)
    with pytest.raises(RefusedError) as refused:
        update_day(day=day, **facts_of(day, fairness=None))
    assert refused.value.code == "state"
    with pytest.raises(RefusedError):
        set_table(day=day, number=1, capacity=4, remark="")


def test_more_tables_get_the_next_free_numbers_and_fewer_lose_the_highest() -> None:
    day = a_day(table_count=2)
    set_table(day=day, number=7, capacity=6, remark="창가")
    update_day(day=day, **facts_of(day, table_count=5))
    assert [table.number for table in day.tables.all()] == [1, 2, 3, 4, 7]
    update_day(day=day, **facts_of(day, table_count=2))
    assert [table.number for table in day.tables.all()] == [1, 2]


def test_a_table_that_somebody_needs_is_not_taken_away() -> None:
    day = a_day(table_count=4)
    a_participant(day, "공급", "supply", own_table_number=4)
    with pytest.raises(RefusedError) as refused:
        update_day(day=day, **facts_of(day, table_count=3))
    assert refused.value.code == "table_used"
    assert "4번" in refused.value.message
    assert day.tables.count() == 4


@pytest.mark.parametrize(("number", "capacity", "code"), [(0, 4, "table_number"), (1, 1, "table_capacity")])
def test_an_impossible_table_is_refused(number: int, capacity: int, code: str) -> None:
    day = a_day()
    with pytest.raises(RefusedError) as refused:
        set_table(day=day, number=number, capacity=capacity, remark="")
    assert refused.value.code == code


def test_a_change_of_the_inputs_after_closing_makes_earlier_answers_stale() -> None:
    day = a_filled_day()
    before = revision_of(day)
    update_day(day=day, **facts_of(day, fairness=None))
    assert revision_of(day) == before + 1
    update_day(day=day, **facts_of(day, fairness=None))
    assert revision_of(day) == before + 1


def test_requests_open_tells_every_participant_once() -> None:
    day = a_day()
    a_participant(day, "수요")
    a_participant(day, "공급", "supply")
    a_participant(day, "주소 없음", "supply", contact_email="")
    transition_day(day=day, target=State.REQUESTS_OPEN, actor=None)
    assert OutboxMessage.objects.filter(occasion__startswith="requests_open:").count() == 2
    MatchingDay.objects.filter(pk=day.pk).update(state=State.DRAFT)
    transition_day(day=day, target=State.REQUESTS_OPEN, actor=None)
    assert OutboxMessage.objects.filter(occasion__startswith="requests_open:").count() == 2


def test_requests_do_not_open_for_fewer_than_two_participants_or_after_the_answers_are_due() -> None:
    day = a_day()
    a_participant(day, "수요")
    with pytest.raises(RefusedError) as refused:
        transition_day(day=day, target=State.REQUESTS_OPEN, actor=None)
    assert refused.value.code == "too_few_participants"
    a_participant(day, "공급", "supply")
    MatchingDay.objects.filter(pk=day.pk).update(requests_until=clock.today() - timedelta(days=1))
    with pytest.raises(RefusedError) as refused:
        transition_day(day=day, target=State.REQUESTS_OPEN, actor=None)
    assert refused.value.code == "requests_until_past"
    assert not OutboxMessage.objects.exists()


def test_closing_expires_what_waits_and_makes_meetings_of_what_was_accepted() -> None:
    day = a_day()
    demand, supply = a_participant(day, "수요"), a_participant(day, "공급", "supply")
    other = a_participant(day, "다른 공급", "supply")
    accepted = a_request(supply, demand)
    waiting = a_request(demand, other, accepted=False)
    MatchingDay.objects.filter(pk=day.pk).update(state=State.REQUESTS_OPEN)
    transition_day(day=day, target=State.REQUESTS_CLOSED, actor=None)
    meeting = Meeting.objects.get(day=day)
    assert (meeting.request, meeting.first, meeting.second) == (accepted, demand, supply)
    assert MeetingRequest.objects.get(pk=waiting.pk).state == MeetingRequest.State.EXPIRED


def test_nothing_accepted_is_nothing_to_close() -> None:
    day = a_day()
    a_request(a_participant(day, "수요"), a_participant(day, "공급", "supply"), accepted=False)
    MatchingDay.objects.filter(pk=day.pk).update(state=State.REQUESTS_OPEN)
    with pytest.raises(RefusedError) as refused:
        transition_day(day=day, target=State.REQUESTS_CLOSED, actor=None)
    assert refused.value.code == "no_accepted"
    assert MeetingRequest.objects.get().state == MeetingRequest.State.PENDING


def test_closing_again_keeps_meetings_and_drops_those_whose_request_was_withdrawn() -> None:
    day = a_filled_day(demands=1, supplies=2)
    kept, dropped = meeting_between(day, "D001", "S001"), meeting_between(day, "D001", "S002")
    transition_day(day=day, target=State.REQUESTS_OPEN, actor=None)
    MeetingRequest.objects.filter(pk=dropped.request_id).update(state=MeetingRequest.State.WITHDRAWN)
    transition_day(day=day, target=State.REQUESTS_CLOSED, actor=None)
    states = dict(Meeting.objects.filter(day=day).values_list("pk", "state"))
    assert states == {kept.pk: Meeting.State.PLANNED, dropped.pk: Meeting.State.CANCELLED}


def test_a_later_deadline_holds_for_requests_that_wait() -> None:
    day = a_filled_day(demands=1, supplies=2, state=State.REQUESTS_OPEN)
    early, own = clock.today() + timedelta(days=3), clock.today() + timedelta(days=1)
    MatchingDay.objects.filter(pk=day.pk).update(requests_until=early)
    first, second = MeetingRequest.objects.filter(day=day).order_by("id")
    waiting = {"state": MeetingRequest.State.PENDING}
    MeetingRequest.objects.filter(pk=first.pk).update(expires_on=early, **waiting)
    MeetingRequest.objects.filter(pk=second.pk).update(expires_on=own, **waiting)
    day.refresh_from_db()
    update_day(day=day, **facts_of(day, requests_until=early + timedelta(days=2)))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.expires_on, second.expires_on) == (early + timedelta(days=2), own)


def test_a_complete_list_is_closed_without_an_invitation() -> None:
    day = a_filled_day(demands=2, supplies=2, state=State.DRAFT)
    transition_day(day=day, target=State.REQUESTS_CLOSED, actor=None)
    assert Meeting.objects.filter(day=day).count() == 4
    assert not OutboxMessage.objects.exists()


def test_nobody_s_request_expires_unasked() -> None:
    day = a_filled_day(demands=2, supplies=2, state=State.DRAFT)
    unanswered = MeetingRequest.objects.filter(day=day).latest("id").pk
    MeetingRequest.objects.filter(pk=unanswered).update(state=MeetingRequest.State.PENDING)
    with pytest.raises(RefusedError, match="답이 없는 신청이 1건"):
        transition_day(day=day, target=State.REQUESTS_CLOSED, actor=None)
    assert MeetingRequest.objects.filter(day=day, state=MeetingRequest.State.PENDING).exists()


def test_the_timetable_state_is_reached_by_computing_only() -> None:
    day = a_filled_day()
    with pytest.raises(RefusedError) as refused:
        transition_day(day=day, target=State.TIMETABLE, actor=None)
    assert refused.value.code == "compute_first"


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("target", [*State, "nonsense"])
def test_a_step_that_is_not_in_the_table_is_refused(state: str, target: str) -> None:
    day = a_filled_day(demands=1, supplies=1, state=state)
    legal = {
        (State.DRAFT, State.REQUESTS_OPEN),
        (State.DRAFT, State.REQUESTS_CLOSED),
        (State.REQUESTS_OPEN, State.REQUESTS_CLOSED),
        (State.REQUESTS_CLOSED, State.REQUESTS_OPEN),
        (State.TIMETABLE, State.PUBLISHED),
        (State.TIMETABLE, State.REQUESTS_CLOSED),
        (State.PUBLISHED, State.HELD),
        (State.HELD, State.CLOSED),
    }
    if (state, target) in legal:
        return
    if state == target:
        assert transition_day(day=day, target=target, actor=None).state == state
        return
    with pytest.raises(RefusedError) as refused:
        transition_day(day=day, target=target, actor=None)
    assert refused.value.code in {"illegal_transition", "compute_first"}
    day.refresh_from_db()
    assert day.state == state


def test_discarding_the_timetable_takes_every_place_and_lock_and_keeps_the_history() -> None:
    day = a_filled_day(state=State.TIMETABLE)
    meeting = place(meeting_between(day, "D001", "S001"), 1, 1)
    lock_meeting(meeting=meeting, locked=True, expected_revision=revision_of(day), actor=None)
    transition_day(day=day, target=State.REQUESTS_CLOSED, actor=None)
    meeting.refresh_from_db()
    assert (meeting.slot, meeting.table, meeting.locked) == (None, None, False)
    assert MeetingChange.objects.filter(day=day).count() == 3


def test_a_day_is_held_on_its_date_and_closed_with_all_outcomes() -> None:
    day = a_filled_day(state=State.TIMETABLE)
    meeting = place(meeting_between(day, "D001", "S001"), 1, 1)
    MatchingDay.objects.filter(pk=day.pk).update(state=State.PUBLISHED)
    with pytest.raises(RefusedError) as refused:
        transition_day(day=day, target=State.HELD, actor=None)
    assert refused.value.code == "not_yet"
    MatchingDay.objects.filter(pk=day.pk).update(date=clock.today())
    transition_day(day=day, target=State.HELD, actor=None)
    with pytest.raises(RefusedError) as refused:
        transition_day(day=day, target=State.CLOSED, actor=None)
    assert refused.value.code == "outcomes_missing"
    assert meeting.request.code in refused.value.message
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.HELD)
    assert transition_day(day=day, target=State.CLOSED, actor=None).state == State.CLOSED


def test_the_chore_expires_only_what_is_late_on_days_that_take_requests() -> None:
    day = a_day()
    demand = a_participant(day, "수요")
    late = a_request(demand, a_participant(day, "공급1", "supply"), accepted=False)
    today = a_request(demand, a_participant(day, "공급2", "supply"), accepted=False)
    MatchingDay.objects.filter(pk=day.pk).update(state=State.REQUESTS_OPEN)
    MeetingRequest.objects.filter(pk=late.pk).update(expires_on=clock.today() - timedelta(days=1))
    MeetingRequest.objects.filter(pk=today.pk).update(expires_on=clock.today())
    assert expire_requests() == 1
    assert expire_requests() == 0
    assert MeetingRequest.objects.get(pk=late.pk).state == MeetingRequest.State.EXPIRED


def test_a_table_can_be_described_and_added() -> None:
    day = a_day(table_count=1)
    set_table(day=day, number=1, capacity=8, remark=" 통역석 ")
    set_table(day=day, number=12, capacity=2, remark="")
    assert list(day.tables.values_list("number", "capacity", "remark")) == [(1, 8, "통역석"), (12, 2, "")]


def test_requests_are_not_reopened_after_the_answers_were_due() -> None:
    day = a_filled_day(demands=1, supplies=1)
    MatchingDay.objects.filter(pk=day.pk).update(requests_until=clock.today() - timedelta(days=1))
    with pytest.raises(RefusedError) as refused:
        transition_day(day=day, target=State.REQUESTS_OPEN, actor=None)
    assert refused.value.code == "requests_until_past"
