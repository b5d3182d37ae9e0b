"""What is told about a day: who may see it, grid and lines, places and refusals, figures and files."""

from collections.abc import Callable
from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deungdae.apps.caravan.models import MatchingDay, Meeting, MeetingRequest, Participant, TimetableProposal
from deungdae.apps.caravan.selectors import (
    agenda_of,
    agendas_of_day,
    book_of_day,
    breaks_by_participant,
    changes_of_day,
    day_figures,
    days_visible_to,
    difference_of,
    may_act_for,
    participant_lines,
    participants_of_day,
    partners_for,
    places_for,
    requests_of_day,
    timetable_grid,
)
from deungdae.apps.caravan.services.changes import lock_meeting
from deungdae.apps.caravan.services.participants import add_absence, update_participant
from tests.support.days import (
    a_day,
    a_filled_day,
    a_participant,
    a_request,
    an_organisation,
    meeting_between,
    member_of,
    place,
    revision_of,
    staff,
)

pytestmark = pytest.mark.django_db
State = MatchingDay.State
MOST_QUERIES = 12


def a_timetable(**changes: object) -> MatchingDay:
    """D001 meets S001 at slot 1 and S002 at slot 4 (two idle slots between); D002 meets S002 at slot 1."""
    day = a_filled_day(**{"state": State.TIMETABLE, **changes})  # type: ignore[arg-type]
    place(meeting_between(day, "D001", "S001"), 1, 1)
    place(meeting_between(day, "D002", "S002"), 1, 2)
    place(meeting_between(day, "D001", "S002"), 4, 3)
    return day


def participant(day: MatchingDay, code: str) -> Participant:
    return Participant.objects.select_related("day", "organisation").get(day=day, code=code)


def test_the_list_of_days_counts_each_thing_once() -> None:
    day = a_timetable()
    found = days_visible_to(user=staff()).get(pk=day.pk)
    assert (found.participant_count, found.request_count, found.meeting_count, found.placed_count) == (
        6,
        9,
        9,
        3,
    )


def test_a_participants_person_sees_the_day_from_opening_on_and_a_stranger_never() -> None:
    day = a_filled_day(demands=1, supplies=1, state=State.DRAFT)
    mine = member_of(participant(day, "D001").organisation)
    stranger = member_of(an_organisation())
    assert not days_visible_to(user=mine).exists()
    MatchingDay.objects.filter(pk=day.pk).update(state=State.REQUESTS_OPEN)
    assert list(days_visible_to(user=mine)) == [day]
    assert not days_visible_to(user=stranger).exists()


def test_people_act_for_their_own_organisation_and_the_centre_for_all() -> None:
    day = a_filled_day(demands=1, supplies=1)
    mine = participant(day, "D001")
    assert may_act_for(user=member_of(mine.organisation), participant=mine)
    assert may_act_for(user=staff(), participant=mine)
    assert may_act_for(user=None, participant=mine)
    assert not may_act_for(user=member_of(participant(day, "S001").organisation), participant=mine)


def test_the_grid_holds_every_slot_and_table_and_what_is_not_placed() -> None:
    day = a_timetable()
    grid = timetable_grid(day=day)
    assert (len(grid.slots), len(grid.tables), len(grid.rows)) == (10, 4, 10)
    assert {cell: str(meeting.first) for cell, meeting in grid.cells.items()} == {
        (1, 1): "수요기업1",
        (1, 2): "수요기업2",
        (4, 3): "수요기업1",
    }
    assert grid.rows[0].cells[0].meeting == meeting_between(day, "D001", "S001")
    assert grid.rows[0].cells[2].meeting is None
    assert len(grid.unplaced) == 6
    assert grid.clashes == ()


def test_a_meeting_whose_place_no_longer_fits_is_shown_with_words() -> None:
    day = a_timetable()
    add_absence(participant=participant(day, "S001"), starts_at=time(10), ends_at=time(11), actor=None)
    update_participant(participant=participant(day, "S002"), side="supply", own_table_number=3, actor=None)
    grid = timetable_grid(day=day)
    assert len(grid.clashes) == 2
    assert "공급기업1은 1번 시간대(10:00~10:30)에 참석할 수 없습니다" in grid.rows[0].cells[0].clash
    assert "3번" in grid.rows[0].cells[1].clash
    assert grid.rows[3].cells[2].clash == ""
    assert grid.owners[3] == participant(day, "S002")


def test_a_line_shows_meetings_absences_and_waiting_gaps() -> None:
    day = a_timetable()
    add_absence(participant=participant(day, "D001"), starts_at=time(15), ends_at=time(16), actor=None)
    lines = {line.participant.code: line for line in participant_lines(day=day)}
    first = lines["D001"]
    assert (first.breaks, first.unplaced) == (1, 1)
    assert first.cells[1] == meeting_between(day, "D001", "S001")
    assert [number for number, cell in first.cells.items() if cell == "absent"] == [9, 10]
    assert [str(entry.partner) for entry in first.entries if entry.partner] == ["공급기업1", "공급기업2"]
    assert (lines["D002"].breaks, lines["D003"].breaks) == (0, 0)
    assert breaks_by_participant(day=day)[participant(day, "D001").pk] == 1


