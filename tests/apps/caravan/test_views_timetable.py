"""The timetable as staff see it, and meetings moved by hand."""

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.caravan.models import MatchingDay, Meeting, TimetableProposal
from tests.support.days import a_filled_day, meeting_between, place, revision_of, staff

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(staff())
    return client


@pytest.fixture
def day() -> MatchingDay:
    """Two by two: D001 meets S001 in slot 1 and S002 in slot 2; D002 waits without places."""
    day = a_filled_day(demands=2, supplies=2, state=MatchingDay.State.TIMETABLE)
    place(meeting_between(day, "D001", "S001"), 1, 1)
    place(meeting_between(day, "D001", "S002"), 3, 1)
    day.refresh_from_db()
    return day


def address(name: str, day: MatchingDay, **ids: object) -> str:
    return reverse(f"caravan:{name}", kwargs={"day_id": day.public_id, **ids})


def act(client: Client, name: str, meeting: Meeting, **values: object):  # type: ignore[no-untyped-def]
    """Post an act on a meeting as its page does, at the revision that is there."""
    data = {"expected_revision": revision_of(meeting.day), **values}
    return client.post(address(name, meeting.day, meeting_id=meeting.public_id), data)


def test_the_grid_shows_who_meets_where(client: Client, day: MatchingDay) -> None:
    page = client.get(address("timetable", day)).content.decode()
    assert "수요기업1" in page
    assert "배치하지 못한 상담" in page
    assert "점심" in page


def test_the_lines_show_waiting_and_absence(client: Client, day: MatchingDay) -> None:
    page = client.get(address("timetable", day) + "?view=participants&q=D001").content.decode()
    assert "기다림" in page
    assert "수요기업2" not in page.split("<tbody>")[1]


def test_the_grid_needs_the_same_queries_however_many_meetings(
    client: Client, django_assert_max_num_queries
) -> None:
    day = a_filled_day(demands=6, supplies=4, state=MatchingDay.State.TIMETABLE)
    for number, meeting in enumerate(day.meetings.order_by("pk")[:4], start=1):
        place(meeting, number, 1)
    with django_assert_max_num_queries(30):
        client.get(address("timetable", day))


def test_a_meeting_is_moved(client: Client, day: MatchingDay) -> None:
    meeting = meeting_between(day, "D001", "S001")
    answer = act(client, "meeting_move", meeting, slot_number=2, **{"table-2": "3"}, reason="요청")
    meeting.refresh_from_db()
    assert answer.status_code == 302
    assert (meeting.slot.number, meeting.table.number) == (2, 3)
    assert meeting.changes.first().reason == "요청"


def test_a_move_seen_on_an_old_page_is_refused_and_the_words_stay(client: Client, day: MatchingDay) -> None:
    meeting = meeting_between(day, "D001", "S001")
    answer = act(
        client, "meeting_move", meeting, expected_revision=0, slot_number=2, table_number=3, reason="꼭"
    )
    meeting.refresh_from_db()
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "처리하지 않았습니다" in page
    assert ">꼭</textarea>" in page
    assert meeting.slot.number == 1


def test_an_impossible_move_says_why(client: Client, day: MatchingDay) -> None:
    meeting = meeting_between(day, "D001", "S001")
    answer = act(client, "meeting_move", meeting, slot_number=3, table_number=2)
    assert answer.status_code == 422
    assert "수요기업1" in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.slot.number == 1


BAD_MOVES = [
    {},
    {"slot_number": "0", "table_number": "1"},
    {"slot_number": "99", "table_number": "1"},
    {"slot_number": "2", "table_number": "99"},
    {"slot_number": "x", "table_number": "y"},
    {"slot_number": "2", "table_number": "2", "reason": "가" * 5_000},
    {"slot_number": "2", "table_number": "2", "expected_revision": "x"},
    {"slot_number": "2", "table_number": "2", "expected_revision": "-1"},
    {"slot_number": "2", "table_number": "2", "expected_revision": "9" * 30},
]


@pytest.mark.parametrize("values", BAD_MOVES, ids=range(len(BAD_MOVES)))
def test_a_senseless_move_changes_nothing(client: Client, day: MatchingDay, values: dict[str, str]) -> None:
    meeting = meeting_between(day, "D001", "S001")
    before = revision_of(day)
    assert act(client, "meeting_move", meeting, **values).status_code in (409, 422)
    assert revision_of(day) == before


def test_two_meetings_are_swapped(client: Client, day: MatchingDay) -> None:
    first, second = meeting_between(day, "D001", "S001"), meeting_between(day, "D001", "S002")
    act(client, "meeting_swap", first, other=second.request.code)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.slot.number, second.slot.number) == (3, 1)


@pytest.mark.parametrize("other", ["", "M9999", "가" * 5_000, "\x00"])
def test_a_swap_with_nothing_is_refused(client: Client, day: MatchingDay, other: str) -> None:
    meeting = meeting_between(day, "D001", "S001")
    assert act(client, "meeting_swap", meeting, other=other).status_code == 422


def test_a_meeting_is_locked_and_then_stays(client: Client, day: MatchingDay) -> None:
    meeting = meeting_between(day, "D001", "S001")
    act(client, "meeting_lock", meeting, locked="1")
    assert act(client, "meeting_move", meeting, slot_number=2, table_number=1).status_code == 422
    act(client, "meeting_lock", meeting, locked="0")
    assert act(client, "meeting_move", meeting, slot_number=2, table_number=1).status_code == 302


