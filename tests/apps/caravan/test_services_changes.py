"""Changing a timetable by hand: what can be is done, what cannot is refused with its reason."""

from datetime import datetime, time, timedelta

import pytest

from deungdae.apps.caravan.models import MatchingDay, Meeting, MeetingChange, MeetingRequest, Participant
from deungdae.apps.caravan.selectors.agendas import SEOUL
from deungdae.apps.caravan.services.changes import (
    add_meeting,
    cancel_meeting,
    lock_meeting,
    move_meeting,
    swap_meetings,
    unplace_meeting,
)
from deungdae.apps.caravan.services.participants import add_absence, update_participant
from deungdae.apps.caravan.services.requests import set_precedence
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from tests.support.days import (
    a_filled_day,
    a_participant,
    meeting_between,
    place,
    revision_of,
    staff,
)
from tests.support.refusals import refusal_of

pytestmark = pytest.mark.django_db
State = MatchingDay.State
Kind = MeetingChange.Kind


def a_timetable(**changes: object) -> MatchingDay:
    """Three by three; D001–S001 at slot 1 table 1, D002–S002 at slot 1 table 2, the others nowhere."""
    day = a_filled_day(**{"state": State.TIMETABLE, **changes})  # type: ignore[arg-type]
    place(meeting_between(day, "D001", "S001"), 1, 1)
    place(meeting_between(day, "D002", "S002"), 1, 2)
    return day


def places_of(day: MatchingDay) -> dict[str, tuple[int, int] | None]:
    found = Meeting.objects.filter(day=day).select_related("slot", "table", "first", "second")
    return {
        f"{m.first.code}-{m.second.code}": (m.slot.number, m.table.number) if m.slot and m.table else None
        for m in found
    }


def test_a_move_writes_one_line_of_history_and_one_revision() -> None:
    day = a_timetable()
    before, actor = revision_of(day), staff()
    meeting = meeting_between(day, "D001", "S001")
    move_meeting(
        meeting=meeting,
        slot_number=5,
        table_number=3,
        expected_revision=before,
        actor=actor,
        reason="전화 요청",
    )
    assert places_of(day)["D001-S001"] == (5, 3)
    assert revision_of(day) == before + 1
    line = MeetingChange.objects.filter(day=day).latest("id")
    assert (line.kind, line.revision, line.actor, line.reason) == (Kind.MOVED, before + 1, actor, "전화 요청")
    assert (line.before["slot"], line.before["table"]) == (1, 1)
    assert (line.after["slot"], line.after["table"]) == (5, 3)


def test_a_move_made_on_an_older_timetable_is_refused_and_changes_nothing() -> None:
    day = a_timetable()
    error = refusal_of(
        lambda: move_meeting(
            meeting=meeting_between(day, "D001", "S001"),
            slot_number=5,
            table_number=3,
            expected_revision=revision_of(day) - 1,
            actor=None,
        )
    )
    assert error.code == "stale"
    assert places_of(day)["D001-S001"] == (1, 1)


def test_a_busy_participant_is_named_with_slot_and_partner() -> None:
    day = a_timetable()
    error = refusal_of(lambda: place(meeting_between(day, "D001", "S003"), 1, 3))
    assert error.code == "busy"
    assert error.message == (
        "수요기업1은 1번 시간대에 ‘공급기업1’과 상담이 있습니다."
        " 다른 시간대를 고르거나 두 상담을 맞바꾸십시오."
    )


def test_a_taken_table_is_named_with_its_meeting() -> None:
    day = a_timetable()
    error = refusal_of(lambda: place(meeting_between(day, "D003", "S003"), 1, 2))
    assert error.code == "table_taken"
    assert "‘수요기업2’와 ‘공급기업2’의 상담" in error.message


def test_an_absent_participant_is_named_with_the_hours() -> None:
    day = a_timetable()
    add_absence(
        participant=Participant.objects.get(day=day, code="S003"),
        starts_at=time(10, 30),
        ends_at=time(11),
        actor=None,
    )
    error = refusal_of(lambda: place(meeting_between(day, "D003", "S003"), 2, 1))
    assert error.code == "absent"
    assert "10:30~11:00" in error.message