def test_for_every_slot_there_is_a_table_or_a_reason() -> None:
    day = a_timetable()
    places = {one.slot.number: one for one in places_for(meeting=meeting_between(day, "D003", "S001"))}
    assert "공급기업1은 1번 시간대에 ‘수요기업1’과 상담이 있습니다" in places[1].refusal
    assert (places[2].table and places[2].table.number, places[2].refusal) == (1, "")
    assert places[4].free_tables == (1, 2, 4)
    assert len(places) == 10


def test_a_slot_without_a_free_table_says_so_and_ones_own_place_is_known() -> None:
    day = a_timetable(table_count=3)
    place(meeting_between(day, "D003", "S003"), 1, 3)
    extra = a_participant(day, "새 수요")
    request = a_request_for_table(day, extra)
    places = {one.slot.number: one for one in places_for(meeting=request)}
    assert "빈 테이블이 없습니다(공용 테이블 3개)" in places[1].refusal
    here = places_for(meeting=meeting_between(day, "D001", "S002"))[3]
    assert (here.is_here, here.table and here.table.number) == (True, 3)


def a_request_for_table(day: MatchingDay, sender: Participant) -> Meeting:
    """A meeting of the new participant with another new one, without a place."""
    receiver = a_participant(day, "새 공급", "supply")
    request = MeetingRequest.objects.create(
        day=day, code="X1", sender=sender, receiver=receiver, state=MeetingRequest.State.ACCEPTED
    )
    return Meeting.objects.create(day=day, request=request, first=sender, second=receiver)


def test_a_place_is_offered_exactly_when_the_move_is_accepted() -> None:
    day = a_timetable()
    add_absence(participant=participant(day, "D003"), starts_at=time(10, 30), ends_at=time(12), actor=None)
    update_participant(participant=participant(day, "S003"), side="supply", own_table_number=2, actor=None)
    meeting = meeting_between(day, "D003", "S003")
    for one in places_for(meeting=meeting):
        if one.table is not None:
            assert one.table.number == 2
            place(meeting_between(day, "D003", "S003"), one.slot.number, one.table.number)
        else:
            assert one.refusal


def test_a_cancelled_meeting_has_nowhere_to_go() -> None:
    day = a_timetable()
    meeting = meeting_between(day, "D003", "S003")
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.CANCELLED)
    assert places_for(meeting=meeting) == []


def test_figures_count_and_say_it_in_words_without_claiming_a_proof() -> None:
    day = a_timetable()
    figures = day_figures(day=day)
    assert (figures["participants"], figures["meetings"], figures["placed"], figures["unplaced"]) == (
        6,
        9,
        3,
        6,
    )
    assert (figures["breaks"], figures["most_breaks"], figures["waiting_participants"]) == (2, 1, 2)
    assert (figures["slots"], figures["tables"], figures["capacity"]) == (10, 4, 40)
    assert figures["sentences"] == [
        "상담 9건 가운데 3건을 배치했습니다.",
        "대기 공백은 2번입니다. 더 줄일 수 있는지는 증명되지 않았습니다.",
        "한 참가자의 대기 공백은 많아야 1번이고, 가장 긴 것은 60분입니다.",
    ]


def an_applied(day: MatchingDay, **summary: object) -> None:
    TimetableProposal.objects.create(
        day=day,
        base_revision=0,
        state=TimetableProposal.State.APPLIED,
        summary={"applied_revision": revision_of(day), **summary},
    )


def test_a_proof_holds_while_the_timetable_is_the_one_it_was_made_for() -> None:
    day = a_timetable()
    an_applied(day, status="optimal", bound=2)
    day.refresh_from_db()
    assert (day_figures(day=day)["is_optimal"], day_figures(day=day)["bound"]) == (True, 2)
    assert "더 줄일 수 없음이 증명" in str(day_figures(day=day)["sentences"])
    place(meeting_between(day, "D003", "S003"), 7, 1)
    day.refresh_from_db()
    assert (day_figures(day=day)["is_optimal"], day_figures(day=day)["bound"]) == (False, None)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("near", "상담을 더 옮기지 않으면 더 줄일 수 없습니다"),
        ("locked", "고정한 상담을 그대로 두면 더 줄일 수 없"),
    ],
)
def test_a_proof_that_took_something_for_granted_says_so(given: str, words: str) -> None:
    day = a_timetable()
    an_applied(day, status="optimal", bound=2, given=given)
    day.refresh_from_db()
    figures = day_figures(day=day)
    assert (figures["is_optimal"], figures["bound"]) == (False, None)
    assert words in str(figures["sentences"])
    assert "최적" not in str(figures["sentences"])


