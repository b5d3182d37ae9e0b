"""Sending, answering and withdrawing requests, and the order of meetings."""

from datetime import timedelta
from typing import Any

import pytest

from deungdae.apps.caravan.models import MatchingDay, Meeting, MeetingRequest, Participant, Precedence
from deungdae.apps.caravan.services.requests import (
    answer_request,
    remove_precedence,
    send_request,
    set_precedence,
    update_request,
    withdraw_request,
)
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage
from tests.support.days import a_day, a_filled_day, a_participant, a_request, member_of, revision_of, staff

pytestmark = pytest.mark.django_db
State = MeetingRequest.State
DayState = MatchingDay.State


def an_open_pair(**changes: object) -> tuple[Participant, Participant]:
    """A demand and a supply company of a day that takes requests."""
    day = a_day(**changes)
    pair = a_participant(day, "서울정밀"), a_participant(day, "대한소프트", "supply")
    MatchingDay.objects.filter(pk=day.pk).update(state=DayState.REQUESTS_OPEN)
    for participant in pair:
        participant.day.refresh_from_db()
    return pair


def test_a_participant_asks_and_the_other_is_told_once() -> None:
    demand, supply = an_open_pair(requests_until=clock.today() + timedelta(days=3))
    actor = member_of(demand.organisation)
    request = send_request(
        sender=demand, receiver=supply, rank=2, reason="MES 도입", wish="morning", actor=actor
    )
    assert (request.state, request.code, request.rank, request.wish) == (State.PENDING, "M0001", 2, "morning")
    assert request.expires_on == clock.today() + timedelta(days=3)
    message = OutboxMessage.objects.get()
    assert message.recipient == supply.contact_email
    assert "서울정밀" in message.body
    assert "MES 도입" in message.body


def test_what_only_the_centre_may_say_is_not_taken_from_a_participant() -> None:
    demand, supply = an_open_pair()
    facts: dict[str, Any] = {"sender": demand, "receiver": supply, "rank": 1, "reason": "", "wish": "any"}
    facts["actor"] = member_of(demand.organisation)
    with pytest.raises(RefusedError, match="수락은 신청받은 쪽이 합니다"):
        send_request(**facts, accepted=True)
    request = send_request(**facts, fixed_slot_number=1, fixed_table_number=1)
    assert (request.state, request.fixed_slot, request.fixed_table) == (State.PENDING, None, None)


def test_a_stranger_can_neither_ask_nor_answer_nor_withdraw() -> None:
    demand, supply = an_open_pair()
    stranger = member_of(a_participant(demand.day, "남").organisation)
    with pytest.raises(RefusedError) as refused:
        a_request(demand, supply, accepted=False, actor=stranger)
    assert refused.value.code == "right"
    request = a_request(demand, supply, accepted=False)
    with pytest.raises(RefusedError) as refused:
        answer_request(request=request, accept=True, reason="", actor=stranger)
    assert refused.value.code == "right"
    with pytest.raises(RefusedError) as refused:
        withdraw_request(request=request, actor=stranger)
    assert refused.value.code == "right"


def test_nobody_answers_their_own_request() -> None:
    demand, supply = an_open_pair()
    request = a_request(demand, supply, accepted=False)
    with pytest.raises(RefusedError) as refused:
        answer_request(request=request, accept=True, reason="", actor=member_of(demand.organisation))
    assert refused.value.code == "right"


def test_the_same_pair_is_asked_once_from_either_side() -> None:
    demand, supply = an_open_pair()
    request = a_request(demand, supply, accepted=False)
    for sender, receiver in ((demand, supply), (supply, demand)):
        with pytest.raises(RefusedError) as refused:
            a_request(sender, receiver, accepted=False)
        assert refused.value.code == "pair_twice"
        assert request.code in refused.value.message


def test_nobody_meets_themselves_or_their_own_side_or_another_day() -> None:
    demand, _supply = an_open_pair()
    with pytest.raises(RefusedError) as refused:
        a_request(demand, demand)
    assert refused.value.code == "oneself"
    with pytest.raises(RefusedError) as refused:
        a_request(demand, a_participant(demand.day, "둘째 수요"))
    assert refused.value.code == "same_side"
    with pytest.raises(RefusedError) as refused:
        a_request(demand, a_participant(a_day(), "다른 날", "supply"))
    assert refused.value.code == "other_day"
    assert a_request(demand, a_participant(demand.day, "자유", "free"))


