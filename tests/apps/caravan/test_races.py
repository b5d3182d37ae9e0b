"""Several people and several workers at once: exactly one wins, nothing is lost or doubled."""

import threading
from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from deungdae.apps.caravan.models import (
    DayStep,
    MatchingDay,
    Meeting,
    MeetingChange,
    MeetingRequest,
    MeetingSeat,
    Participant,
    TimetableProposal,
)
from deungdae.apps.caravan.selectors import timetable_grid
from deungdae.apps.caravan.services.changes import move_meeting
from deungdae.apps.caravan.services.compute import apply_proposal, start_compute
from deungdae.apps.caravan.services.days import transition_day
from deungdae.apps.caravan.services.participants import update_participant
from deungdae.apps.caravan.services.requests import answer_request, send_request
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.jobs.worker import work, work_off_one
from deungdae.apps.core.models import Decision, Job, OutboxMessage
from tests.support.at_once import Act, at_once
from tests.support.days import (
    a_day,
    a_filled_day,
    a_participant,
    a_request,
    meeting_between,
    place,
    revision_of,
)
from tests.support.processes import wait_until, worker_process

pytestmark = pytest.mark.django_db(transaction=True)
State = MatchingDay.State

Result = object


def refusals(results: Sequence[Result]) -> list[str]:
    return [result.code for result in results if isinstance(result, RefusedError)]


def a_timetable() -> MatchingDay:
    day = a_filled_day(state=State.TIMETABLE)
    place(meeting_between(day, "D001", "S001"), 1, 1)
    place(meeting_between(day, "D002", "S002"), 1, 2)
    return day


def a_move(meeting: Meeting, slot_number: int, table_number: int, revision: int) -> Act:
    return lambda: move_meeting(
        meeting=meeting,
        slot_number=slot_number,
        table_number=table_number,
        expected_revision=revision,
        actor=None,
    )


def test_of_two_people_who_move_the_same_meeting_one_wins_and_the_other_is_told() -> None:
    day = a_timetable()
    meeting, revision = meeting_between(day, "D001", "S001"), revision_of(day)
    results = at_once([a_move(meeting, slot, 1, revision) for slot in (3, 4, 5, 6)])
    assert refusals(results) == ["stale"] * 3
    assert revision_of(day) == revision + 1
    assert MeetingChange.objects.filter(day=day, revision__gt=revision).count() == 1
    assert MeetingSeat.objects.filter(meeting=meeting).count() == 2


def test_of_two_moves_into_the_same_cell_one_wins() -> None:
    day = a_timetable()
    meetings = [
        meeting_between(day, *pair) for pair in (("D001", "S001"), ("D002", "S002"), ("D003", "S003"))
    ]
    results = at_once([a_move(meeting, 7, 4, revision_of(day)) for meeting in meetings])
    assert refusals(results) == ["stale", "stale"]
    assert list(timetable_grid(day=day).cells).count((7, 4)) == 1


def by_hand(meeting: Meeting, slot_number: int, table_number: int) -> Act:
    """Straight to the table, past the services and their locks."""
    slot, table = meeting.day.slots.get(number=slot_number), meeting.day.tables.get(number=table_number)

    def act() -> int:
        with transaction.atomic():
            return Meeting.objects.filter(pk=meeting.pk).update(slot=slot, table=table)

    return act


def test_the_walls_hold_when_many_go_past_the_services_at_once() -> None:
    day = a_filled_day(demands=1, supplies=4, state=State.TIMETABLE)
    meetings = [meeting_between(day, "D001", f"S00{number}") for number in range(1, 5)]
    results = at_once([by_hand(meeting, 1, table) for table, meeting in enumerate(meetings, start=1)])
    assert sum(isinstance(result, IntegrityError) for result in results) == 3
    assert Meeting.objects.filter(day=day, slot__number=1).count() == 1
    assert MeetingSeat.objects.count() == 2


def test_a_table_is_never_given_twice_past_the_services() -> None:
    day = a_filled_day(demands=3, supplies=3, state=State.TIMETABLE)
    meetings = [meeting_between(day, f"D00{number}", f"S00{number}") for number in (1, 2, 3)]
    results = at_once([by_hand(meeting, 2, 3) for meeting in meetings])
    assert sum(isinstance(result, IntegrityError) for result in results) == 2
    assert Meeting.objects.filter(day=day, slot__number=2, table__number=3).count() == 1


def test_a_move_that_meets_a_change_past_the_services_is_refused_in_words() -> None:
    day = a_timetable()
    taken = by_hand(meeting_between(day, "D003", "S003"), 7, 4)
    for _round in range(5):
        results = at_once([taken, a_move(meeting_between(day, "D001", "S001"), 7, 4, revision_of(day))])
        assert all(code in {"taken", "table_taken"} for code in refusals(results))
        assert Meeting.objects.filter(day=day, slot__number=7, table__number=4).count() == 1
        Meeting.objects.filter(day=day).update(slot=None, table=None)


