"""A year of cohorts: computed by a job on the days that are free, made once, whole or not at all."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.academy.bridge.decisions import RERUNNABLE
from deungdae.apps.academy.models import Cohort, Course, Session, YearPlan
from deungdae.apps.academy.services.courses import name_trainers
from deungdae.apps.academy.services.year_plans import CourseWish, ask_year_plan, plan_lines, start_making
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.calendar.models import Booking, Resource
from deungdae.apps.core import clock
from deungdae.apps.core.decisions import document_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import Job
from deungdae.apps.organisations.models import Region
from deungdae.engine.kernel.decision import Decision, verify
from tests.apps.core.imports.lists import work_off
from tests.support.academy import a_course
from tests.support.centre import person
from tests.support.factors import with_factor
from tests.support.rooms import a_booking, a_room, a_trainer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
FIRST, LAST = date(2030, 3, 4), date(2030, 8, 30)
INDEPENDENCE_MOVEMENT = date(2030, 5, 6)
"""The substitute of Children's Day, a Monday."""


def two_rooms() -> tuple[Resource, Resource]:
    seoul, gyeongnam = (Region.objects.get(code=code) for code in ("11680", "48120"))
    return (
        a_room("301호", seats=30, region=seoul, openings="월~금 09:00~18:00"),
        a_room("실습실", seats=24, region=gyeongnam, openings="월~목 09:00~18:00"),
    )


def asked(*wishes: tuple[Course, int, int, int]) -> YearPlan:
    return ask_year_plan(
        first_day=FIRST,
        last_day=LAST,
        starts=600,
        ends=1020,
        wishes=[CourseWish(*one) for one in wishes],
        actor=None,
    )


def computed(*wishes: tuple[Course, int, int, int]) -> YearPlan:
    plan = asked(*wishes)
    work_off()
    found = YearPlan.objects.select_related("decision").get(pk=plan.pk)
    assert found.state == YearPlan.State.COMPUTED
    return found


@pytest.mark.one_database
def test_cohorts_lie_on_free_days_and_share_the_regions() -> None:
    rooms, trainer = two_rooms(), a_trainer()
    taken = a_booking(trainer, 9, 12, day=date(2030, 3, 12))
    plan = computed((a_course(), 6, 2, 20))
    lines = plan_lines(plan)
    days = [day for line in lines for day in line.days]
    assert len(lines) == 6
    assert sorted([line.room for line in lines]) == sorted([room.short_id for room in rooms] * 3)
    assert taken.starts_at.date() not in days
    assert INDEPENDENCE_MOVEMENT not in days
    assert len({(day.year, day.month) for day in (line.days[0] for line in lines)}) == 6
    at_the_other = [line.days for line in lines if line.room == rooms[1].short_id]
    assert all(day.weekday() < 4 for row in at_the_other for day in row)


@pytest.mark.one_database
def test_the_plan_can_be_repeated_from_its_record() -> None:
    two_rooms()
    a_trainer()
    plan = computed((a_course(), 3, 2, 20))
    assert plan.decision is not None
    record = Decision.from_json(document_of(plan.decision))
    again = RERUNNABLE[record.kind]
    assert verify(record, again.run, version=again.version).same


def test_cohorts_are_made_as_drafts_with_their_bookings_once() -> None:
    two_rooms()
    a_trainer()
    plan = computed((a_course(), 3, 2, 20))
    start_making(plan=plan, actor=None)
    work_off()
    plan.refresh_from_db()
    assert plan.state == YearPlan.State.MADE
    assert [one.state for one in Cohort.objects.all()] == ["draft"] * 3
    assert Session.objects.count() == 6
    assert Booking.objects.standing().count() == 12
    with pytest.raises(RefusedError):
        start_making(plan=plan, actor=None)


def test_a_room_that_was_booked_meanwhile_is_named_and_nothing_is_made() -> None:
    room, _other = two_rooms()
    a_trainer()
    plan = computed((a_course(), 2, 1, 28))
    a_booking(room, 9, 18, day=plan_lines(plan)[1].days[0], purpose="다른 행사")
    start_making(plan=plan, actor=None)
    work_off()
    job = Job.objects.filter(name="academy.make_planned_cohorts").get()
    assert job.state == Job.State.FAILED
    assert "다른 행사" in job.message
    assert not Cohort.objects.exists()
    assert Booking.objects.count() == 1