def test_in_a_brokerage_everybody_may_meet_everybody() -> None:
    first, _second = an_open_pair(mode=MatchingDay.Mode.BROKERAGE)
    assert a_request(first, a_participant(first.day, "같은 쪽")).state == State.ACCEPTED


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"rank": 0}, "rank"),
        ({"rank": 100}, "rank"),
        ({"wish": "evening"}, "choice"),
        ({"fixed_slot_number": 11}, "no_slot"),
        ({"fixed_table_number": 9}, "no_table"),
        ({"code": "x" * 21}, "code"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(more: dict[str, object], code: str) -> None:
    demand, supply = an_open_pair()
    with pytest.raises(RefusedError) as refused:
        a_request(demand, supply, **more)
    assert refused.value.code == code
    assert not MeetingRequest.objects.exists()


def test_a_table_of_somebody_else_cannot_be_fixed() -> None:
    demand, supply = an_open_pair()
    a_participant(demand.day, "표주인", "supply", own_table_number=2)
    with pytest.raises(RefusedError) as refused:
        a_request(demand, supply, fixed_table_number=2)
    assert refused.value.code == "own_table"
    assert "표주인" in refused.value.message


def test_a_number_is_given_once() -> None:
    demand, supply = an_open_pair()
    a_request(demand, supply, code="A1")
    with pytest.raises(RefusedError) as refused:
        a_request(demand, a_participant(demand.day, "공급2", "supply"), code="A1")
    assert refused.value.code == "twice"


@pytest.mark.parametrize(("accept", "state"), [(True, State.ACCEPTED), (False, State.DECLINED)])
def test_an_answer_is_kept_and_told_to_the_sender(accept: bool, state: str) -> None:
    demand, supply = an_open_pair()
    request = a_request(demand, supply, accepted=False, actor=member_of(demand.organisation))
    answered = answer_request(
        request=request, accept=accept, reason="좋습니다", actor=member_of(supply.organisation)
    )
    assert (answered.state, answered.answer_reason) == (state, "좋습니다")
    assert OutboxMessage.objects.get(recipient=demand.contact_email).template.endswith("request_answered")
    with pytest.raises(RefusedError) as refused:
        answer_request(request=request, accept=True, reason="", actor=None)
    assert refused.value.code == "answered"


def test_an_answer_after_its_date_is_refused() -> None:
    demand, supply = an_open_pair()
    request = a_request(demand, supply, accepted=False)
    MeetingRequest.objects.filter(pk=request.pk).update(expires_on=clock.today() - timedelta(days=1))
    with pytest.raises(RefusedError) as refused:
        answer_request(request=request, accept=True, reason="", actor=None)
    assert refused.value.code == "expired"


def test_after_closing_nobody_answers_and_participants_do_not_ask() -> None:
    demand, supply = an_open_pair()
    request = a_request(demand, supply, accepted=False)
    MatchingDay.objects.filter(pk=demand.day.pk).update(state=DayState.REQUESTS_CLOSED)
    with pytest.raises(RefusedError) as refused:
        answer_request(request=request, accept=True, reason="", actor=None)
    assert refused.value.code == "state"
    other = a_participant(demand.day, "공급2", "supply")
    with pytest.raises(RefusedError) as refused:
        a_request(demand, other, accepted=False, actor=member_of(demand.organisation))
    assert refused.value.code == "state"
    with pytest.raises(RefusedError) as refused:
        a_request(demand, other, accepted=False, actor=staff())
    assert refused.value.code == "closed"
    late = a_request(demand, other, actor=staff())
    assert Meeting.objects.get(request=late).first == demand


def test_with_a_timetable_requests_are_added_as_meetings() -> None:
    day = a_filled_day(state=DayState.TIMETABLE)
    first = Participant.objects.get(day=day, code="D001")
    with pytest.raises(RefusedError) as refused:
        a_request(first, a_participant(day, "공급9", "supply"), actor=staff())
    assert refused.value.code == "state"


def test_a_withdrawn_request_can_be_asked_again_by_the_other_side() -> None:
    demand, supply = an_open_pair()
    request = a_request(demand, supply, accepted=False)
    assert withdraw_request(request=request, actor=member_of(demand.organisation)).state == State.WITHDRAWN
    again = a_request(supply, demand, accepted=False, actor=member_of(supply.organisation))
    assert (again.pk, again.sender, again.state) == (request.pk, supply, State.PENDING)


def test_a_declined_request_is_asked_again_by_the_centre_only() -> None:
    demand, supply = an_open_pair()
    request = a_request(demand, supply, accepted=False)
    answer_request(request=request, accept=False, reason="", actor=None)
    with pytest.raises(RefusedError) as refused:
        a_request(demand, supply, accepted=False, actor=member_of(demand.organisation))
    assert refused.value.code == "pair_twice"
    assert a_request(demand, supply, actor=staff()).state == State.ACCEPTED


def test_withdrawing_after_closing_takes_the_meeting_along_and_is_for_the_centre() -> None:
    day = a_filled_day(demands=1, supplies=1)
    request = MeetingRequest.objects.get(day=day)
    with pytest.raises(RefusedError) as refused:
        withdraw_request(request=request, actor=member_of(request.sender.organisation))
    assert refused.value.code == "state"
    before = revision_of(day)
    withdraw_request(request=request, actor=staff())
    assert Meeting.objects.get(request=request).state == Meeting.State.CANCELLED
    assert revision_of(day) == before + 1
    with pytest.raises(RefusedError) as refused:
        withdraw_request(request=request, actor=staff())
    assert refused.value.code == "answered"


def test_the_centre_changes_what_a_request_wishes() -> None:
    demand, supply = an_open_pair()
    request = a_request(demand, supply)
    changed = update_request(
        request=request, rank=3, reason="바뀜", wish="afternoon", fixed_slot_number=9, actor=staff()
    )
    assert (changed.rank, changed.wish, changed.fixed_slot and changed.fixed_slot.number) == (
        3,
        "afternoon",
        9,
    )
    with pytest.raises(RefusedError) as refused:
        update_request(request=request, rank=1, reason="", wish="any", actor=member_of(demand.organisation))
    assert refused.value.code == "right"


def three_requests() -> list[MeetingRequest]:
    demand, supply = an_open_pair()
    others = [a_participant(demand.day, f"공급{index}", "supply") for index in (2, 3)]
    return [a_request(demand, partner) for partner in (supply, *others)]


def test_an_order_is_kept_once_and_can_be_taken_back() -> None:
    first, second, _third = three_requests()
    order = set_precedence(earlier=first, later=second, actor=None)
    assert set_precedence(earlier=first, later=second, actor=None) == order
    remove_precedence(precedence=order, actor=None)
    assert not Precedence.objects.exists()


def test_an_order_that_runs_in_a_circle_is_refused_and_the_circle_named() -> None:
    first, second, third = three_requests()
    set_precedence(earlier=first, later=second, actor=None)
    set_precedence(earlier=second, later=third, actor=None)
    with pytest.raises(RefusedError) as refused:
        set_precedence(earlier=third, later=first, actor=None)
    assert refused.value.code == "cycle"
    for request in (first, second, third):
        assert request.code in refused.value.message
    assert Precedence.objects.count() == 2


def test_a_meeting_is_not_before_itself() -> None:
    first, *_others = three_requests()
    with pytest.raises(RefusedError) as refused:
        set_precedence(earlier=first, later=first, actor=None)
    assert refused.value.code == "order_pair"


@pytest.mark.parametrize("state", [DayState.HELD, DayState.CLOSED])
def test_after_the_day_requests_and_orders_stay_as_they_are(state: str) -> None:
    first, second, _third = three_requests()
    order = set_precedence(earlier=first, later=second, actor=None)
    MatchingDay.objects.filter(pk=first.day_id).update(state=state)
    for act in (
        lambda: update_request(request=first, rank=1, reason="", wish="any", actor=staff()),
        lambda: set_precedence(earlier=second, later=first, actor=None),
        lambda: remove_precedence(precedence=order, actor=None),
    ):
        with pytest.raises(RefusedError) as refused:
            act()
        assert refused.value.code == "state"


def test_after_the_answers_were_due_participants_ask_no_more() -> None:
    demand, supply = an_open_pair()
    MatchingDay.objects.filter(pk=demand.day_id).update(requests_until=clock.today() - timedelta(days=1))
    with pytest.raises(RefusedError) as refused:
        a_request(demand, supply, accepted=False, actor=member_of(demand.organisation))
    assert refused.value.code == "expired"
    assert a_request(demand, supply, accepted=False, actor=staff())


def test_a_number_in_use_is_skipped() -> None:
    demand, supply = an_open_pair()
    a_request(demand, supply, code="M0002")
    assert a_request(demand, a_participant(demand.day, "공급2", "supply")).code == "M0003"


def test_an_answer_that_staff_enters_into_a_draft_tells_nobody() -> None:
    day = a_day()
    request = a_request(a_participant(day, "수요"), a_participant(day, "공급", "supply"), accepted=False)
    answer_request(request=request, accept=True, reason="", actor=None)
    assert not OutboxMessage.objects.exists()
