"""On the day: staff scan an agenda at the door, a supplier follows the board on a phone, network or not."""

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

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
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
