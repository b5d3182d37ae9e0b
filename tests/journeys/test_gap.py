"""Staff read the gap: an indicator by industry, what hides, the moving chart, the effect and its pairs."""

import pytest
from playwright.sync_api import expect

from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.gap.services.editions import make_edition
from deungdae.apps.gap.services.surveys import load_surveys
from tests.support.browser import PASSWORD, PHONE, Visit
from tests.support.gap import a_person, a_sample, two_rounds

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
CELLS = {("mid_sized", "26", "41"): 7, ("mid_sized", "58", "41"): 6, ("large", "10", "11"): 2}


def test_staff_reads_the_gap_page(visit: Visit) -> None:
    load_surveys()
    somebody = a_person()
    a_sample(CELLS, somebody)
    two_rounds(somebody, served=6, others=5)
    make_edition()
    staff = create_account(email="staff@centre.example", name="직원", password=PASSWORD)
    grant_role(user=staff, role="centre_staff")
    with visit() as one:
        faults: list[str] = []
        one.page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        one.sign_in(staff)
        one.open("/gap/")
        one.reads("발표된 조사의 데이터·AI 활용률")
        one.page.get_by_label("지표").select_option(label="데이터 관리")
        one.page.get_by_label("나누는 기준").select_option(label="업종")
        one.press("보기")
        one.reads("데이터 관리: 업종별")
        one.reads("무작위로 뽑은 표본이 아닙니다")
        one.is_accessible()
        canvas = one.page.locator(".gap-canvas canvas")
        expect(canvas).to_have_count(0)
        one.press("움직이는 그래프로 보기")
        expect(canvas).to_be_visible()
        box = canvas.bounding_box()
        assert box is not None
        one.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
        one.is_accessible()
        with one.page.expect_download() as file:
            one.page.get_by_role("link", name="이 표를 CSV로 받기").first.click()
        assert file.value.suggested_filename == "gap.csv"
        one.follow("지원의 효과")
        one.reads("아직 자료가 부족합니다: 40쌍 가운데 5쌍")
        one.is_accessible()
        one.follow("짝 살펴보기")
        one.reads("기업 이름은 가렸습니다")
        one.is_accessible()
        assert faults == []
    with visit(size=PHONE) as guest:
        guest.open("/gap/?side=region")
        guest.reads("5 미만이라 숨김")
        guest.is_accessible()
        wide = guest.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0
