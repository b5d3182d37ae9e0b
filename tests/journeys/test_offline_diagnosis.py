"""An adviser works offline: answers are kept in the browser, survive it, and reach the centre once."""

import re

import pytest
from playwright.sync_api import Error, Page, Route, expect

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.diagnosis.models import Answer, Assessment, Delivery
from deungdae.apps.diagnosis.services.answering import save_answer
from deungdae.apps.diagnosis.services.assessments import reopen_assessment, submit_assessment
from deungdae.apps.organisations.models import Organisation
from tests.engine.maturity.samples import S1
from tests.support.browser import PASSWORD, Visit, Visitor
from tests.support.diagnosis import an_assessment, answer_all

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
TABLET = {"width": 820, "height": 1180}


@pytest.fixture
def assessment() -> Assessment:
    return an_assessment(Organisation.objects.create(name="한빛정밀"))


@pytest.fixture
def adviser() -> User:
    return a_staff_member("adviser@centre.example", "김자문")


def a_staff_member(email: str, name: str) -> User:
    user = create_account(email=email, name=name, password=PASSWORD)
    grant_role(user=user, role="centre_staff")
    return user


def path_of(assessment: Assessment) -> str:
    return f"/diagnosis/onsite/{assessment.short_id}/"


def take_along(visitor: Visitor, assessment: Assessment) -> None:
    visitor.open(f"/diagnosis/{assessment.short_id}/")
    visitor.follow("현장 진단")
    visitor.press("이 기기에 담기")
    visitor.reads("이 기기에 담아 두었습니다")


def open_box(page: Page, question: str) -> None:
    box = page.locator(f"#{question}")
    if box.get_attribute("open") is None:
        box.locator("summary").first.click()


def tick(page: Page, question: str, *items: int) -> None:
    open_box(page, question)
    for item in items:
        page.locator(f"#{question}").locator(f"input[name=item][value='{item}']").check()


def has_state(page: Page, words: str) -> None:
    expect(page.locator("[data-part=state]")).to_have_text(re.compile(words))


LEFT = """async () => {
  const request = indexedDB.open("deungdae");
  const database = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const count = database.transaction("answers").objectStore("answers").count();
  await new Promise((resolve) => { count.onsuccess = resolve; });
  return [await caches.keys(), count.result];
}"""
"""What is on the device: pages put aside, and answers."""


def sign_out(page: Page) -> None:
    """As people do: menu, name, the last line."""
    if page.get_by_role("banner").get_by_text("메뉴", exact=True).is_visible():
        page.get_by_role("banner").get_by_text("메뉴", exact=True).click()
    page.locator(".site-tools .popover-menu > summary").click()
    page.get_by_role("banner").get_by_role("button", name="로그아웃").click()


def lose_one_reply(page: Page) -> list[int]:
    """The centre gets the next answer and the tablet never hears of it; the status that was lost."""
    lost: list[int] = []

    def lose(route: Route) -> None:
        if route.request.method != "POST" or lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/answers/", lose)
    return lost


def wait_until(page: Page, happened: list[int]) -> None:
    while not happened:
        page.wait_for_timeout(50)


def given(person: User) -> list[tuple[str, int, object]]:
    return list(Answer.objects.filter(person=person).values_list("question", "number", "value"))


def test_an_adviser_works_offline(visit: Visit, assessment: Assessment, adviser: User) -> None:
    """Two answers change while the network is away; the reply to the first is lost when it is back."""
    with visit(size=TABLET) as tablet:
        tablet.sign_in(adviser)
        take_along(tablet, assessment)
        page = tablet.page
        tablet.is_accessible()
        tick(page, "Q2", 1)
        has_state(page, "연결됨 – 모두 보냄")
        page.context.set_offline(True)
        has_state(page, "연결 없음 – 이제부터 하는 답을 이 기기에 보관합니다")
        tick(page, "Q2", 3)
        tick(page, "Q3", 2)
        tick(page, "Q5", 1, 2)
        page.reload()
        has_state(page, "연결 없음 – 답 3개를 이 기기에 보관 중")
        expect(page.locator("#Q5 input[name=item][value='2']")).to_be_checked()
        assert given(adviser) == [("Q2", 1, [1])]
        lost = lose_one_reply(page)
        page.context.set_offline(False)
        wait_until(page, lost)
        has_state(page, "연결 없음 – 답 3개를 이 기기에 보관 중")
        tick(page, "Q2", 4)
        has_state(page, "연결됨 – 모두 보냄")
        tablet.is_accessible()
    assert lost == [200]
    told = [("Q2", 1, [1]), ("Q2", 2, [1, 3]), ("Q3", 1, [2]), ("Q5", 1, [1, 2]), ("Q2", 3, [1, 3, 4])]
    assert given(adviser) == told
    assert Delivery.objects.count() == len(told)


