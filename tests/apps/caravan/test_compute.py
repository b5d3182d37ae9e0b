"""The compute job: what it keeps, what it takes over at once, what waits for a person, what it refuses."""

import json
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from deungdae.apps.caravan.bridge.day import question_of, weight_of_rank, words_of
from deungdae.apps.caravan.bridge.decisions import RERUNNABLE
from deungdae.apps.caravan.models import (
    MatchingDay,
    Meeting,
    MeetingChange,
    MeetingRequest,
    Participant,
    TimetableProposal,
)
from deungdae.apps.caravan.selectors import (
    board_of,
    day_figures,
    decision_file,
    difference_of,
    timetable_grid,
)
from deungdae.apps.caravan.selectors.agendas import SEOUL
from deungdae.apps.caravan.services import compute
from deungdae.apps.caravan.services.changes import lock_meeting
from deungdae.apps.caravan.services.compute import apply_proposal, discard_proposal, start_compute
from deungdae.apps.caravan.services.days import transition_day
from deungdae.apps.caravan.services.participants import add_absence, update_participant
from deungdae.apps.caravan.services.requests import set_precedence
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.jobs.services import cancel_job, claim_job
from deungdae.apps.core.jobs.worker import run_job, work_off_one
from deungdae.apps.core.models import Decision, Job, OutboxMessage
from deungdae.engine.kernel.decision import Decision as Record
from deungdae.engine.kernel.decision import verify
from deungdae.engine.kernel.explanation import explain
from tests.support.days import a_day, a_filled_day, meeting_between, place, revision_of, staff

pytestmark = pytest.mark.django_db
State = MatchingDay.State
Proposal = TimetableProposal.State


def computed(day: MatchingDay, **more: Any) -> Job:
    """Ask for a timetable and have it computed."""
    facts: dict[str, Any] = {"actor": None, "keep_current": False, "seconds": None, "seed": 1}
    job = start_compute(day=day, **{**facts, **more})
    assert work_off_one(worker="test")
    job.refresh_from_db()
    return job


def fresh(day: MatchingDay) -> MatchingDay:
    return MatchingDay.objects.get(pk=day.pk)


def cells_of(day: MatchingDay) -> dict[str, tuple[int, int]]:
    return {meeting.short_id: cell for cell, meeting in timetable_grid(day=fresh(day)).cells.items()}


def test_the_first_timetable_is_taken_over_at_once() -> None:
    day, actor = a_filled_day(), staff()
    job = computed(day, actor=actor)
    assert (job.state, job.percent) == (Job.State.DONE, 100)
    assert job.result_url.endswith("/timetable/")
    assert "상담 9건 가운데 9건을 배치했습니다." in job.message
    proposal = TimetableProposal.objects.get(day=day)
    assert (proposal.state, proposal.job, proposal.decision and proposal.decision.subject) == (
        Proposal.APPLIED,
        job,
        day.short_id,
    )
    assert fresh(day).state == State.TIMETABLE
    assert len(cells_of(day)) == 9
    assert timetable_grid(day=fresh(day)).clashes == ()
    lines = MeetingChange.objects.filter(day=day)
    assert (lines.count(), set(lines.values_list("kind", flat=True))) == (9, {MeetingChange.Kind.PLACED})
    assert set(lines.values_list("actor", flat=True)) == {actor.pk}


def test_an_optimal_timetable_is_called_so_only_with_its_proof() -> None:
    day = a_filled_day()
    computed(day)
    figures = day_figures(day=fresh(day))
    proposal = TimetableProposal.objects.get(day=day)
    assert proposal.summary["status"] == "optimal"
    assert (figures["is_optimal"], figures["breaks"]) == (True, proposal.summary["breaks"])
    meeting = Meeting.objects.filter(day=day, slot__number=1).select_related("day", "table").first()
    assert meeting is not None
    free = next(n for n in range(2, 11) if not Meeting.objects.filter(day=day, slot__number=n).exists())
    place(meeting, free, 1)
    assert day_figures(day=fresh(day))["is_optimal"] is False


