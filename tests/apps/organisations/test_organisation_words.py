"""Regions, industries and names as people write them, against the real tables."""

import pytest
from django.core.management import call_command

from deungdae.apps.organisations.industries import industry_names
from deungdae.apps.organisations.models import Industry, Region
from deungdae.apps.organisations.names import name_key, search_tokens
from deungdae.apps.organisations.reference import load_industries, load_regions
from deungdae.apps.organisations.regions import region_names

pytestmark = pytest.mark.django_db


def test_the_tables_are_loaded_once(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_reference")
    assert "2038 rows" in capsys.readouterr().out
    assert (load_industries(), load_regions()) == (0, 0)
    assert Industry.objects.filter(level=5).count() == 1_205
    assert [Region.objects.filter(level=level).count() for level in (1, 2, 3)] == [17, 228, 35]


def test_a_changed_row_of_the_tables_is_written_again(reference_tables: None) -> None:
    Region.objects.filter(code="11").update(name="한양")
    assert load_regions() == 1
    assert Region.objects.get(code="11").name == "서울특별시"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("서울", "11"),
        ("서울시 금천구", "11545"),
        ("서울특별시금천구", "11545"),
        ("경기도 안양시", "41170"),
        ("경기 수원시 장안구", "41111"),
        ("경기도 수원시장안구", "41111"),
        ("경기도 성남시 분당구 판교로 1", "41135"),
        ("전라북도 전주시", "52110"),
        ("강원도 춘천시", "51110"),
        ("대구 군위군", "27720"),
        ("인천 미추홀구", "28177"),
        ("경기도 여주군", "41670"),
        ("세종특별자치시 나성로", "36"),
        ("제주도", "50"),
        ("안양시", "41170"),
        ("중구", None),
        ("경기도 어딘가", None),
        ("홍콩", None),
        (" ", None),
    ],
)
def test_a_region_is_found_or_not_guessed(reference_tables: None, written: str, code: str | None) -> None:
    assert region_names().find(written) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("26111", "26111"),
        ("C26", "26"),
        ("c", "C"),
        ("C261", "261"),
        ("26111 메모리용 전자집적회로 제조업", "26111"),
        ("음·식료품 및 담배 도매업", "463"),
        ("증기, 냉·온수 및 공기조절 공급업", "353"),
        ("소프트웨어 개발 및 공급업", "582"),
        ("Growing of crops", "011"),
        ("99999", None),
        ("없는 업종", None),
    ],
)
def test_an_industry_is_found_by_code_or_name(reference_tables: None, written: str, code: str | None) -> None:
    assert industry_names().find(written) == code


@pytest.mark.parametrize(
    "written", ["(주)이프", "주식회사 이프", "이프 주식회사", "㈜이프", "이 프", "이프 Co., Ltd."]
)
def test_one_name_in_many_spellings_has_one_key(written: str) -> None:
    assert name_key(written) == "이프"


def test_a_name_of_nothing_but_a_form_keeps_a_key() -> None:
    assert name_key("주식회사")
    assert search_tokens("주식회사 공장") == ["공장"]
    assert search_tokens("주식회사") == ["주식회사"]
