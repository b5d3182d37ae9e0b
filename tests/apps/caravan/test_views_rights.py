"""Who gets which page: own, foreign and missing ids, for staff, members, strangers and nobody."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.models import MatchingDay, Meeting, MeetingRequest, Participant
from deungdae.apps.core.ids import new_public_id
from tests.support.days import a_filled_day, a_participant, a_request, member_of, place, staff

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

DAY_PAGES = [
    "day_edit",
    "participants",
    "participant_create",
    "requests",
    "request_create",
    "precedence_create",
    "tables",
    "compute",
    "timetable",
    "meeting_add",
    "changes",
    "messages",
    "outcomes",
    "documents",
    "workbook",
    "day_ics",
]


@dataclass(frozen=True)
class Scene:
    """A published day, somebody of each kind, and one thing of each kind."""

    day: MatchingDay
    own: Participant
    foreign: Participant
    meeting: Meeting
    clerk: User
    member: User
    stranger: User


@pytest.fixture
def scene() -> Scene:
    day = a_filled_day(demands=2, supplies=2, state=MatchingDay.State.TIMETABLE)
    meeting = place(day.meetings.order_by("pk").first(), 1, 1)
    MatchingDay.objects.filter(pk=day.pk).update(state=MatchingDay.State.PUBLISHED)
    day.refresh_from_db()
    own, foreign = day.participants.get(code="D001"), day.participants.get(code="D002")
    return Scene(
        day=day,
        own=own,
        foreign=foreign,
        meeting=meeting,
        clerk=staff(),
        member=member_of(own.organisation),
        stranger=member_of(a_participant(a_filled_day(demands=1, supplies=1), "딴기업").organisation),
    )


def address(name: str, day: MatchingDay, **ids: object) -> str:
    return reverse(f"caravan:{name}", kwargs={"day_id": day.public_id, **ids})


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("name", DAY_PAGES)
def test_a_page_of_a_day_is_for_staff(scene: Scene, name: str) -> None:
    url = address(name, scene.day)
    assert signed_in(scene.clerk).get(url).status_code == 200
    assert signed_in(scene.member).get(url).status_code == 403
    assert signed_in(scene.stranger).get(url).status_code == 404
    assert Client().get(url).status_code == 302


@pytest.mark.parametrize("name", [*DAY_PAGES, "day_detail"])
def test_a_missing_day_answers_like_a_foreign_one(scene: Scene, name: str) -> None:
    missing = reverse(f"caravan:{name}", kwargs={"day_id": new_public_id()})
    assert signed_in(scene.clerk).get(missing).status_code == 404
    foreign, unknown = (signed_in(scene.stranger).get(url) for url in (address(name, scene.day), missing))
    assert foreign.status_code == unknown.status_code == 404


@pytest.mark.parametrize("name", ["day_list"])
def test_the_list_of_days_is_for_everybody_signed_in(scene: Scene, name: str) -> None:
    url = reverse(f"caravan:{name}")
    assert scene.day.title in signed_in(scene.clerk).get(url).content.decode()
    assert scene.day.title in signed_in(scene.member).get(url).content.decode()
    assert Client().get(url).status_code == 302


@pytest.mark.parametrize("name", ["day_create", "template_file"])
def test_what_belongs_to_no_day_is_for_staff(scene: Scene, name: str) -> None:
    url = reverse(f"caravan:{name}")
    assert signed_in(scene.clerk).get(url).status_code == 200
    assert signed_in(scene.member).get(url).status_code == 403
    assert Client().get(url).status_code == 302


def test_a_meeting_of_another_day_is_not_there(scene: Scene) -> None:
    other = a_filled_day(demands=1, supplies=1)
    url = address("meeting", other, meeting_id=scene.meeting.public_id)
    assert signed_in(scene.clerk).get(url).status_code == 404


def test_a_member_sees_the_own_day_and_not_a_foreign_one(scene: Scene) -> None:
    client = signed_in(scene.member)
    own = client.get(address("my_day", scene.day, participant_id=scene.own.public_id))
    foreign = client.get(address("my_day", scene.day, participant_id=scene.foreign.public_id))
    missing = client.get(address("my_day", scene.day, participant_id=new_public_id()))
    assert (own.status_code, foreign.status_code, missing.status_code) == (200, 404, 404)


def test_a_member_downloads_only_the_own_calendar(scene: Scene) -> None:
    client = signed_in(scene.member)
    own = client.get(address("my_agenda_ics", scene.day, participant_id=scene.own.public_id))
    assert own["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VEVENT" in own.content
    foreign = client.get(address("my_agenda_ics", scene.day, participant_id=scene.foreign.public_id))
    assert foreign.status_code == 404


def test_a_member_who_opens_the_day_comes_to_the_own_page(scene: Scene) -> None:
    answer = signed_in(scene.member).get(address("day_detail", scene.day))
    assert answer["Location"] == address("my_day", scene.day, participant_id=scene.own.public_id)


POSTS: list[tuple[str, Callable[[Scene], dict[str, object]]]] = [
    ("day_transition", lambda scene: {}),
    ("meeting_move", lambda scene: {"meeting_id": scene.meeting.public_id}),
    ("meeting_swap", lambda scene: {"meeting_id": scene.meeting.public_id}),
    ("meeting_lock", lambda scene: {"meeting_id": scene.meeting.public_id}),
    ("meeting_unplace", lambda scene: {"meeting_id": scene.meeting.public_id}),
    ("meeting_cancel", lambda scene: {"meeting_id": scene.meeting.public_id}),
    ("participant_remove", lambda scene: {"participant_id": scene.own.public_id}),
    ("participant_link", lambda scene: {"participant_id": scene.own.public_id}),
    ("precedence_remove", lambda scene: {}),
]


@pytest.mark.parametrize(("name", "ids"), POSTS, ids=[name for name, _ids in POSTS])
def test_an_act_of_staff_is_refused_to_others_and_opened_leads_to_its_page(
    scene: Scene, name: str, ids: Callable[[Scene], dict[str, object]]
) -> None:
    url = address(name, scene.day, **ids(scene))
    assert signed_in(scene.member).post(url).status_code == 403
    assert signed_in(scene.stranger).post(url).status_code == 404
    assert Client().post(url).status_code == 302
    opened = signed_in(scene.clerk).get(url, follow=True)
    assert opened.status_code == 200
    assert url.startswith(opened.request["PATH_INFO"])


@pytest.fixture
def asked() -> MeetingRequest:
    """A request that waits for an answer on a day that takes requests."""
    day = a_filled_day(demands=1, supplies=0, state=MatchingDay.State.REQUESTS_OPEN)
    sender, receiver = day.participants.get(), a_participant(day, "받는기업", "supply")
    return a_request(sender, receiver, accepted=False)


def answer_address(asked: MeetingRequest) -> str:
    return address("request_answer", asked.day, request_id=asked.public_id)


def test_only_the_receiver_answers(asked: MeetingRequest) -> None:
    asker = signed_in(member_of(asked.sender.organisation))
    assert asker.post(answer_address(asked), {"decision": "accept"}).status_code == 404
    outsider = signed_in(member_of(a_participant(asked.day, "구경기업", "supply").organisation))
    assert outsider.post(answer_address(asked), {"decision": "accept"}).status_code == 404
    asked.refresh_from_db()
    assert asked.state == MeetingRequest.State.PENDING


def test_the_receiver_accepts_with_a_reason(asked: MeetingRequest) -> None:
    client = signed_in(member_of(asked.receiver.organisation))
    answer = client.post(answer_address(asked), {"decision": "accept", "reason": "반갑습니다"}, follow=True)
    asked.refresh_from_db()
    assert (asked.state, asked.answer_reason) == ("accepted", "반갑습니다")
    assert "수락했습니다" in answer.content.decode()


def test_only_the_sender_withdraws(asked: MeetingRequest) -> None:
    url = address("request_withdraw", asked.day, request_id=asked.public_id)
    assert signed_in(member_of(asked.receiver.organisation)).post(url).status_code == 404
    assert signed_in(member_of(asked.sender.organisation)).post(url).status_code == 302
    asked.refresh_from_db()
    assert asked.state == MeetingRequest.State.WITHDRAWN


def test_a_draft_is_not_there_for_a_participant() -> None:
    day = a_filled_day(demands=1, supplies=1, state=MatchingDay.State.DRAFT)
    own = day.participants.get(code="D001")
    url = address("my_day", day, participant_id=own.public_id)
    assert signed_in(member_of(own.organisation)).get(url).status_code == 404
