"""The search for everybody: all public things by words and initials, marked, and nothing else."""

import pytest
from django.test import Client

from deungdae.apps.programme.services.reference import load_programmes
from tests.support.academy import a_course, an_open_cohort
from tests.support.notices import a_notice, on_board
from tests.support.programme import a_company

pytestmark = pytest.mark.django_db


def found(text: str, *, part: str = "", language: str = "ko") -> str:
    answer = Client(headers={"accept-language": language}).get(f"/search/{part}", {"q": text})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_notice_is_found_by_its_body_with_the_place_marked() -> None:
    on_board(title="겨울 상담", body="<p>창원에서 로봇 상담을 엽니다.</p>")
    a_notice(title="아직 쓰는 로봇 글")
    page = found("로봇")
    assert "겨울 상담" in page
    assert "<mark>로봇</mark> 상담을 엽니다" in page
    assert "아직 쓰는" not in page


def test_a_course_is_found_by_initials_and_they_are_marked() -> None:
    an_open_cohort(5, course=a_course("스마트 공장 기초"))
    assert "<mark>스마트 공장</mark> 기초" in found("ㅅㅁㅌㄱㅈ")
    assert "스마트 공장 기초" in found("ㅅㅁㅌ", part="suggestions/")


def test_statistics_programmes_and_help_are_found() -> None:
    load_programmes()
    assert "/statistics/specialists/" in found("전문 인력")
    programme = found("등대 중견기업")
    assert "/statistics/targets/" in programme
    assert "2021. 2. 24. ~ 2024. 12. 31." in programme
    assert "/about/privacy/" in found("개인정보")
    assert "/for/supplier/" in found("솔루션")
    assert "/academy/verify/" in found("수료증 확인")


def test_a_company_that_does_not_show_itself_is_nobody() -> None:
    a_company("숨은소재")
    page = found("숨은소재")
    assert "찾는 것이 없습니다" in page
    assert "사업자등록번호" not in page, "a visitor finds nothing by numbers, and is not told so"


@pytest.mark.parametrize("text", ["", " ", "<script>", "%00", "'", "가" * 300, "🙂", "ㅋ"])
def test_whatever_is_typed_is_answered(text: str) -> None:
    for part in ("", "suggestions/"):
        page = found(text, part=part)
        assert "<script>" not in page.replace("<script src", "")


def test_every_page_of_a_visitor_has_the_search() -> None:
    assert 'action="/search/"' in Client().get("/").content.decode()
