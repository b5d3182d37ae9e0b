"""The search over everything finds courses, forums and talks too, for each reader what the pages show."""

import pytest
from django.test import Client

from deungdae.apps.academy.models import Course
from deungdae.apps.academy.services.courses import CourseFacts, create_course
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.forum.models import Forum, Talk
from deungdae.apps.forum.services.placing import place_talk, publish_programme
from tests.apps.core.imports.lists import staff
from tests.support.academy import a_course, an_open_cohort
from tests.support.forum import a_forum, planned, staff_person, talk_slots
from tests.support.pages import unmarked

pytestmark = pytest.mark.django_db


def found(user: User, text: str, *, part: str = "") -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(f"/search/{part}", {"q": text})
    assert answer.status_code == 200
    return unmarked(answer.content.decode())


@pytest.fixture
def stranger() -> User:
    return create_account(email="stranger@x.example", name="남", password=None)


def test_a_course_is_found_by_name_initials_and_competency(stranger: User) -> None:
    course = an_open_cohort(5, course=a_course(competencies=("고장 예측",))).course
    create_course(facts=CourseFacts("데이터 초안 과정", "ceo", "basic", 8), actor=None)
    for text in ("데이터", "ㄷㅇㅌ", "고장 예측"):
        page = found(stranger, text)
        assert f"/academy/courses/{course.short_id}/" in page
        assert "데이터 초안 과정" not in page
    assert "모집 중 1기수" in found(stranger, "데이터")
    assert "데이터 초안 과정" in found(staff(), "데이터")
    assert course.title in found(stranger, "데이터", part="suggestions/")


def test_a_talk_is_found_where_and_when_its_programme_is_public(stranger: User) -> None:
    actor = staff_person()
    forum, [placed] = planned(1, actor)
    room = forum.rooms.order_by("pk").first()
    assert room is not None
    place_talk(talk=placed, slot=talk_slots(forum)[0], room=room, actor=actor)
    speaker = placed.speakers.first()
    assert speaker is not None
    assert forum.short_id not in found(stranger, placed.title, part="suggestions/")
    publish_programme(forum=forum, actor=actor)
    for text in (placed.title, speaker.name):
        assert f"/forum/{forum.short_id}/programme/" in found(stranger, text, part="suggestions/")


def test_a_forum_that_is_not_open_is_for_the_centre_alone(stranger: User) -> None:
    draft = a_forum(title="비공개 준비 포럼")
    assert draft.state == Forum.State.DRAFT
    assert draft.short_id not in found(stranger, "비공개 준비")
    assert draft.short_id in found(staff(), "비공개 준비")
    assert not Talk.objects.exists()
    assert not Course.objects.exists()
