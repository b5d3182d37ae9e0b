"""Adding, changing and removing participants."""

from datetime import time

import pytest

from deungdae.apps.caravan.models import Absence, Attendee, MatchingDay, Participant
from deungdae.apps.caravan.services.participants import (
    add_absence,
    add_participant,
    remove_absence,
    remove_participant,
    update_participant,
)
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage
from tests.support.days import (
    a_day,
    a_filled_day,
    a_participant,
    a_request,
    an_organisation,
    meeting_between,
    revision_of,
)

pytestmark = pytest.mark.django_db
State = MatchingDay.State


def test_a_participant_comes_with_people_absences_and_a_table() -> None:
    day = a_day()
    participant = a_participant(
        day,
        "서울정밀",
        attendees=[("김하늘", "대표"), ("이바다", "")],
        absences=[(time(10), time(11), "이동")],
        own_table_number=3,
        max_meetings=5,
        wish="morning",
    )
    assert participant.code == "D001"
    assert [str(person.name) for person in participant.attendees.all()] == ["김하늘", "이바다"]
    assert participant.absences.get().reason == "이동"
    assert participant.own_table is not None
    assert participant.own_table.number == 3


def test_numbers_are_given_by_side_and_skip_those_in_use() -> None:
    day = a_day()
    a_participant(day, "하나", code="D002")
    assert a_participant(day, "둘").code == "D003"
    assert a_participant(day, "셋", "supply").code == "S001"
    assert a_participant(day, "넷", "free").code == "F001"


def test_an_organisation_comes_once() -> None:
    day = a_day()
    organisation = an_organisation("서울정밀")
    add_participant(day=day, organisation=organisation, side="demand", actor=None)
    with pytest.raises(RefusedError) as refused:
        add_participant(day=day, organisation=organisation, side="supply", actor=None)
    assert refused.value.code == "twice"
    assert "서울정밀은" in refused.value.message


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"code": "A1"}, "code_twice"),
        ({"code": "x" * 21}, "code"),
        ({"max_meetings": 0}, "max_meetings"),
        ({"contact_email": "이메일 아님"}, "email"),
        ({"own_table_number": 9}, "no_table"),
        ({"own_table_number": 2}, "own_table_twice"),
        ({"wish": "evening"}, "choice"),
        ({"absences": [(time(11), time(11), "")]}, "absence_empty"),
        ({"absences": [(time(16), time(17), "")]}, "absence_outside"),
        ({"absences": [(time(8), time(10), "")]}, "absence_outside"),
    ],
)
def test_facts_that_cannot_be_are_refused_and_nothing_is_kept(more: dict[str, object], code: str) -> None:
    day = a_day()
    a_participant(day, "먼저 온 기업", code="A1", own_table_number=2)
    with pytest.raises(RefusedError) as refused:
        a_participant(day, "나중 기업", **more)
    assert refused.value.code == code
    assert Participant.objects.count() == 1
    assert not Absence.objects.exists()


def test_while_requests_are_open_a_new_participant_is_invited() -> None:
    day = a_day()
    MatchingDay.objects.filter(pk=day.pk).update(state=State.REQUESTS_OPEN)
    participant = a_participant(day, "늦은 기업")
    assert OutboxMessage.objects.get().recipient == participant.contact_email


def test_a_change_replaces_people_and_absences_and_makes_answers_stale() -> None:
    day = a_filled_day(demands=1, supplies=1)
    participant = Participant.objects.get(day=day, code="D001")
    before = revision_of(day)
    changed = update_participant(
        participant=participant,
        side="demand",
        max_meetings=2,
        attendees=[("박나래", "부장")],
        absences=[(time(13), time(14), "")],
        actor=None,
    )
    assert (changed.code, changed.max_meetings, changed.contact_email) == ("D001", 2, "")
    assert Attendee.objects.get().name == "박나래"
    assert Absence.objects.get().starts_at == time(13)
    assert revision_of(day) == before + 1


def test_a_participant_with_requests_keeps_side_and_organisation() -> None:
    day = a_filled_day(demands=1, supplies=1)
    participant = Participant.objects.get(day=day, code="D001")
    with pytest.raises(RefusedError) as refused:
        update_participant(participant=participant, side="supply", actor=None)
    assert refused.value.code == "has_requests"


def test_a_participant_with_meetings_is_not_removed_but_one_with_requests_is() -> None:
    day = a_filled_day(demands=1, supplies=1)
    with pytest.raises(RefusedError) as refused:
        remove_participant(participant=meeting_between(day, "D001", "S001").first, actor=None)
    assert refused.value.code == "has_meetings"
    draft = a_day()
    participant = a_participant(draft, "수요")
    a_request(participant, a_participant(draft, "공급", "supply"), accepted=False)
    remove_participant(participant=participant, actor=None)
    assert Participant.objects.filter(day=draft).count() == 1


def test_an_absence_is_kept_once_and_can_be_taken_back() -> None:
    day = a_filled_day(demands=1, supplies=1)
    participant = Participant.objects.get(day=day, code="D001")
    before = revision_of(day)
    absence = add_absence(participant=participant, starts_at=time(10), ends_at=time(11), actor=None)
    add_absence(participant=participant, starts_at=time(10), ends_at=time(11), reason="이동", actor=None)
    assert Absence.objects.get().reason == "이동"
    assert revision_of(day) == before + 1
    remove_absence(absence=absence, actor=None)
    assert revision_of(day) == before + 2


@pytest.mark.parametrize("state", [State.HELD, State.CLOSED])
def test_after_the_day_the_list_stays_as_it_is(state: str) -> None:
    day = a_filled_day(demands=1, supplies=1, state=state)
    participant = Participant.objects.get(day=day, code="D001")
    for act in (
        lambda: a_participant(day, "늦은 기업"),
        lambda: update_participant(participant=participant, side="demand", actor=None),
        lambda: remove_participant(participant=participant, actor=None),
        lambda: add_absence(participant=participant, starts_at=time(10), ends_at=time(11), actor=None),
    ):
        with pytest.raises(RefusedError) as refused:
            act()
        assert refused.value.code == "state"