def test_slots_and_tables_that_are_not_there_are_refused() -> None:
    day = a_timetable()
    meeting = meeting_between(day, "D003", "S003")
    assert refusal_of(lambda: place(meeting, 11, 1)).code == "no_slot"
    assert refusal_of(lambda: place(meeting, 1, 9)).code == "no_table"


def test_the_table_of_somebody_else_and_any_other_than_ones_own_are_refused() -> None:
    day = a_timetable()
    owner = Participant.objects.get(day=day, code="S003")
    update_participant(participant=owner, side="supply", own_table_number=4, actor=None)
    error = refusal_of(lambda: place(meeting_between(day, "D003", "S001"), 2, 4))
    assert (error.code, "공급기업3의 전용 테이블" in error.message) == ("own_table", True)
    error = refusal_of(lambda: place(meeting_between(day, "D003", "S003"), 2, 1))
    assert (error.code, "4번" in error.message) == ("table_bound", True)
    place(meeting_between(day, "D003", "S003"), 2, 4)
    assert places_of(day)["D003-S003"] == (2, 4)


def test_an_order_is_kept_from_both_ends() -> None:
    day = a_timetable()
    early, late = meeting_between(day, "D001", "S001"), meeting_between(day, "D003", "S003")
    set_precedence(earlier=early.request, later=late.request, actor=None)
    assert refusal_of(lambda: place(late, 1, 4)).code == "order"
    place(late, 3, 1)
    error = refusal_of(lambda: place(early, 3, 2))
    assert (error.code, late.request.code in error.message) == ("order", True)
    place(early, 2, 1)


def test_a_request_binds_its_meeting_to_its_slot_and_half_of_the_day() -> None:
    day = a_timetable()
    meeting = meeting_between(day, "D003", "S003")
    slot = day.slots.get(number=4)
    MeetingRequest.objects.filter(pk=meeting.request_id).update(fixed_slot=slot, wish="morning")
    assert refusal_of(lambda: place(meeting, 3, 1)).code == "fixed_slot"
    MeetingRequest.objects.filter(pk=meeting.request_id).update(fixed_slot=None)
    error = refusal_of(lambda: place(meeting, 5, 1))
    assert (error.code, "오전" in error.message) == ("session", True)
    place(meeting, 4, 1)


def test_more_meetings_than_a_participant_wants_are_refused() -> None:
    day = a_timetable()
    participant = Participant.objects.get(day=day, code="D001")
    update_participant(participant=participant, side="demand", max_meetings=1, actor=None)
    error = refusal_of(lambda: place(meeting_between(day, "D001", "S003"), 3, 1))
    assert (error.code, "최대 1건" in error.message) == ("max_meetings", True)
    place(meeting_between(day, "D001", "S001"), 4, 1)


def test_a_locked_meeting_is_neither_moved_nor_swapped_nor_taken_out() -> None:
    day = a_timetable()
    meeting, other = meeting_between(day, "D001", "S001"), meeting_between(day, "D002", "S002")
    lock_meeting(meeting=meeting, locked=True, expected_revision=revision_of(day), actor=None)
    now = revision_of(day)
    for act in (
        lambda: move_meeting(
            meeting=meeting, slot_number=2, table_number=1, expected_revision=now, actor=None
        ),
        lambda: swap_meetings(first=other, second=meeting, expected_revision=now, actor=None),
        lambda: unplace_meeting(meeting=meeting, expected_revision=now, actor=None),
        lambda: cancel_meeting(meeting=meeting, expected_revision=now, actor=None, reason="사정"),
    ):
        assert refusal_of(act).code == "locked"
    assert revision_of(day) == now
    lock_meeting(meeting=meeting, locked=False, expected_revision=now, actor=None)
    kinds = list(MeetingChange.objects.filter(day=day).values_list("kind", flat=True)[:2])
    assert kinds == [Kind.UNLOCKED, Kind.LOCKED]