@pytest.mark.parametrize(
    ("days", "count", "code"),
    [
        ((date(2030, 3, 4), date(2030, 3, 1)), 1, "days"),
        ((date(2030, 3, 4), date(2031, 6, 1)), 1, "days"),
        ((date(2020, 3, 4), date(2020, 6, 1)), 1, "past"),
        ((FIRST, LAST), 0, "count"),
        ((FIRST, LAST), 101, "count"),
    ],
)
def test_a_year_that_cannot_be_asked_is_refused(days: tuple[date, date], count: int, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        ask_year_plan(
            first_day=days[0],
            last_day=days[1],
            starts=600,
            ends=1020,
            wishes=[CourseWish(a_course(), count, 1, 20)],
            actor=None,
        )
    assert caught.value.code == code


@pytest.mark.one_database
def test_staff_ask_look_and_make_in_the_browser() -> None:
    two_rooms()
    a_trainer()
    course, staff = a_course("데이터 읽기"), person("keeper")
    grant_role(user=staff, role="centre_staff")
    client = Client()
    client.force_login(with_factor(staff))
    values = {
        "key": uuid4(),
        "first_day": "2030-03-04",
        "last_day": "2030-08-30",
        "starts": "10:00",
        "ends": "17:00",
        f"cohorts_{course.short_id}": 2,
        f"sessions_{course.short_id}": 1,
        f"seats_{course.short_id}": 40,
    }
    address = reverse("academy:year_plan_create")
    assert "데이터 읽기" in client.get(address).content.decode()
    assert client.post(address, {**values, "ends": "09:00"}).status_code == 422
    found = client.post(address, values, follow=True)
    assert "계산하고 있습니다" in found.content.decode()
    assert client.post(address, values).status_code == 302
    assert YearPlan.objects.count() == 1
    work_off()
    plan = YearPlan.objects.get()
    page = client.get(reverse("academy:year_plan", args=[plan.public_id])).content.decode()
    assert "정원보다 큰 강의실이 없습니다" in page
    record = client.get(reverse("academy:year_plan_record", args=[plan.public_id]))
    assert b"year_plan" in record.content


def test_a_course_is_given_to_those_who_teach_it() -> None:
    two_rooms()
    first, second = a_trainer(name="김강사"), a_trainer(name="이강사")
    analysis, planning = a_course(), a_course("현장 기획")
    name_trainers(course=analysis, trainers=[second])
    lines = plan_lines(computed((analysis, 4, 1, 20), (planning, 4, 1, 20)))
    of = {line.trainer for line in lines if line.course == analysis.short_id}
    assert of == {second.short_id}
    assert first.short_id in {line.trainer for line in lines if line.course == planning.short_id}
    name_trainers(course=planning, trainers=[second])
    Resource.objects.filter(pk=second.pk).update(archived_at=clock.now())
    left = plan_lines(computed((planning, 1, 1, 20)))
    assert [line.reason for line in left] == ["trainer"]
    second.refresh_from_db()
    with pytest.raises(RefusedError, match="이강사"):
        name_trainers(course=analysis, trainers=[second])


def test_staff_name_the_trainers_of_a_course_on_its_page(client: Client) -> None:
    staff, trainer, course = with_factor(person("staff@example.com")), a_trainer(), a_course()
    grant_role(user=staff, role="centre_staff")
    client.force_login(staff)
    address = reverse("academy:course_trainers", args=[course.public_id])
    assert "모든 강사가 맡을 수 있습니다" in client.get(address).content.decode()
    room = a_room("302호")
    assert client.post(address, {"trainers": [str(room.public_id)]}).status_code == 422
    assert client.post(address, {"trainers": [str(trainer.public_id)]}).status_code == 302
    assert "김강사" in client.get(reverse("academy:course", args=[course.public_id])).content.decode()
    client.logout()
    assert "김강사" not in client.get(reverse("academy:course", args=[course.public_id])).content.decode()
