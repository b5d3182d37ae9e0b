"""The case on a page: for the centre and for the company's own people, nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.caravan.services.outcomes import record_outcomes
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import correct_evidence
from tests.support.days import a_filled_day, meeting_between, member_of, place, staff

pytestmark = pytest.mark.django_db


def test_a_held_meeting_is_read_in_both_cases_and_a_correction_beside_it() -> None:
    day = a_filled_day(demands=1, supplies=1, state=MatchingDay.State.TIMETABLE, title="가을 상담회")
    meeting = meeting_between(day, "D001", "S001")
    place(meeting, 2, 3)
    MatchingDay.objects.filter(pk=day.pk).update(state=MatchingDay.State.HELD)
    day.refresh_from_db()
    record_outcomes(day=day, outcomes={meeting: "held"}, actor=staff("박센터"))
    client = Client()
    for participant in (meeting.first, meeting.second):
        client.force_login(member_of(participant.organisation))
        page = client.get(reverse("evidence:case", args=[participant.organisation.public_id])).text
        partner = meeting.second if participant == meeting.first else meeting.first
        assert partner.organisation.name in page
        assert "3번 테이블" in page
        assert "디지털 혁신센터" in page
        assert "박센터" not in page
    entry = EvidenceEntry.objects.get(organisation=meeting.first.organisation)
    correct_evidence(entry=entry, reason="다른 기업이 왔습니다", actor=staff())
    client.force_login(staff())
    page = client.get(reverse("evidence:case", args=[meeting.first.organisation.public_id])).text
    assert "<del>" in page
    assert "박센터" in page
    assert "바로잡음: 다른 기업이 왔습니다" in page


def test_an_empty_case_says_so() -> None:
    day = a_filled_day(demands=1, supplies=1)
    organisation = meeting_between(day, "D001", "S001").first.organisation
    client = Client()
    client.force_login(member_of(organisation))
    assert "아직 기록이 없습니다" in client.get(reverse("evidence:case", args=[organisation.public_id])).text