def test_a_lock_does_not_take_the_proof_away() -> None:
    day = a_timetable()
    an_applied(day, status="feasible", bound=1)
    meeting = meeting_between(day, "D001", "S001")
    lock_meeting(meeting=meeting, locked=True, expected_revision=revision_of(day), actor=None)
    day.refresh_from_db()
    assert day_figures(day=day)["bound"] == 1
    assert "적어도 1번은 피할 수 없습니다" in str(day_figures(day=day)["sentences"])


def test_an_empty_day_has_figures_too() -> None:
    figures = day_figures(day=a_day())
    assert (figures["meetings"], figures["breaks"], figures["most_breaks"]) == (0, 0, 0)
    assert figures["sentences"] == ["수락된 상담이 아직 없습니다."]


def test_a_participant_is_found_by_name_number_and_side() -> None:
    day = a_filled_day()
    by_name = participants_of_day(day=day, search="수요기업2")
    assert [one.code for one in by_name] == ["D002"]
    assert [one.code for one in participants_of_day(day=day, search="s003")] == ["S003"]
    assert participants_of_day(day=day, side="supply").count() == 3
    assert participants_of_day(day=day, search="없는\x00이름").count() == 0
    first = participants_of_day(day=day).first()
    assert first is not None
    assert (first.sent_count, first.received_count, first.accepted_count) == (3, 0, 3)


def test_a_request_is_found_by_state_name_and_number() -> None:
    day = a_filled_day()
    assert requests_of_day(day=day).count() == 9
    assert requests_of_day(day=day, state="pending").count() == 0
    assert requests_of_day(day=day, search="수요기업1 공급기업2").count() == 1
    assert requests_of_day(day=day, search="M0004").get().sender.code == "D002"


def test_only_those_can_be_asked_whom_one_may_meet_and_has_not_asked() -> None:
    day = a_day()
    demand = a_participant(day, "수요")
    a_participant(day, "다른 수요")
    asked, free = a_participant(day, "가", "supply"), a_participant(day, "나", "supply")
    a_request(demand, asked, accepted=False)
    partners = partners_for(participant=demand)
    assert [partner.name for partner in partners] == ["나"]
    assert partners[0].participant == free
    assert not hasattr(partners[0], "contact_email")
    assert [partner.name for partner in partners_for(participant=free)] == ["다른 수요", "수요"]


def test_the_difference_lists_what_a_proposal_moves() -> None:
    day = a_timetable()
    stay, move, leave, come = (
        meeting_between(day, *pair.split("-"))
        for pair in ("D001-S001", "D002-S002", "D001-S002", "D003-S003")
    )
    proposal = TimetableProposal.objects.create(
        day=day,
        base_revision=revision_of(day),
        placements={stay.short_id: [1, 1], move.short_id: [2, 2], come.short_id: [1, 3]},
    )
    found = {one.meeting.pk: (one.before, one.after) for one in difference_of(proposal=proposal)}
    assert found == {move.pk: ((1, 2), (2, 2)), leave.pk: ((4, 3), None), come.pk: (None, (1, 3))}


def test_an_agenda_lists_ones_own_meetings_by_time_in_seoul() -> None:
    day = a_timetable()
    agenda = agenda_of(participant=participant(day, "D001"))
    assert [(line.slot, line.table, line.partner) for line in agenda.lines] == [
        (1, 1, "공급기업1"),
        (4, 3, "공급기업2"),
    ]
    assert agenda.lines[0].start.isoformat() == f"{day.date.isoformat()}T10:00:00+09:00"
    assert set(agendas_of_day(day=day)) == set(day.participants.values_list("pk", flat=True))


def test_the_book_of_a_day_holds_all_of_it() -> None:
    day = a_timetable()
    book = book_of_day(day=day)
    assert (len(book.slots), len(book.tables), len(book.agendas), len(book.meetings)) == (10, 4, 6, 9)
    assert len(book.placed) == 3
    assert book.summary[0] == "상담 9건 가운데 3건을 배치했습니다."


READS: list[Callable[[MatchingDay], object]] = [
    lambda day: list(days_visible_to(user=staff())),
    lambda day: timetable_grid(day=day),
    lambda day: [str(line.participant) for line in participant_lines(day=day)],
    lambda day: [
        (str(one), list(one.attendees.all()), list(one.absences.all()))
        for one in participants_of_day(day=day)
    ],
    lambda day: [(str(one.sender), str(one.receiver)) for one in requests_of_day(day=day)],
    lambda day: [(str(one.meeting.first), one.actor) for one in changes_of_day(day=day)],
    lambda day: day_figures(day=day),
    lambda day: agendas_of_day(day=day),
    lambda day: places_for(meeting=meeting_between(day, "D001", "S001")),
    lambda day: partners_for(participant=participant(day, "D001")),
]


@pytest.mark.parametrize("read", READS)
def test_a_larger_day_asks_no_more_queries(read: Callable[[MatchingDay], object]) -> None:
    counts = []
    for size in (2, 5):
        day = a_timetable(demands=size, supplies=size)
        with CaptureQueriesContext(connection) as queries:
            read(day)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= MOST_QUERIES