def test_a_place_is_emptied(client: Client, day: MatchingDay) -> None:
    meeting = meeting_between(day, "D001", "S001")
    act(client, "meeting_unplace", meeting)
    meeting.refresh_from_db()
    assert (meeting.slot, meeting.state) == (None, Meeting.State.PLANNED)


def test_a_meeting_is_cancelled_only_with_a_reason(client: Client, day: MatchingDay) -> None:
    meeting = meeting_between(day, "D001", "S001")
    assert act(client, "meeting_cancel", meeting, reason="").status_code == 422
    assert act(client, "meeting_cancel", meeting, reason="참가 취소").status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.CANCELLED


def test_the_page_of_a_cancelled_meeting_offers_nothing(client: Client, day: MatchingDay) -> None:
    meeting = meeting_between(day, "D001", "S001")
    act(client, "meeting_cancel", meeting, reason="참가 취소")
    page = client.get(address("meeting", day, meeting_id=meeting.public_id)).content.decode()
    assert "참가 취소" in page
    assert "맞바꾸기" not in page


def test_a_meeting_is_added_at_a_free_place(client: Client, day: MatchingDay) -> None:
    meeting = meeting_between(day, "D002", "S001")
    act(client, "meeting_cancel", meeting, reason="다시 정함")
    values = {"sender": "D002", "receiver": "S001 공급기업1", "slot_number": 5, "table_number": 2}
    values["expected_revision"] = revision_of(day)
    assert client.post(address("meeting_add", day), values).status_code == 302
    meeting.refresh_from_db()
    assert meeting.slot.number == 5


@pytest.mark.parametrize("sender", ["", "없는기업", "D999", "D002"])
def test_a_meeting_that_cannot_be_added_keeps_what_was_typed(
    client: Client, day: MatchingDay, sender: str
) -> None:
    values = {
        "sender": sender,
        "receiver": "D002",
        "slot_number": 5,
        "table_number": 2,
        "reason": "전화 약속",
    }
    answer = client.post(address("meeting_add", day), {**values, "expected_revision": revision_of(day)})
    assert answer.status_code == 422
    assert "전화 약속" in answer.content.decode()


def test_the_history_tells_every_change(client: Client, day: MatchingDay) -> None:
    act(client, "meeting_move", meeting_between(day, "D001", "S001"), slot_number=2, table_number=3)
    page = client.get(address("changes", day)).content.decode()
    assert "이동" in page
    assert "배치" in page


@pytest.fixture
def proposal(day: MatchingDay) -> TimetableProposal:
    moved = meeting_between(day, "D001", "S001")
    kept = meeting_between(day, "D001", "S002")
    return TimetableProposal.objects.create(
        day=day,
        base_revision=day.timetable_revision,
        placements={moved.short_id: [5, 2], kept.short_id: [3, 1]},
        summary={"breaks": 0, "sentences": ["대기 공백이 하나도 없습니다."]},
    )


def proposal_address(proposal: TimetableProposal, name: str = "proposal") -> str:
    return address(name, proposal.day, proposal_id=proposal.public_id)


def test_a_proposal_shows_what_would_move(client: Client, proposal: TimetableProposal) -> None:
    page = client.get(proposal_address(proposal)).content.decode()
    assert "5번 시간대 2번 테이블" in page
    assert "1 → 0" in page


@pytest.mark.parametrize(("decision", "slot"), [("apply", 5), ("discard", 1)])
def test_a_proposal_is_taken_over_or_left(
    client: Client, proposal: TimetableProposal, decision: str, slot: int
) -> None:
    answer = client.post(proposal_address(proposal, "proposal_decide"), {"decision": decision})
    assert answer.status_code == 302
    assert meeting_between(proposal.day, "D001", "S001").slot.number == slot


def test_an_old_proposal_is_refused(client: Client, proposal: TimetableProposal) -> None:
    place(meeting_between(proposal.day, "D001", "S001"), 2, 2)
    answer = client.post(proposal_address(proposal, "proposal_decide"), {"decision": "apply"})
    assert answer.status_code in (409, 422)
    assert "지난 제안" in answer.content.decode()
    assert meeting_between(proposal.day, "D001", "S001").slot.number == 2


def test_a_senseless_decision_is_refused(client: Client, proposal: TimetableProposal) -> None:
    assert client.post(proposal_address(proposal, "proposal_decide"), {"decision": "x"}).status_code == 422


def test_what_nothing_fits_says_who_blocks(client: Client, proposal: TimetableProposal) -> None:
    proposal.state, proposal.summary = (
        TimetableProposal.State.INFEASIBLE,
        {"sentences": ["한빛정밀이 막습니다."]},
    )
    proposal.save()
    assert "한빛정밀이 막습니다." in client.get(proposal_address(proposal)).content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {"effort": "limited", "seconds": "", "seed": "1"},
        {"effort": "limited", "seconds": "0", "seed": "1"},
        {"effort": "limited", "seconds": "99999", "seed": "1"},
        {"effort": "reproducible", "seed": "-1"},
        {"effort": "reproducible", "seed": "x"},
        {"effort": "fast", "seed": "1"},
        {},
    ],
)
def test_a_compute_with_senseless_options_does_not_start(
    client: Client, day: MatchingDay, values: dict[str, str]
) -> None:
    assert client.post(address("compute", day), values).status_code == 422


def test_a_second_compute_is_the_one_that_runs(client: Client, day: MatchingDay) -> None:
    values = {"keep_current": "0", "effort": "reproducible", "seed": "1"}
    first, second = (client.post(address("compute", day), values) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert "/jobs/" in first["Location"]
    page = client.get(first["Location"]).content.decode()
    assert "중지하고 지금까지의 최선 사용" in page
    assert "떠나도 작업은 계속됩니다" in page