def test_a_meeting_without_a_place_cannot_be_locked_and_locking_twice_is_nothing() -> None:
    day = a_timetable()
    loose = meeting_between(day, "D003", "S003")
    now = revision_of(day)
    act = lambda: lock_meeting(meeting=loose, locked=True, expected_revision=now, actor=None)  # noqa: E731
    assert refusal_of(act).code == "not_placed"
    placed = meeting_between(day, "D001", "S001")
    lock_meeting(meeting=placed, locked=False, expected_revision=now, actor=None)
    assert revision_of(day) == now


def test_a_move_to_the_same_place_is_said_to_be_one() -> None:
    day = a_timetable()
    assert refusal_of(lambda: place(meeting_between(day, "D001", "S001"), 1, 1)).code == "same_place"


def test_two_meetings_change_places_in_one_act() -> None:
    day = a_timetable()
    first, second = meeting_between(day, "D001", "S001"), meeting_between(day, "D003", "S003")
    place(second, 5, 3)
    now = revision_of(day)
    swap_meetings(first=first, second=second, expected_revision=now, actor=None)
    assert (places_of(day)["D001-S001"], places_of(day)["D003-S003"]) == ((5, 3), (1, 1))
    assert revision_of(day) == now + 1
    assert MeetingChange.objects.filter(day=day, revision=now + 1).count() == 2


def test_meetings_that_share_a_participant_can_be_swapped() -> None:
    day = a_timetable()
    first, second = meeting_between(day, "D001", "S001"), meeting_between(day, "D001", "S003")
    place(second, 3, 4)
    swap_meetings(first=first, second=second, expected_revision=revision_of(day), actor=None)
    assert (places_of(day)["D001-S001"], places_of(day)["D001-S003"]) == ((3, 4), (1, 1))


def test_a_swap_that_would_double_somebody_is_refused() -> None:
    day = a_timetable()
    place(meeting_between(day, "D001", "S003"), 3, 1)
    place(meeting_between(day, "D003", "S001"), 3, 2)
    error = refusal_of(
        lambda: swap_meetings(
            first=meeting_between(day, "D002", "S002"),
            second=meeting_between(day, "D003", "S001"),
            expected_revision=revision_of(day),
            actor=None,
        )
    )
    assert (error.code, "공급기업1" in error.message) == ("busy", True)
    assert places_of(day)["D002-S002"] == (1, 2)


def test_a_swap_leaves_a_table_of_ones_own_with_its_owner() -> None:
    day = a_timetable()
    owner = Participant.objects.get(day=day, code="S003")
    update_participant(participant=owner, side="supply", own_table_number=4, actor=None)
    first, second = meeting_between(day, "D001", "S001"), meeting_between(day, "D003", "S003")
    place(second, 6, 4)
    swap_meetings(first=first, second=second, expected_revision=revision_of(day), actor=None)
    assert (places_of(day)["D001-S001"], places_of(day)["D003-S003"]) == ((6, 1), (1, 4))


def test_a_swap_keeps_the_order_of_the_two() -> None:
    day = a_timetable()
    early, late = meeting_between(day, "D001", "S001"), meeting_between(day, "D003", "S003")
    place(late, 3, 1)
    set_precedence(earlier=early.request, later=late.request, actor=None)
    act = lambda: swap_meetings(  # noqa: E731
        first=early, second=late, expected_revision=revision_of(day), actor=None
    )
    assert refusal_of(act).code == "order"


def test_a_swap_needs_two_meetings_with_places() -> None:
    day = a_timetable()
    placed, loose = meeting_between(day, "D001", "S001"), meeting_between(day, "D003", "S003")
    now = revision_of(day)
    same = lambda: swap_meetings(first=placed, second=placed, expected_revision=now, actor=None)  # noqa: E731
    missing = lambda: swap_meetings(first=placed, second=loose, expected_revision=now, actor=None)  # noqa: E731
    assert refusal_of(same).code == "same_meeting"
    assert refusal_of(missing).code == "not_placed"