def test_the_same_question_gives_the_same_timetable_and_the_record_says_so() -> None:
    day = a_filled_day(demands=4, supplies=3)
    computed(day, seed=7)
    text = decision_file(day=day)
    assert text is not None
    record = Record.from_json(text)
    assert record.seed == 7
    found = verify(record, RERUNNABLE[record.kind].run, version=RERUNNABLE[record.kind].version)
    assert found.same
    document = json.loads(text)
    document["result"]["breaks"] = 99
    assert not verify(Record.from_json(json.dumps(document)), RERUNNABLE[record.kind].run).same
    row = Decision.objects.get()
    assert (row.inputs_hash, row.result_hash, row.seed) == (record.inputs_hash, record.result_hash, 7)


def test_a_later_timetable_waits_for_a_person_with_its_difference() -> None:
    day = a_filled_day()
    computed(day)
    before = cells_of(day)
    job = computed(day, seed=2)
    proposal = TimetableProposal.objects.get(job=job)
    assert proposal.state == Proposal.PROPOSED
    assert proposal.short_id in job.result_url
    assert cells_of(day) == before
    moves = difference_of(proposal=proposal)
    apply_proposal(proposal=proposal, actor=None)
    after = cells_of(day)
    assert {move.meeting.short_id: move.after for move in moves} == {
        name: cell for name, cell in after.items() if before[name] != cell
    }
    assert TimetableProposal.objects.get(pk=proposal.pk).state == Proposal.APPLIED


def test_a_proposal_left_aside_changes_nothing_and_cannot_be_applied() -> None:
    day = a_filled_day()
    computed(day)
    before = cells_of(day)
    proposal = TimetableProposal.objects.get(job=computed(day, seed=2))
    discard_proposal(proposal=proposal, actor=None)
    for act in (apply_proposal, discard_proposal):
        with pytest.raises(RefusedError) as refused:
            act(proposal=proposal, actor=None)
        assert refused.value.code == "decided"
    assert cells_of(day) == before


def test_a_move_made_meanwhile_makes_a_waiting_proposal_stale() -> None:
    day = a_filled_day()
    computed(day)
    proposal = TimetableProposal.objects.get(job=computed(day, seed=2))
    meeting = Meeting.objects.filter(day=day).select_related("day").first()
    assert meeting is not None
    lock_meeting(meeting=meeting, locked=True, expected_revision=revision_of(day), actor=None)
    proposal.refresh_from_db()
    assert proposal.state == Proposal.STALE
    with pytest.raises(RefusedError) as refused:
        apply_proposal(proposal=proposal, actor=None)
    assert refused.value.code == "stale"


