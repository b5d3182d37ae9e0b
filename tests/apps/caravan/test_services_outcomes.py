"""What came of each meeting, and what it leaves in both companies' cases."""

import pytest
from django.db import transaction

from deungdae.apps.caravan.models import MatchingDay, Meeting
from deungdae.apps.caravan.services.outcomes import record_outcomes
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.selectors import standing_case_of
from tests.support.days import a_filled_day, meeting_between, place, staff

pytestmark = pytest.mark.django_db
State = MatchingDay.State


def a_held_day() -> MatchingDay:
    day = a_filled_day(demands=2, supplies=2, state=State.TIMETABLE)
    place(meeting_between(day, "D001", "S001"), 1, 1)
    place(meeting_between(day, "D002", "S002"), 1, 2)
    MatchingDay.objects.filter(pk=day.pk).update(state=State.HELD)
    return day


def test_a_held_meeting_is_on_both_cases_and_a_missed_one_on_none() -> None:
    day, actor = a_held_day(), staff()
    held, missed = meeting_between(day, "D001", "S001"), meeting_between(day, "D002", "S002")
    assert record_outcomes(day=day, outcomes={held: "held", missed: "no_show"}, actor=actor) == 2
    held.refresh_from_db()
    assert held.state == Meeting.State.HELD
    entries = EvidenceEntry.objects.order_by("id")
    assert [entry.organisation.name for entry in entries] == ["수요기업1", "공급기업1"]
    first = entries[0]
    assert (first.kind, first.happened_on, first.actor) == ("caravan.meeting_held", day.date, actor)
    assert first.payload["partner_name"] == "공급기업1"
    assert (first.payload["starts_at"], first.payload["table"]) == ("10:00", 1)


def test_the_same_outcome_again_writes_nothing() -> None:
    day = a_held_day()
    held = meeting_between(day, "D001", "S001")
    record_outcomes(day=day, outcomes={held: "held"}, actor=None)
    assert record_outcomes(day=day, outcomes={held: "held"}, actor=None) == 0
    assert EvidenceEntry.objects.count() == 2


def test_an_outcome_that_was_wrong_is_countered_and_can_be_set_right_again() -> None:
    day, reader = a_held_day(), staff()
    held = meeting_between(day, "D001", "S001")
    organisation = held.first.organisation
    for outcome, standing in (("held", 1), ("no_show", 0), ("held", 1), ("no_show", 0)):
        record_outcomes(day=day, outcomes={held: outcome}, actor=None)
        assert standing_case_of(organisation=organisation, user=reader).count() == standing
    assert EvidenceEntry.objects.filter(organisation=organisation).count() == 4


@pytest.mark.parametrize("state", [State.TIMETABLE, State.PUBLISHED, State.CLOSED])
def test_outcomes_are_written_when_the_day_was_held(state: str) -> None:
    day = a_held_day()
    MatchingDay.objects.filter(pk=day.pk).update(state=state)
    with pytest.raises(RefusedError) as refused:
        record_outcomes(day=day, outcomes={meeting_between(day, "D001", "S001"): "held"}, actor=None)
    assert refused.value.code == "state"
    assert not EvidenceEntry.objects.exists()


def test_one_wrong_outcome_keeps_all_from_being_written() -> None:
    day = a_held_day()
    good, loose = meeting_between(day, "D001", "S001"), meeting_between(day, "D001", "S002")
    for outcomes, code in (({good: "held", loose: "held"}, "not_placed"), ({good: "perhaps"}, "choice")):
        with pytest.raises(RefusedError) as refused:
            record_outcomes(day=day, outcomes=outcomes, actor=None)
        assert refused.value.code == code
    assert not EvidenceEntry.objects.exists()
    assert not Meeting.objects.exclude(state=Meeting.State.PLANNED).exists()


def test_meetings_of_another_day_are_left_alone() -> None:
    day, other = a_held_day(), a_held_day()
    assert (
        record_outcomes(day=day, outcomes={meeting_between(other, "D001", "S001"): "held"}, actor=None) == 0
    )
    assert not EvidenceEntry.objects.exists()


class ForcedRollback(Exception):  # noqa: N818
    """What the test raises to undo a transaction."""


def write_and_fail(day: MatchingDay, held: Meeting) -> None:
    with transaction.atomic():
        record_outcomes(day=day, outcomes={held: "held"}, actor=None)
        assert EvidenceEntry.objects.count() == 2
        raise ForcedRollback


@pytest.mark.django_db(transaction=True)
def test_outcome_and_evidence_are_rolled_back_together() -> None:
    day = a_held_day()
    held = meeting_between(day, "D001", "S001")
    with pytest.raises(ForcedRollback):
        write_and_fail(day, held)
    assert not EvidenceEntry.objects.exists()
    assert meeting_between(day, "D001", "S001").state == Meeting.State.PLANNED