def test_a_meeting_taken_out_waits_with_the_reason() -> None:
    day = a_timetable()
    meeting = unplace_meeting(
        meeting=meeting_between(day, "D001", "S001"),
        expected_revision=revision_of(day),
        actor=None,
        reason="기차 지연",
    )
    meeting.refresh_from_db()
    assert (meeting.slot, meeting.state, meeting.unplaced_reason) == (
        None,
        Meeting.State.PLANNED,
        "기차 지연",
    )
    act = lambda: unplace_meeting(meeting=meeting, expected_revision=revision_of(day), actor=None)  # noqa: E731
    assert refusal_of(act).code == "not_placed"


def test_a_cancelled_meeting_leaves_its_place_and_its_request() -> None:
    day = a_timetable()
    meeting = meeting_between(day, "D001", "S001")
    act = lambda: cancel_meeting(  # noqa: E731
        meeting=meeting, expected_revision=revision_of(day), actor=None, reason=" "
    )
    assert refusal_of(act).code == "reason"
    cancel_meeting(meeting=meeting, expected_revision=revision_of(day), actor=None, reason="불참 통보")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.slot) == (Meeting.State.CANCELLED, None)
    assert meeting.request.state == MeetingRequest.State.WITHDRAWN
    assert refusal_of(lambda: place(meeting, 2, 1)).code == "cancelled"


def test_a_meeting_is_added_between_two_who_had_none() -> None:
    day = a_timetable()
    sender = Participant.objects.get(day=day, code="D001")
    receiver = a_participant(day, "새 공급", "supply")
    meeting = add_meeting(
        day=day,
        sender=sender,
        receiver=receiver,
        slot_number=6,
        table_number=1,
        expected_revision=revision_of(day),
        actor=None,
        reason="현장 요청",
    )
    assert (meeting.first, meeting.second, meeting.request.state) == (
        sender,
        receiver,
        MeetingRequest.State.ACCEPTED,
    )
    assert MeetingChange.objects.filter(day=day).latest("id").kind == Kind.ADDED


def test_an_added_meeting_that_cannot_be_leaves_no_request_behind() -> None:
    day = a_timetable()
    sender = Participant.objects.get(day=day, code="D001")
    receiver = a_participant(day, "새 공급", "supply")
    act = lambda slot: add_meeting(  # noqa: E731
        day=day,
        sender=sender,
        receiver=receiver,
        slot_number=slot,
        table_number=3,
        expected_revision=revision_of(day),
        actor=None,
    )
    assert refusal_of(lambda: act(1)).code == "busy"
    assert not MeetingRequest.objects.filter(receiver=receiver).exists()


def test_a_pair_that_has_its_meeting_gets_no_second_one_but_a_cancelled_one_comes_back() -> None:
    day = a_timetable()
    meeting = meeting_between(day, "D001", "S001")
    act = lambda: add_meeting(  # noqa: E731
        day=day,
        sender=meeting.first,
        receiver=meeting.second,
        slot_number=7,
        table_number=1,
        expected_revision=revision_of(day),
        actor=None,
    )
    assert refusal_of(act).code == "pair_twice"
    cancel_meeting(meeting=meeting, expected_revision=revision_of(day), actor=None, reason="착오")
    assert act().pk == meeting.pk
    assert places_of(day)["D001-S001"] == (7, 1)


@pytest.mark.parametrize(
    "state",
    [State.DRAFT, State.REQUESTS_OPEN, State.REQUESTS_CLOSED, State.HELD, State.CLOSED],
)
def test_without_a_timetable_or_after_the_day_nothing_is_moved(state: str) -> None:
    day = a_filled_day(state=state)
    assert refusal_of(lambda: place(meeting_between(day, "D001", "S001"), 1, 1)).code == "state"


def at_seoul(day: MatchingDay, hour: int, minute: int) -> datetime:
    return datetime.combine(day.date, time(hour, minute), tzinfo=SEOUL)


def test_on_the_day_itself_only_what_is_not_over_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    day = a_timetable()
    MatchingDay.objects.filter(pk=day.pk).update(state=State.PUBLISHED, date=clock.today())
    day.refresh_from_db()
    moment = at_seoul(day, 10, 45)
    monkeypatch.setattr(clock, "now", lambda: moment)
    place(meeting_between(day, "D003", "S003"), 8, 1)
    assert refusal_of(lambda: place(meeting_between(day, "D003", "S003"), 1, 3)).code == "past_slot"
    assert refusal_of(lambda: place(meeting_between(day, "D001", "S001"), 8, 2)).code == "past_meeting"
    place(meeting_between(day, "D003", "S003"), 3, 1)


