"""A course is planned and opened; a company enrols thirty people of whom five wait and two move up."""

from datetime import date, timedelta

import pytest

from deungdae.apps.academy.links import enrolment_address
from deungdae.apps.academy.models import Cohort, Enrolment
from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.calendar.public_holidays import holiday_on
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.organisations.models import Membership, Organisation
from tests.apps.core.imports.lists import xlsx_of
from tests.support.academy import a_course, an_open_cohort, enrolled, sessions_of
from tests.support.browser import PASSWORD, PHONE, Visit, Visitor
from tests.support.rooms import a_room, a_trainer

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
HEAD = ("이름", "이메일", "휴대전화", "직위")


def a_clerk() -> User:
    user = create_account(email="clerk@centre.example", name="박지현", password=PASSWORD)
    grant_role(user=user, role=RoleGrant.Role.CENTRE_STAFF)
    return user


def an_owner() -> tuple[User, Organisation]:
    company = Organisation.objects.create(name="한빛정밀")
    user = create_account(email="owner@hanbit.example", name="서다온", password=PASSWORD)
    Membership.objects.create(
        user=user, organisation=company, role=Membership.Role.OWNER, starts_on=clock.today()
    )
    return user, company


def working_day(ahead: int) -> date:
    day = clock.today() + timedelta(days=ahead)
    while day.weekday() > 4 or holiday_on(day):
        day += timedelta(days=1)
    return day


def fill(visitor: Visitor, **words: str) -> None:
    for label, text in words.items():
        visitor.page.get_by_label(label.replace("_", " "), exact=True).fill(text)


def plan_the_course(staff: Visitor) -> None:
    staff.open("/academy/")
    staff.follow("과정 만들기")
    fill(staff, 과정_이름="데이터 분석 실무", 교육_시간="6")
    staff.page.get_by_label("교육 대상").select_option("data_analyst")
    staff.page.get_by_label("교육비").fill("50만원")
    staff.press("저장")
    staff.reads("과정 ‘데이터 분석 실무’를 만들었습니다.")
    staff.press("운영 시작")
    staff.follow("기수 만들기")
    fill(staff, 정원="25", 모집_시작일=clock.today().isoformat(), 모집_시작_시각="00:00")
    fill(staff, 모집_마감일=working_day(14).isoformat())
    staff.press("저장")
    staff.reads("데이터 분석 실무 1기를 만들었습니다.")


def add_the_session(staff: Visitor) -> None:
    """In a room that is too small it is refused with the number of seats; in the larger one it is booked."""
    staff.follow("회차 더하기")
    fill(staff, 주제="데이터 모으기", 날짜=working_day(21).isoformat(), 시작_시각="10:00", 끝_시각="16:00")
    staff.page.get_by_label("302호").check()
    staff.page.get_by_label("김강사").check()
    staff.press("저장")
    staff.reads("302호 12석보다 정원 25명이 많습니다.")
    staff.is_accessible()
    staff.page.get_by_label("302호").uncheck()
    staff.page.get_by_label("301호").check()
    staff.press("저장")
    staff.reads("회차 ‘데이터 모으기’를 더했습니다.")
    staff.follow("모집 열기")
    staff.press("모집 열기")
    staff.reads("데이터 분석 실무 1기를 ‘모집 중’으로 바꿨습니다.")
    staff.is_accessible()


def send_the_list(owner: Visitor) -> None:
    people = [(f"수강생{number:02}", f"person{number}@hanbit.example", "", "대리") for number in range(30)]
    owner.follow("명단으로 신청")
    content = xlsx_of({"수강 신청": [HEAD, *people]})
    owner.page.locator("input[type=file]").set_input_files(
        {"name": "명단.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    owner.press("올리고 검사하기")
    owner.page.get_by_role("button", name="행 반영").click()
    owner.follow("반영된 자료 보기")
    owner.reads("수강생24")


def test_thirty_people_of_whom_five_wait_and_two_move_up(visit: Visit) -> None:
    clerk, (owner_user, company) = a_clerk(), an_owner()
    a_room("301호", seats=30)
    a_room("302호", seats=12)
    a_trainer()
    with visit() as staff:
        staff.sign_in(clerk)
        plan_the_course(staff)
        add_the_session(staff)
    cohort = Cohort.objects.get()
    with visit() as owner:
        owner.sign_in(owner_user)
        owner.open(f"/academy/cohorts/{cohort.short_id}/")
        send_the_list(owner)
        owner.open(f"/academy/cohorts/{cohort.short_id}/")
        owner.is_accessible()
    people = list(Enrolment.objects.filter(cohort=cohort).order_by("number"))
    assert [one.state for one in people] == ["seated"] * 25 + ["waiting"] * 5
    assert {one.organisation for one in people} == {company}
    with visit(size=PHONE) as phone:
        for leaving in people[:2]:
            phone.open(f"/academy{link_of(leaving)}")
            phone.press("신청 취소")
            phone.reads("신청을 취소했습니다.")
        phone.open(f"/academy{link_of(people[25])}")
        phone.reads("까지 수락하지 않으면 다음 분께 넘어갑니다.")
        phone.is_accessible()
        phone.press("자리 수락")
        phone.reads("자리가 확정되었습니다.")
    states = list(Enrolment.objects.filter(cohort=cohort).order_by("number").values_list("state", flat=True))
    assert states == ["cancelled"] * 2 + ["seated"] * 24 + ["offered"] + ["waiting"] * 3
    offers = OutboxMessage.objects.filter(subject__contains="빈자리가 났습니다")
    assert sorted(one.recipient for one in offers) == ["person25@hanbit.example", "person26@hanbit.example"]


def link_of(enrolment: Enrolment) -> str:
    """The path of the mail's link after /academy."""
    return enrolment_address(enrolment).partition("/academy")[2]


@pytest.mark.one_database
def test_every_page_can_be_read_by_everybody(visit: Visit) -> None:
    clerk, cohort = a_clerk(), an_open_cohort(2, course=a_course(summary="소개", fee_krw=500_000))
    seat, _second, _third = (enrolled(cohort, number) for number in range(3))
    one, course = f"/academy/cohorts/{cohort.short_id}/", f"/academy/courses/{cohort.course.short_id}/"
    session, mine = (
        f"/academy/sessions/{sessions_of(cohort)[0].short_id}/",
        f"/academy/enrolments/{seat.short_id}/",
    )
    pages = ["", "edit/", "seats/", "step/closed/", "step/cancelled/", "sessions/new/", "people/", "enrol/"]
    with visit() as visitor:
        for path in ("/academy/", course, one, f"/academy{link_of(seat)}"):
            assert visitor.open(path) == 200, path
            visitor.is_accessible()
        visitor.sign_in(clerk)
        paths = [
            "/academy/",
            "/academy/?q=x",
            "/academy/courses/new/",
            course,
            f"{course}edit/",
            "/academy/plans/new/",
        ]
        paths += [f"{course}cohorts/new/", *(f"{one}{page}" for page in pages), f"{one}enrol-person/"]
        paths += [f"{session}edit/", f"{session}remove/", mine, f"{mine}cancel/", f"{mine}open/"]
        for path in paths:
            assert visitor.open(path) == 200, path
            visitor.is_accessible()