def test_two_people_who_publish_at_once_send_each_agenda_once() -> None:
    day = a_timetable()
    publish: Act = lambda: transition_day(day=day, target=State.PUBLISHED, actor=None)  # noqa: E731
    results = at_once([publish, publish, publish])
    assert refusals(results) == []
    assert DayStep.objects.filter(day=day, state=State.PUBLISHED).count() == 1
    assert OutboxMessage.objects.filter(occasion__startswith="agenda:").count() == 6


def test_two_sides_who_ask_each_other_at_once_have_one_request() -> None:
    day = a_day()
    demand, supply = a_participant(day, "수요"), a_participant(day, "공급", "supply")
    results = at_once(
        [
            lambda pair=pair: send_request(
                sender=pair[0], receiver=pair[1], rank=1, reason="", wish="any", actor=None
            )
            for pair in ((demand, supply), (supply, demand))
        ]
    )
    assert refusals(results) == ["pair_twice"]
    assert MeetingRequest.objects.count() == 1


def test_an_answer_is_given_once() -> None:
    day = a_day()
    request = a_request(a_participant(day, "수요"), a_participant(day, "공급", "supply"), accepted=False)
    MatchingDay.objects.filter(pk=day.pk).update(state=State.REQUESTS_OPEN)
    results = at_once(
        [
            lambda accept=accept: answer_request(request=request, accept=accept, reason="", actor=None)
            for accept in (True, False)
        ]
    )
    assert refusals(results) == ["answered"]
    assert OutboxMessage.objects.count() == 1


def test_a_table_becomes_one_participants_own() -> None:
    day = a_day()
    people = [a_participant(day, name) for name in ("가", "나", "다")]
    results = at_once(
        [
            lambda person=person: update_participant(
                participant=person, side="demand", own_table_number=2, actor=None
            )
            for person in people
        ]
    )
    assert refusals(results) == ["own_table_twice"] * 2
    assert Participant.objects.filter(own_table__number=2).count() == 1


def test_people_who_ask_for_a_timetable_at_once_get_one_job_and_one_proposal() -> None:
    day = a_filled_day()
    ask: Act = lambda: start_compute(day=day, actor=None, keep_current=False, seconds=None, seed=1)  # noqa: E731
    jobs = at_once([ask, ask, ask, ask])
    assert {job.pk for job in jobs if isinstance(job, Job)} == {Job.objects.get().pk}
    at_once([lambda: work_off_one(worker="one"), lambda: work_off_one(worker="two")])
    assert TimetableProposal.objects.filter(day=day).count() == 1
    assert Decision.objects.count() == 1
    assert Job.objects.get().state == Job.State.DONE


def test_a_proposal_is_applied_once() -> None:
    day = a_filled_day()
    for seed in (1, 2):
        start_compute(day=day, actor=None, keep_current=False, seconds=None, seed=seed)
        assert work_off_one(worker="test")
    proposal = TimetableProposal.objects.filter(day=day).latest("id")
    revision = revision_of(day)
    apply: Act = lambda: apply_proposal(proposal=proposal, actor=None)  # noqa: E731
    results = at_once([apply, apply, apply])
    assert refusals(results) == ["decided"] * 2
    assert revision_of(day) <= revision + 1


def test_a_move_and_a_proposal_at_once_leave_a_whole_timetable() -> None:
    day = a_filled_day()
    for seed in (1, 2):
        start_compute(day=day, actor=None, keep_current=False, seconds=None, seed=seed)
        assert work_off_one(worker="test")
    proposal = TimetableProposal.objects.filter(day=day).latest("id")
    meeting = meeting_between(day, "D001", "S001")
    results = at_once(
        [lambda: apply_proposal(proposal=proposal, actor=None), a_move(meeting, 10, 4, revision_of(day))]
    )
    assert refusals(results) in (["stale"], ["busy"], ["table_taken"])
    assert len(timetable_grid(day=day).cells) == 9
    assert timetable_grid(day=day).clashes == ()


def a_hard_day() -> MatchingDay:
    """Long enough to compute that its worker can be killed in the middle."""
    return a_filled_day(demands=12, supplies=8, table_count=9, fairness=None)


def test_a_worker_killed_in_the_middle_of_a_compute_leaves_nothing_and_the_next_one_finishes() -> None:
    day = a_hard_day()
    job = start_compute(day=day, actor=None, keep_current=False, seconds=5, seed=1)
    process = worker_process()
    try:
        wait_until(lambda: "placed" in Job.objects.get(pk=job.pk).details)
    finally:
        process.kill()
        process.wait()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.RUNNING, 1)
    assert not TimetableProposal.objects.exists()
    assert not Meeting.objects.filter(slot__isnull=False).exists()
    past = clock.now() - timedelta(seconds=1)
    Job.objects.filter(pk=job.pk).update(lease_until=past)
    stop = threading.Event()
    work(stop=stop, until_idle=True)
    Job.objects.filter(pk=job.pk).update(run_after=past)
    work(stop=stop, until_idle=True)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 2)
    assert TimetableProposal.objects.filter(day=day).count() == 1
    assert Decision.objects.count() == 1
    assert (
        Meeting.objects.filter(day=day, slot__isnull=False).count() == len(timetable_grid(day=day).cells) > 0
    )