def test_after_the_day_a_public_timetable_is_not_moved() -> None:
    day = a_timetable()
    MatchingDay.objects.filter(pk=day.pk).update(
        state=State.PUBLISHED, date=clock.today() - timedelta(days=1)
    )
    assert refusal_of(lambda: place(meeting_between(day, "D003", "S003"), 8, 1)).code == "past_day"


def published(day: MatchingDay) -> MatchingDay:
    MatchingDay.objects.filter(pk=day.pk).update(state=State.PUBLISHED)
    day.refresh_from_db()
    return day


def told(day: MatchingDay) -> set[str]:
    """Who was told at the day's present revision, by their numbers."""
    revision = revision_of(day)
    sent = OutboxMessage.objects.filter(occasion__endswith=f":r{revision}").values_list(
        "recipient", flat=True
    )
    found = Participant.objects.filter(day=day, contact_email__in=list(sent))
    return set(found.values_list("code", flat=True))


def test_after_publication_a_move_tells_exactly_the_two_it_moves() -> None:
    day = published(a_timetable())
    meeting = meeting_between(day, "D001", "S001")
    move_meeting(
        meeting=meeting,
        slot_number=4,
        table_number=1,
        expected_revision=revision_of(day),
        actor=None,
        reason="기차 지연",
    )
    assert told(day) == {"D001", "S001"}
    message = OutboxMessage.objects.latest("id")
    assert "기차 지연" in message.body
    assert "SEQUENCE:2" in message.attachment


def test_after_publication_a_swap_tells_the_four_and_a_lock_nobody() -> None:
    day = published(a_timetable())
    first, second = meeting_between(day, "D001", "S001"), meeting_between(day, "D002", "S002")
    swap_meetings(first=first, second=second, expected_revision=revision_of(day), actor=None)
    assert told(day) == {"D001", "S001", "D002", "S002"}
    lock_meeting(meeting=first, locked=True, expected_revision=revision_of(day), actor=None)
    assert told(day) == set()


def test_after_publication_a_cancelled_meeting_is_struck_from_the_calendars() -> None:
    day = published(a_timetable())
    meeting = meeting_between(day, "D001", "S001")
    cancel_meeting(meeting=meeting, expected_revision=revision_of(day), actor=None, reason="불참")
    assert told(day) == {"D001", "S001"}
    message = OutboxMessage.objects.latest("id")
    assert f"UID:{meeting.short_id}@deungdae" in message.attachment
    assert "STATUS:CANCELLED" in message.attachment


def test_a_refused_change_tells_nobody() -> None:
    day = published(a_timetable())
    assert refusal_of(lambda: place(meeting_between(day, "D001", "S003"), 1, 3)).code == "busy"
    assert not OutboxMessage.objects.exists()


def test_two_meetings_of_one_slot_with_tables_of_their_own_have_nothing_to_swap() -> None:
    day = a_timetable()
    for code, number in (("S001", 1), ("S002", 2)):
        owner = Participant.objects.get(day=day, code=code)
        update_participant(participant=owner, side="supply", own_table_number=number, actor=None)
    act = lambda: swap_meetings(  # noqa: E731
        first=meeting_between(day, "D001", "S001"),
        second=meeting_between(day, "D002", "S002"),
        expected_revision=revision_of(day),
        actor=None,
    )
    assert refusal_of(act).code == "same_place"


def test_a_request_binds_its_meeting_to_its_table() -> None:
    day = a_timetable()
    meeting = meeting_between(day, "D003", "S003")
    MeetingRequest.objects.filter(pk=meeting.request_id).update(fixed_table=day.tables.get(number=3))
    error = refusal_of(lambda: place(meeting, 2, 1))
    assert (error.code, "신청에서 3번 테이블로 정했습니다" in error.message) == ("table_bound", True)
    place(meeting, 2, 3)