def test_what_the_centre_refuses_stays_until_the_adviser_decides(
    visit: Visit, assessment: Assessment, adviser: User
) -> None:
    """On another device the adviser has answered otherwise meanwhile; the form is closed and opened again."""
    colleague = a_staff_member("colleague@centre.example", "이동료")
    with visit(size=TABLET) as tablet:
        tablet.sign_in(adviser)
        take_along(tablet, assessment)
        page = tablet.page
        page.context.set_offline(True)
        tick(page, "Q2", 2)
        tick(page, "Q3", 2)
        has_state(page, "답 2개를 이 기기에 보관 중")
        save_answer(assessment=assessment, person=adviser, question="Q2", value=[5], seen=0)
        save_answer(assessment=assessment, person=adviser, question="Q3", value=[5], seen=0)
        page.context.set_offline(False)
        has_state(page, "보내지 못한 답 2개를 이 기기에 보관 중")
        tablet.reads("센터가 받지 않은 답이 이 기기에 있습니다")
        tablet.is_accessible()
        page.locator("#Q2").get_by_role("button", name="이 기기의 답 지우기").click()
        has_state(page, "보내지 못한 답 1개를 이 기기에 보관 중")
        expect(page.locator("#Q2 input[name=item][value='5']")).to_be_checked()
        expect(page.locator("#Q2 input[name=item][value='2']")).not_to_be_checked()
        answer_all(
            assessment, adviser, {code: value for code, value in S1.items() if code not in {"Q2", "Q3"}}
        )
        answer_all(assessment, colleague, {"Q2": [1]})
        submit_assessment(assessment=assessment, actor=colleague)
        page.reload()
        tablet.reads("제출한 진단이라 답을 바꿀 수 없습니다.")
        open_box(page, "Q3")
        expect(page.locator("#Q3 input[name=item][value='2']")).to_be_checked()
        page.locator("#Q3").get_by_role("button", name="이 기기의 답 보내기").click()
        expect(page.locator("#Q3 [data-message]")).to_contain_text("‘의견 맞추는 중’ 상태입니다")
        reopen_assessment(assessment=assessment)
        page.locator("#Q3").get_by_role("button", name="이 기기의 답 보내기").click()
        has_state(page, "연결됨 – 모두 보냄")
    assert [one for one in given(adviser) if one[0] in {"Q2", "Q3"}] == [
        ("Q2", 1, [5]),
        ("Q3", 1, [5]),
        ("Q3", 2, [2]),
    ]


def test_a_session_that_ended_loses_nothing_and_the_next_person_sees_nothing(
    visit: Visit, assessment: Assessment, adviser: User
) -> None:
    colleague = a_staff_member("colleague@centre.example", "이동료")
    with visit(size=TABLET) as tablet:
        tablet.sign_in(adviser)
        take_along(tablet, assessment)
        page = tablet.page
        page.context.set_offline(True)
        tick(page, "Q2", 2)
        has_state(page, "답 1개를 이 기기에 보관 중")
        page.context.clear_cookies()
        page.context.set_offline(False)
        has_state(page, "로그인이 끝남 – 답 1개를 이 기기에 보관 중")
        tablet.sign_in(colleague)
        tablet.open(path_of(assessment))
        has_state(page, "^연결됨$")
        expect(page.locator("#Q2 [data-badge=open]")).to_be_visible()
        page.context.set_offline(True)
        with pytest.raises(Error, match="net::ERR_FAILED"):
            page.reload()
        page.context.set_offline(False)
        page.goto(tablet.address + "/today/")
        sign_out(page)
        page.wait_for_url(tablet.address + "/")
        # An answer that is still on its way with the ended session would take the new one's cookie along.
        page.wait_for_load_state("networkidle")
        tablet.sign_in(adviser)
        assert given(adviser) == given(colleague) == []
        tablet.open(path_of(assessment))
        has_state(page, "연결됨 – 모두 보냄")
    assert given(adviser) == [("Q2", 1, [2])]
    assert given(colleague) == []


def test_signing_out_warns_of_answers_that_were_not_sent_and_leaves_nothing(
    visit: Visit, assessment: Assessment, adviser: User
) -> None:
    with visit(size=TABLET) as tablet:
        tablet.sign_in(adviser)
        take_along(tablet, assessment)
        page = tablet.page
        page.route("**/answers/", lambda route: route.abort())
        tick(page, "Q2", 2)
        has_state(page, "답 1개를 이 기기에 보관 중")
        sign_out(page)
        tablet.reads("1개를 센터에 아직 보내지 않았습니다.")
        tablet.is_accessible()
        tablet.follow("한빛정밀 T0")
        has_state(page, "답 1개를 이 기기에 보관 중")
        sign_out(page)
        tablet.reads("1개를 센터에 아직 보내지 않았습니다.")
        tablet.press("로그아웃")
        page.wait_for_url(tablet.address + "/")
        assert page.evaluate(LEFT) == [[], 0]
    assert given(adviser) == []


def test_without_scripts_the_page_leads_to_the_form(
    visit: Visit, assessment: Assessment, adviser: User
) -> None:
    with visit(javascript=False) as plain:
        plain.sign_in(adviser)
        plain.open(path_of(assessment))
        expect(plain.page.locator("[data-part=questions]")).to_be_hidden()
        plain.follow("문항별로 답하기")
        plain.reads("모두 답하는 데")


def test_two_tabs_of_a_tablet_take_turns(visit: Visit, assessment: Assessment, adviser: User) -> None:
    with visit(size=TABLET) as tablet:
        tablet.sign_in(adviser)
        tablet.open(path_of(assessment))
        first = tablet.page
        first.route("**/answers/", lambda route: route.abort())
        tick(first, "Q2", 2)
        has_state(first, "답 1개를 이 기기에 보관 중")
        second = first.context.new_page()
        second.goto(first.url)
        expect(second.get_by_role("main")).to_contain_text("이 기기의 다른 탭에 열려 있습니다.")
        expect(second.locator("[data-part=questions]")).to_be_hidden()
        first.close()
        has_state(second, "연결됨 – 모두 보냄")
    assert given(adviser) == [("Q2", 1, [2])]
