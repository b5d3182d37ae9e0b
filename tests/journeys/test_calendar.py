"""A room is registered and booked with its trainer; a clash is told; the trainer reads it on the phone."""

from datetime import timedelta

import pytest

from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.calendar.public_holidays import holiday_on
from deungdae.apps.core import clock
from tests.support.browser import PASSWORD, PHONE, Visit, Visitor
from tests.support.rooms import TUESDAY, a_booking, a_room, a_trainer

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


def somebody(name: str, role: RoleGrant.Role) -> User:
    user = create_account(email=f"{role}@centre.example", name=name, password=PASSWORD)
    grant_role(user=user, role=role)
    return user


def a_working_day() -> str:
    day = clock.today() + timedelta(days=7)
    while day.weekday() > 4 or holiday_on(day):
        day += timedelta(days=1)
    return day.isoformat()


def fill_in_the_time(visitor: Visitor, day: str, start: str, end: str) -> None:
    for label, words in (("날짜", day), ("시작 시각", start), ("끝 시각", end)):
        visitor.page.get_by_label(label, exact=True).fill(words)


def test_from_a_new_room_to_the_trainers_phone(visit: Visit) -> None:
    clerk, teacher = (
        somebody("박지현", RoleGrant.Role.CENTRE_STAFF),
        somebody("김강사", RoleGrant.Role.MENTOR),
    )
    a_trainer(teacher)
    day = a_working_day()
    with visit() as staff:
        staff.sign_in(clerk)
        staff.open("/calendar/")
        staff.follow("자원 등록")
        staff.page.get_by_label("이름").fill("대강의실 301호")
        staff.page.get_by_label("여는 시간").fill("월~금 09:00~18:00")
        staff.press("저장")
        staff.reads("‘대강의실 301호’를 저장했습니다.")
        staff.follow("예약하기")
        staff.page.get_by_label("김강사").check()
        fill_in_the_time(staff, day, "10:00", "12:00")
        staff.page.get_by_label("용도").fill("CEO 아카데미 3기 2강")
        staff.press("예약하기")
        staff.reads("10:00~12:00에 예약했습니다.")
        staff.is_accessible()
        staff.follow("예약하기")
        fill_in_the_time(staff, day, "11:00", "13:00")
        staff.page.get_by_label("용도").fill("다른 강의")
        staff.press("예약하기")
        staff.reads("‘CEO 아카데미 3기 2강’ 예약이 있습니다.")
        staff.reads("다음 빈 시간")
        staff.is_accessible()
        fill_in_the_time(staff, day, "12:00", "13:00")
        staff.press("예약하기")
        staff.reads("12:00~13:00에 예약했습니다.")
    with visit(size=PHONE) as phone:
        phone.sign_in(teacher)
        phone.open(f"/calendar/?day={day}")
        phone.follow("김강사")
        phone.open(f"{phone.page.url.removeprefix(phone.address)}?day={day}")
        phone.reads("CEO 아카데미 3기 2강")
        phone.is_accessible()
        phone.follow("CEO 아카데미 3기 2강")
        phone.is_accessible()


@pytest.mark.one_database
def test_every_page_can_be_read_by_everybody(visit: Visit) -> None:
    clerk, room = somebody("박지현", RoleGrant.Role.CENTRE_STAFF), a_room(openings="월~금 09:00~18:00")
    booking = a_booking(room)
    week, act = f"/calendar/{room.short_id}/", f"/calendar/bookings/{booking.short_id}/"
    pages = ["", "?q=x", "new/", "day/", "book/", "closed/"]
    with visit() as visitor:
        visitor.sign_in(clerk)
        paths = [f"/calendar/{page}" for page in pages]
        paths += [f"{week}?day={TUESDAY}"]
        paths += [f"{week}{page}" for page in ("", "edit/", "archive/", "closed/")]
        paths += [f"{act}{page}" for page in ("", "move/", "cancel/")]
        for path in paths:
            assert visitor.open(path) == 200, path
            visitor.is_accessible()
