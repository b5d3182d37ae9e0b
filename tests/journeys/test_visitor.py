"""A visitor on a phone finds a programme and its figures, down to the open file, and checks a certificate."""

import csv
import io
import re
from datetime import date

import pytest
from playwright.sync_api import expect

from deungdae.apps.organisations.services.consents import load_consent_texts
from deungdae.apps.organisations.services.search import rebuild_organisations
from deungdae.apps.programme.services.figures import record_distinction
from deungdae.apps.programme.services.reference import load_programmes
from tests.support.academy import an_open_cohort, certified
from tests.support.browser import PHONE, Visit, Visitor
from tests.support.centre import agrees_to_show_itself, person
from tests.support.notices import on_board
from tests.support.programme import a_company, attended

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def number() -> str:
    """A centre that has begun: seven companies at a forum, one of them chosen, a course, a certificate."""
    load_programmes()
    load_consent_texts()
    on_board(title="겨울 상담 안내")
    for _number in range(6):
        attended(a_company(), date(2021, 11, 18))
    attended(chosen := a_company("밝은정밀"), date(2021, 11, 18))
    facts = {"axis": "digital", "on": date(2022, 11, 16), "by": "산업 부처", "proof": "공고"}
    record_distinction(organisation=chosen, distinction="lighthouse", actor=None, **facts)
    agrees_to_show_itself(chosen, actor=person("staff"))
    rebuild_organisations()
    return certified(an_open_cohort(5), 1).number


def take_the_figures(one: Visitor) -> None:
    """From the search to the page of the targets, and from there to the file."""
    one.page.get_by_text("메뉴", exact=True).click()
    one.page.get_by_label("전체에서 찾기").fill("등대 중견기업")
    one.page.get_by_label("전체에서 찾기").press("Enter")
    expect(one.page.locator("mark").first).to_be_visible()
    one.is_accessible()
    one.page.locator("#found-programmes").get_by_role("link").first.click()
    expect(one.page.get_by_role("heading", level=1)).to_have_text("사업의 목표와 실적")
    row = one.page.get_by_role("row").filter(has_text="산학연 포럼에 참석한 자리")
    expect(row).to_contain_text("7")
    one.is_accessible()
    one.page.get_by_text("열의 뜻 보기").click()
    one.reads("실적을 센 마지막 날")
    with one.page.expect_download() as download:
        one.follow("CSV로 받기")
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = {row["indicator"]: row for row in csv.DictReader(io.StringIO(text))}
    assert (rows["forum-seats"]["value"], rows["lighthouse"]["target"]) == ("7", "100")


def test_a_visitor_on_a_phone_finds_figures_and_checks_papers(visit: Visit, number: str) -> None:
    with visit(size=PHONE) as one:
        one.open("/")
        one.reads("겨울 상담 안내")
        one.is_accessible()
        expect(one.page.locator("#figures .figure").first).to_contain_text("7")
        one.page.locator("#figures .figure").first.click()
        expect(one.page.get_by_role("heading", level=1)).to_have_text("함께한 기업")
        one.is_accessible()
        take_the_figures(one)
        one.open("/")
        one.page.get_by_label("수료증 번호").fill(number)
        one.press("수료증 확인")
        one.reads("유효한 수료증입니다")
        one.is_accessible()
        one.open("/")
        one.page.get_by_label("기업 이름").fill("ㅂㅇㅈㅁ")
        one.press("선정 기업 확인")
        one.reads("밝은정밀")
        one.is_accessible()


def test_a_learner_is_led_from_home_to_the_sign_up_and_the_small_print(visit: Visit, number: str) -> None:
    with visit(size=PHONE) as one:
        one.open("/")
        one.follow("배우고 싶습니다")
        one.reads("이렇게 시작합니다")
        one.is_accessible()
        for label in ("접근성", "개인정보 처리방침", "이용약관", "사이트맵"):
            one.page.get_by_role("contentinfo").get_by_role("link", name=label).click()
            expect(one.page.get_by_role("heading", level=1)).to_have_text(label)
            one.is_accessible()
        one.follow("배우고 싶습니다")
        one.follow("가입하기")
        expect(one.page.get_by_role("heading", level=1)).to_have_text("가입하기")


def test_a_reader_of_english_reads_the_same(visit: Visit, number: str) -> None:
    with visit() as one:
        one.open("/")
        one.page.get_by_role("button", name="English").click()
        expect(one.page.get_by_role("heading", name="Who are you?")).to_be_visible()
        one.is_accessible()
        one.follow("I run a company")
        one.is_accessible()
        one.page.get_by_role("navigation", name=re.compile("menu", re.I)).get_by_role(
            "link", name="Statistics"
        ).click()
        one.is_accessible()
        one.follow("Companies we worked with")
        one.reads("7 companies")
        one.is_accessible()


def test_without_scripts_everything_is_there(visit: Visit, number: str) -> None:
    with visit(javascript=False, size=PHONE) as one:
        one.open("/search/?q=전문 인력")
        one.page.locator("#found-statistics").get_by_role("link").first.click()
        expect(one.page.get_by_role("heading", level=1)).to_have_text("디지털 전환 전문 인력")
        one.reads("아직 자료가 없습니다")
