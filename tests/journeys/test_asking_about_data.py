"""A person reads and downloads what is held, has it corrected, and sees who handled it."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.organisations.models import Membership, Organisation
from tests.support.browser import PASSWORD, PHONE, Visit, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
WRONG, RIGHT = "강이준", "강이중"
WHAT, WHY = f"이름 ‘{WRONG}’을 ‘{RIGHT}’으로", "가입할 때 잘못 적었습니다."
ANSWER = "신분증을 확인하고 이름을 고쳤습니다."


def somebody(email: str, name: str, role: str = "") -> User:
    user = create_account(email=email, name=name, password=PASSWORD)
    if role:
        grant_role(user=user, role=role)
    return user


def heading(visitor: Visitor, words: str) -> None:
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(words)
    visitor.is_accessible()


def own_data(visitor: Visitor, *, name: str) -> None:
    """By the menu, as a person finds it: behind one's own name, on a phone behind the menu."""
    visitor.open("/today/")
    banner = visitor.page.get_by_role("banner")
    if visitor.page.viewport_size == PHONE:
        banner.get_by_text("메뉴", exact=True).click()
        visitor.is_accessible()
    banner.locator("summary", has_text=name).click()
    visitor.is_accessible()
    banner.get_by_role("link", name="내 정보").click()
    heading(visitor, "내 정보")


def downloaded(visitor: Visitor, button: str) -> Path:
    with visitor.page.expect_download() as waiting:
        visitor.follow(button)
    return Path(waiting.value.path())


def whole_file(visitor: Visitor) -> dict[str, Any]:
    return json.loads(downloaded(visitor, "JSON으로 받기").read_bytes())


def test_a_person_has_the_own_data_corrected_and_sees_who_handled_it(visit: Visit) -> None:
    company = Organisation.objects.create(name="한빛정밀")
    member = somebody("kang@company.example", WRONG)
    Membership.objects.create(
        user=member, organisation=company, role="member", starts_on=clock.today() - timedelta(days=1)
    )
    lead = somebody("lead@centre.example", "서다온", "centre_lead")
    with visit(size=PHONE) as person, visit() as centre:
        person.sign_in(member)
        own_data(person, name=WRONG)
        for words in (WRONG, member.email, "한빛정밀"):
            person.reads(words)
        assert whole_file(person)["계정"][0]["이름"] == WRONG
        book = CalamineWorkbook.from_path(str(downloaded(person, "Excel로 받기")))
        assert book.get_sheet_by_name("소속").to_python()[1][0] == "한빛정밀"
        asks(person)
        assert person.open("/privacy/requests/") == 403
        centre.sign_in(lead)
        settles(centre)
        own_data(person, name=RIGHT)
        for words in (RIGHT, "처리함", ANSWER, "센터장", "정정·삭제 요청 열람", "정정·삭제 요청을 처리함"):
            person.reads(words)
        told = whole_file(person)
        assert told["계정"][0]["이름"] == RIGHT
        assert [row["답"] for row in told["정정·삭제 요청"]] == [ANSWER]
        assert "정정·삭제 요청 열람" in [row["한 일"] for row in told["내 정보를 다룬 기록"]]
    mails = OutboxMessage.objects.filter(recipient=member.email).order_by("id")
    assert [mail.template.rpartition("/")[2] for mail in mails] == [
        "data_request_received",
        "data_request_done",
    ]


def asks(person: Visitor) -> None:
    """First with nothing written, then with what is wrong; a second time it is refused."""
    person.follow("정정·삭제 요청")
    heading(person, "정정·삭제 요청")
    person.press("요청하기")
    person.reads("입력한 내용을 확인해 주십시오")
    person.is_accessible()
    for _time in range(2):
        person.page.get_by_label("정정", exact=True).check()
        person.page.get_by_label("무엇을").fill(WHAT)
        person.page.get_by_label("까닭").fill(WHY)
        person.press("요청하기")
        person.reads(WHAT)
        if _time == 0:
            heading(person, "내 정보")
            person.reads("받음")
            person.follow("정정·삭제 요청")
    person.reads("이미 하나 있습니다")
    person.is_accessible()


def settles(centre: Visitor) -> None:
    """The lead finds the request among what waits today, takes it and ends it with an answer."""
    centre.reads("답을 기다리는 요청 1건")
    centre.is_accessible()
    centre.follow("정정·삭제 요청")
    heading(centre, "정정·삭제 요청")
    centre.page.get_by_role("main").get_by_role("rowheader").get_by_role("link").first.click()
    heading(centre, "정정 요청")
    for words in (WHAT, WHY):
        centre.reads(words)
    centre.press("맡기")
    centre.reads("요청을 맡으셨습니다")
    centre.is_accessible()
    finish = centre.page.locator("#finish")
    finish.get_by_role("button").click()
    centre.reads("입력한 내용을 확인해 주십시오")
    centre.is_accessible()
    finish.get_by_label(re.compile("이름")).fill(RIGHT)
    finish.get_by_label(re.compile("답")).fill(ANSWER)
    finish.get_by_role("button").click()
    centre.reads("요청을 마치고 메일로 알렸습니다.")
    centre.reads(ANSWER)
    centre.is_accessible()
