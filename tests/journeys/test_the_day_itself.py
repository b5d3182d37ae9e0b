"""On the day: the door, the board on a phone with network or not, and a no-show and a broken table."""

import os
from datetime import time

import pytest
from django.utils.timezone import localtime
from playwright.sync_api import expect

from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.caravan.services.presence import set_delay
from deungdae.apps.caravan.services.publication import agenda_token
from deungdae.apps.core import clock
from tests.support.browser import PASSWORD, PHONE, Visit, Visitor
from tests.support.days import a_filled_day, meeting_between, place

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
HALL = {"width": 1920, "height": 1080}
SLOTS = 6


def a_day_that_goes_on() -> MatchingDay:
    """Six slots of four hours from midnight: whatever the time, one company sits at a table now."""
    hours = {"opens_at": time(0), "closes_at": time(23, 59), "slot_minutes": 239, "pauses": ()}
    day = a_filled_day(demands=1, supplies=SLOTS, state=MatchingDay.State.TIMETABLE, **hours)
    for number in range(1, SLOTS + 1):
        place(meeting_between(day, "D001", f"S00{number}"), number, 1)
    MatchingDay.objects.filter(pk=day.pk).update(state=MatchingDay.State.PUBLISHED, date=clock.today())
    day.refresh_from_db()
    if localtime(clock.now()) > localtime(clock.now()).replace(hour=23, minute=50):
        set_delay(day=day, minutes=15, actor=None)
    return day


def look(one: Visitor, name: str) -> None:
    """A picture for whoever wants to look at the page."""
    if folder := os.environ.get("DEUNGDAE_TEST_PICTURES"):
        one.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_staff_scan_an_agenda_and_a_supplier_follows_the_board(visit: Visit) -> None:
    day = a_day_that_goes_on()
    staff = create_account(email="door@day.example", name="센터", password=PASSWORD)
    grant_role(user=staff, role="centre_staff")
    token = agenda_token(day.participants.select_related("day").get(code="D001"))
    with visit(size=PHONE) as phone, visit(size=HALL) as hall:
        phone.open(f"/caravan/a/{token}/")
        phone.page.get_by_text("현장 체크인 QR").click()
        phone.is_accessible()
        look(phone, "agenda")
        phone.follow("현황판에서 보기")
        phone.reads("아직")
        hall.sign_in(staff)
        hall.open(f"/caravan/days/{day.short_id}/board/")
        hall.reads("수요기업1")
        hall.is_accessible()
        hall.page.set_viewport_size(HALL)
        look(hall, "board")
        with visit(size=PHONE) as door:
            door.sign_in(staff)
            door.open(f"/caravan/a/{token}/")
            door.press("도착 확인")
            door.reads("수요기업1의 도착을 확인했습니다.")
            door.is_accessible()
            look(door, "door")
        phone.page.context.set_offline(True)
        expect(phone.page.get_by_text("연결이 끊겨")).to_be_visible()
        phone.reads("수요기업1")
        phone.page.context.set_offline(False)
        expect(phone.page.get_by_text("연결이 끊겨")).to_be_hidden()
        expect(phone.page.locator(".is-own").first).not_to_contain_text("수요기업1 아직")
        phone.is_accessible()
        look(phone, "phone")
        hall.open(f"/caravan/days/{day.short_id}/check-in/")
        hall.page.get_by_label("행사가 늦어진 시간(분)").fill("15")
        hall.press("현황판에 알리기")
        hall.reads("15분 늦추었습니다")
        hall.open(f"/caravan/days/{day.short_id}/board/")
        hall.reads("15분 늦게 진행합니다")


LATE = {
    ("D001", "S001"): (44, 1),
    ("D002", "S002"): (44, 2),
    ("D001", "S002"): (45, 1),
    ("D002", "S001"): (46, 1),
}


def a_day_still_to_come() -> MatchingDay:
    """Half hours from midnight, the meetings in the last ones and late at night the day four hours late:
    whatever the time, none has begun.
    """
    hours = {"opens_at": time(0), "closes_at": time(23, 59), "slot_minutes": 30, "pauses": ()}
    day = a_filled_day(demands=2, supplies=2, state=MatchingDay.State.TIMETABLE, **hours)
    for pair, cell in LATE.items():
        place(meeting_between(day, *pair), *cell)
    MatchingDay.objects.filter(pk=day.pk).update(state=MatchingDay.State.PUBLISHED, date=clock.today())
    day.refresh_from_db()
    if localtime(clock.now()).hour >= 21:
        set_delay(day=day, minutes=240, actor=None)
    return day


def test_staff_runs_a_day_with_a_no_show_and_a_broken_table_and_the_supplier_sees_it(visit: Visit) -> None:
    day = a_day_still_to_come()
    staff = create_account(email="hall@day.example", name="센터", password=PASSWORD)
    grant_role(user=staff, role="centre_staff")
    token = agenda_token(day.participants.select_related("day").get(code="S002"))
    with visit() as hall, visit(size=PHONE) as phone:
        phone.open(f"/caravan/a/{token}/")
        phone.reads("2번 테이블")
        hall.sign_in(staff)
        hall.open(f"/caravan/days/{day.short_id}/check-in/")
        hall.press("공급기업1 오지 않음")
        hall.follow("공급기업1 자리 조정")
        hall.is_accessible()
        look(hall, "happenings")
        hall.press("제안 보기")
        hall.reads("공급기업1이 오지 않아 상담할 수 없습니다.")
        hall.is_accessible()
        look(hall, "proposal")
        hall.press("적용하고 알리기")
        hall.reads("자리가 바뀐 참가자에게만 알렸습니다.")
        hall.follow("현장 변경으로")
        hall.page.get_by_text("테이블을 못 씀").click()
        hall.page.get_by_label("못 쓰는 테이블 번호").fill("2")
        hall.page.locator("details[open]").get_by_role("button", name="제안 보기").click()
        hall.reads("2번 테이블을 쓸 수 없어 자리를 옮깁니다.")
        hall.press("적용하고 알리기")
        hall.reads("되돌릴 수 있습니다")
        hall.is_accessible()
        look(hall, "applied")
        phone.open(f"/caravan/a/{token}/")
        phone.reads("1번 테이블")
        expect(phone.page.get_by_role("main")).not_to_contain_text("2번 테이블")
        look(phone, "moved")
        hall.press("되돌리기")
        hall.reads("되돌렸습니다.")
        phone.open(f"/caravan/a/{token}/")
        phone.reads("2번 테이블")