def while_computing(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Something happens to the day after the job has read it and before it has its answer."""
    real = compute.answer_to

    def answer_after_act(*arguments: Any, **more: Any) -> Any:
        act()
        return real(*arguments, **more)

    monkeypatch.setattr(compute, "answer_to", answer_after_act)


def test_a_day_that_changes_under_a_compute_keeps_its_timetable(monkeypatch: pytest.MonkeyPatch) -> None:
    day = a_filled_day()
    participant = Participant.objects.get(day=day, code="D001")
    while_computing(
        monkeypatch,
        lambda: add_absence(participant=participant, starts_at=time(10), ends_at=time(11), actor=None),
    )
    job = computed(day)
    assert (job.state, "다시 계산하십시오" in job.message) == (Job.State.DONE, True)
    assert TimetableProposal.objects.get(day=day).state == Proposal.STALE
    assert (cells_of(day), fresh(day).state) == ({}, State.REQUESTS_CLOSED)


def test_a_day_that_is_reopened_under_a_compute_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    day = a_filled_day()
    while_computing(monkeypatch, lambda: transition_day(day=day, target=State.REQUESTS_OPEN, actor=None))
    computed(day)
    assert (cells_of(day), fresh(day).state) == ({}, State.REQUESTS_OPEN)


def test_what_does_not_fit_says_why_with_names() -> None:
    day = a_filled_day(demands=4, supplies=1)
    supply = Participant.objects.get(day=day, code="S001")
    update_participant(participant=supply, side="supply", max_meetings=2, actor=None)
    for rank, code in enumerate(("D001", "D002", "D003", "D004"), start=1):
        MeetingRequest.objects.filter(day=day, sender__code=code).update(rank=rank)
    job = computed(day)
    assert "상담 4건 가운데 2건을 배치했습니다." in job.message
    placed = set(Meeting.objects.filter(day=day, slot__isnull=False).values_list("first__code", flat=True))
    assert placed == {"D001", "D002"}
    left = Meeting.objects.filter(day=day, slot__isnull=True)
    assert all("공급기업1" in meeting.unplaced_reason for meeting in left)
    assert not any(supply.short_id in meeting.unplaced_reason for meeting in left)


def test_when_nothing_fits_the_proposal_says_who_blocks() -> None:
    day = a_filled_day(demands=1, supplies=1)
    participant = Participant.objects.get(day=day, code="D001")
    add_absence(participant=participant, starts_at=time(10), ends_at=time(16), actor=None)
    job = computed(day)
    proposal = TimetableProposal.objects.get(day=day)
    assert (job.state, proposal.state, fresh(day).state) == (
        Job.State.DONE,
        Proposal.INFEASIBLE,
        State.REQUESTS_CLOSED,
    )
    assert proposal.short_id in job.result_url
    said = " ".join(proposal.summary["sentences"])
    assert "수요기업1" in said
    assert participant.short_id not in said
    with pytest.raises(RefusedError) as refused:
        apply_proposal(proposal=proposal, actor=None)
    assert refused.value.code == "decided"


def test_locked_meetings_stay_and_the_others_move_as_little_as_can_be() -> None:
    day = a_filled_day()
    computed(day)
    before = cells_of(day)
    locked = meeting_between(day, "D001", "S001")
    lock_meeting(meeting=locked, locked=True, expected_revision=revision_of(day), actor=None)
    moved = meeting_between(day, "D002", "S002")
    assert moved.slot is not None
    add_absence(
        participant=moved.first, starts_at=moved.slot.starts_at, ends_at=moved.slot.ends_at, actor=None
    )
    assert len(timetable_grid(day=fresh(day)).clashes) == 1
    job = computed(day, keep_current=True)
    apply_proposal(proposal=TimetableProposal.objects.get(job=job), actor=None)
    after = cells_of(day)
    assert timetable_grid(day=fresh(day)).clashes == ()
    assert after[locked.short_id] == before[locked.short_id]
    assert 1 <= sum(before[name] != cell for name, cell in after.items()) <= 4


def test_a_timetable_computed_afresh_keeps_what_is_locked() -> None:
    day = a_filled_day(state=State.TIMETABLE)
    locked = place(meeting_between(day, "D003", "S003"), 10, 4)
    lock_meeting(meeting=locked, locked=True, expected_revision=revision_of(day), actor=None)
    job = computed(day)
    apply_proposal(proposal=TimetableProposal.objects.get(job=job), actor=None)
    assert cells_of(day)[locked.short_id] == (10, 4)


def test_after_publication_an_applied_proposal_tells_those_it_moves_once() -> None:
    day = a_filled_day()
    computed(day)
    transition_day(day=day, target=State.PUBLISHED, actor=None)
    told_before = OutboxMessage.objects.count()
    moved = meeting_between(day, "D001", "S001")
    assert moved.slot is not None
    add_absence(
        participant=moved.first, starts_at=moved.slot.starts_at, ends_at=moved.slot.ends_at, actor=None
    )
    proposal = TimetableProposal.objects.get(job=computed(day, keep_current=True))
    moves = difference_of(proposal=proposal)
    apply_proposal(proposal=proposal, actor=None)
    touched = {key for move in moves for key in (move.meeting.first_id, move.meeting.second_id)}
    assert OutboxMessage.objects.count() - told_before == len(touched)
    body = OutboxMessage.objects.latest("pk").body
    assert "바뀐 이유: 시간표를 다시 계산했습니다" in body
    assert "- 옮긴 상담:" in body


def test_on_the_day_itself_what_is_over_stays_and_nothing_is_put_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    day = a_filled_day(state=State.TIMETABLE)
    over = place(meeting_between(day, "D001", "S001"), 1, 1)
    place(meeting_between(day, "D002", "S002"), 8, 1)
    limited = Participant.objects.get(day=day, code="S001")
    update_participant(participant=limited, side="supply", max_meetings=2, actor=None)
    MatchingDay.objects.filter(pk=day.pk).update(state=State.PUBLISHED, date=clock.today())
    moment = datetime.combine(clock.today(), time(11, 10), tzinfo=SEOUL)
    monkeypatch.setattr(clock, "now", lambda: moment)
    job = computed(fresh(day))
    apply_proposal(proposal=TimetableProposal.objects.get(job=job), actor=None)
    cells = cells_of(day)
    assert cells.pop(over.short_id) == (1, 1)
    assert len(cells) == 7
    assert all(slot >= 3 for slot, _table in cells.values())
    assert Meeting.objects.filter(day=day, second=limited, slot__isnull=False).count() == 2


def test_a_stopped_compute_keeps_the_best_it_has() -> None:
    day = a_filled_day(demands=6, supplies=6, table_count=5)
    job = start_compute(day=day, actor=None, keep_current=False, seconds=None, seed=1)
    claimed = claim_job(worker="test")
    assert claimed is not None
    cancel_job(job=job)
    run_job(claimed)
    job.refresh_from_db()
    assert (job.state, job.message.startswith("요청에 따라 멈추고")) == (Job.State.DONE, True)
    proposal = TimetableProposal.objects.get(day=day)
    assert (proposal.state, proposal.summary["is_stopped"]) == (Proposal.APPLIED, True)
    assert len(cells_of(day)) == proposal.summary["placed"] > 0
    text = decision_file(day=day)
    assert text is not None
    record = Record.from_json(text)
    assert isinstance(record.parameters, dict)
    assert record.parameters["stopped"] is True
    assert verify(record, RERUNNABLE[record.kind].run).same


def test_a_waiting_compute_that_is_cancelled_leaves_nothing() -> None:
    day = a_filled_day()
    job = start_compute(day=day, actor=None, keep_current=False, seconds=None, seed=1)
    cancel_job(job=job)
    assert not work_off_one(worker="test")
    assert not TimetableProposal.objects.exists()


def test_while_one_runs_a_second_ask_gets_the_same_job() -> None:
    day = a_filled_day()
    first = start_compute(day=day, actor=None, keep_current=False, seconds=None, seed=1)
    second = start_compute(day=day, actor=None, keep_current=True, seconds=5, seed=2)
    assert (first.pk, second.arguments["seed"]) == (second.pk, 1)
    other = start_compute(day=a_filled_day(), actor=None, keep_current=False, seconds=None, seed=1)
    assert other.pk != first.pk


@pytest.mark.parametrize("state", [State.DRAFT, State.REQUESTS_OPEN, State.HELD, State.CLOSED])
def test_a_day_in_another_state_is_not_computed(state: str) -> None:
    day = a_filled_day(demands=1, supplies=1, state=state)
    with pytest.raises(RefusedError) as refused:
        start_compute(day=day, actor=None, keep_current=False, seconds=None, seed=1)
    assert refused.value.code == "state"


@pytest.mark.parametrize(
    ("more", "code"), [({"seconds": 0}, "seconds"), ({"seconds": 3_601}, "seconds"), ({"seed": -1}, "seed")]
)
def test_what_no_run_can_use_is_refused(more: dict[str, Any], code: str) -> None:
    facts: dict[str, Any] = {"seconds": None, "seed": 1, **more}
    with pytest.raises(RefusedError) as refused:
        start_compute(day=a_filled_day(), actor=None, keep_current=False, **facts)
    assert refused.value.code == code
    assert not Job.objects.exists()


def test_a_day_without_meetings_or_that_went_away_is_told() -> None:
    day = a_day()
    MatchingDay.objects.filter(pk=day.pk).update(state=State.REQUESTS_CLOSED)
    with pytest.raises(RefusedError) as refused:
        start_compute(day=day, actor=None, keep_current=False, seconds=None, seed=1)
    assert refused.value.code == "no_meetings"
    filled = a_filled_day(demands=1, supplies=1)
    job = start_compute(day=filled, actor=None, keep_current=False, seconds=None, seed=1)
    MatchingDay.objects.filter(pk=filled.pk).update(state=State.DRAFT)
    work_off_one(worker="test")
    job.refresh_from_db()
    assert (job.state, "작성 중" in job.message) == (Job.State.FAILED, True)


def test_a_day_that_was_deleted_ends_the_job_with_words() -> None:
    day = a_filled_day(demands=1, supplies=1)
    job = start_compute(day=day, actor=None, keep_current=False, seconds=None, seed=1)
    Meeting.objects.filter(day=day).delete()
    MeetingRequest.objects.filter(day=day).delete()
    Participant.objects.filter(day=day).delete()
    day.delete()
    work_off_one(worker="test")
    job.refresh_from_db()
    assert (job.state, "행사가 지워져" in job.message) == (Job.State.FAILED, True)


def a_waiting_proposal(day: MatchingDay) -> TimetableProposal:
    computed(day)
    proposal = TimetableProposal.objects.get(job=computed(day, seed=2))
    assert proposal.state == Proposal.PROPOSED
    return proposal


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"state": State.HELD}, "state"),
        ({"state": State.PUBLISHED, "date": clock.today() - timedelta(days=1)}, "past_day"),
    ],
)
def test_a_proposal_is_not_applied_to_a_day_that_is_over(changes: dict[str, Any], code: str) -> None:
    day = a_filled_day()
    proposal = a_waiting_proposal(day)
    MatchingDay.objects.filter(pk=day.pk).update(**changes)
    with pytest.raises(RefusedError) as refused:
        apply_proposal(proposal=proposal, actor=None)
    assert refused.value.code == code


def test_a_proposal_never_moves_what_is_locked() -> None:
    day = a_filled_day()
    proposal = a_waiting_proposal(day)
    moved = difference_of(proposal=proposal)[0].meeting
    Meeting.objects.filter(pk=moved.pk).update(locked=True)
    before = cells_of(day)
    with pytest.raises(RefusedError) as refused:
        apply_proposal(proposal=proposal, actor=None)
    assert (refused.value.code, moved.request.code in refused.value.message) == ("locked", True)
    assert cells_of(day) == before


def test_the_question_holds_everything_that_binds_in_the_same_order_every_time() -> None:
    day = a_filled_day(table_count=3)
    owner = Participant.objects.get(day=day, code="S003")
    update_participant(
        participant=owner, side="supply", own_table_number=2, max_meetings=2, wish="morning", actor=None
    )
    add_absence(participant=owner, starts_at=time(15), ends_at=time(15, 45), actor=None)
    early, late = meeting_between(day, "D001", "S001"), meeting_between(day, "D002", "S002")
    set_precedence(earlier=early.request, later=late.request, actor=None)
    MeetingRequest.objects.filter(pk=late.request_id).update(wish="afternoon", rank=3)
    question = question_of(board_of(day=fresh(day)), keep_current=True)
    problem = question.problem
    assert (problem.slots, problem.morning_slots, problem.tables, problem.fairness) == (10, 4, (1, 3), 2)
    person = next(one for one in problem.participants if one.id == owner.short_id)
    assert (person.forbidden, person.max_meetings, person.own_table, person.wish.value) == (
        frozenset({9, 10}),
        2,
        2,
        "morning",
    )
    asked = next(one for one in problem.meetings if one.id == late.short_id)
    assert (asked.after, asked.session.value, asked.weight) == ((early.short_id,), "afternoon", 20)
    assert [question.names[one.id] for one in problem.participants[:2]] == ["수요기업1", "수요기업2"]
    assert question == question_of(board_of(day=fresh(day)), keep_current=True)


def test_a_first_wish_weighs_twice_a_second_one_and_no_wish_weighs_nothing() -> None:
    weights = [weight_of_rank(rank) for rank in range(1, 100)]
    assert weights[0] == 2 * weights[1]
    assert weights == sorted(weights, reverse=True)
    assert min(weights) >= 1


def test_the_engines_sentences_speak_of_people_with_the_right_particle() -> None:
    names = {"A" * 22: "서울정밀", "B" * 22: "대한소프트"}
    assert words_of(explain("timetable.left.never", first="A" * 22, second="B" * 22), names) == (
        "서울정밀과 대한소프트가 함께 참석하는 시간대가 없습니다."
    )
    assert words_of(explain("timetable.left.limit", who="B" * 22, most=2), names) == (
        "대한소프트는 이미 최대 상담 수 2건을 채웠습니다."
    )
