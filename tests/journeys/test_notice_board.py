"""Staff publish a notice with a file; a visitor finds it on a phone, has subscribed, and leaves."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.notices.models import Notice, Subscription
from tests.support.browser import PASSWORD, PHONE, Visit, Visitor
from tests.support.notices import on_board

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
PASTED = (
    "<p class=MsoNormal><b><span style='font-size:14pt'>참여 기업을 찾습니다</span></b></p>"
    "<table border=1><tr><td>접수</td><td>12월 1일</td></tr></table><img src='file:///C:/a.png'>"
)
PASTE = """([selector, source]) => {
    const area = document.querySelector(selector);
    area.focus();
    document.execCommand("selectAll");
    const data = new DataTransfer();
    data.setData("text/html", source);
    area.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def letter_to(address: str, template: str) -> str:
    return str(OutboxMessage.objects.get(recipient=address, template=f"notices/mail/{template}").body)


def link_in(body: str, part: str) -> str:
    found = re.search(rf"(/notices/{part}/\S+)", body)
    assert found is not None
    return found[1]


def write_one(one: Visitor, paper: Path) -> None:
    """A draft with pasted text and a file."""
    one.open("/notices/")
    one.follow("글 쓰기")
    one.is_accessible()
    one.page.get_by_label("분류").select_option(label="모집·공모")
    one.page.get_by_label("제목").fill("동행 기업 모집")
    one.page.evaluate(PASTE, [".editor-area", PASTED])
    one.reads("그림은 붙여 넣을 수 없습니다")
    one.page.get_by_label("담당 부서").fill("기업지원팀")
    one.page.get_by_label("꼬리표").fill("멘토링")
    one.press("저장")
    one.reads("작성 중인 글로 저장했습니다")
    expect(one.page.locator("article table td").first).to_have_text("접수")
    expect(one.page.locator("article strong")).to_have_text("참여 기업을 찾습니다")
    one.follow("붙임")
    one.page.get_by_label("파일", exact=True).set_input_files(paper)
    one.press("올리기")
    one.reads("‘신청 안내.txt’을 붙였습니다.")
    one.is_accessible()
    one.page.get_by_role("main").get_by_role("link", name="글로 돌아가기").click()


def subscribe_on_a_phone(visit: Visit) -> None:
    with visit(size=PHONE) as reader:
        reader.open("/notices/")
        reader.follow("메일로 받기")
        reader.page.get_by_label("이메일").fill("reader@far.example")
        reader.page.get_by_label("모집·공모").check()
        reader.is_accessible()
        reader.press("확인 메일 받기")
        reader.reads("확인 메일을 보냈습니다")
        reader.open(link_in(letter_to("reader@far.example", "confirm"), "confirm"))
        reader.press("구독 시작")
        reader.reads("구독을 시작했습니다.")
        reader.is_accessible()


def test_a_notice_goes_out_and_is_found(visit: Visit, tmp_path: Path) -> None:
    on_board(title="지난 안내")
    paper = tmp_path / "신청 안내.txt"
    paper.write_text("신청서는 누리집에서 냅니다.", encoding="utf-8")
    staff = create_account(email="staff@centre.example", name="직원", password=PASSWORD)
    grant_role(user=staff, role="centre_staff")
    subscribe_on_a_phone(visit)
    with visit() as one:
        one.sign_in(staff)
        write_one(one, paper)
        one.follow("지금 게시")
        one.press("지금 게시")
        one.reads("‘동행 기업 모집’을 ‘게시 중’으로 바꿨습니다.")
        one.is_accessible()
        one.open("/jobs/")
        one.follow("구독자에게 알리기: 동행 기업 모집")
        one.reads("구독자 1명에게 보낼 메일을 썼습니다.")
    with visit(size=PHONE) as reader:
        reader.open("/")
        reader.reads("동행 기업 모집")
        reader.follow("모두 보기")
        reader.page.get_by_text("검색 조건").click()
        reader.page.get_by_label("찾는 말").fill("참여기업을")
        reader.press("찾기")
        expect(reader.page.locator("mark").first).to_have_text("참여 기업을")
        reader.is_accessible()
        reader.follow("동행 기업 모집")
        reader.is_accessible()
        reader.press("추천")
        reader.reads("추천했습니다.")
        reader.follow("글로 보기")
        reader.reads("신청서는 누리집에서 냅니다.")
        reader.is_accessible()
        expect_letter = Notice.objects.get(title="동행 기업 모집")
        assert (expect_letter.recommendations, expect_letter.views) == (1, 0), (
            "this browser says it is a machine"
        )
        leave = link_in(letter_to("reader@far.example", "notice"), "unsubscribe")
        reader.open(leave)
        reader.is_accessible()
        reader.press("구독 끊기")
        reader.reads("구독을 끊었습니다")
    assert not Subscription.objects.exists()


def test_without_scripts_the_text_is_a_plain_field(visit: Visit) -> None:
    staff = create_account(email="staff@centre.example", name="직원", password=PASSWORD)
    grant_role(user=staff, role="centre_staff")
    with visit(javascript=False) as one:
        one.sign_in(staff)
        one.open("/notices/new/")
        one.page.get_by_label("제목").fill("알림")
        one.page.get_by_label("내용").fill("## 일정\n- 접수\n- 발표")
        one.page.get_by_label("담당 부서").fill("기획팀")
        one.press("저장")
        expect(one.page.locator("article h2")).to_have_text("일정")
        expect(one.page.locator("article li")).to_have_count(2)
