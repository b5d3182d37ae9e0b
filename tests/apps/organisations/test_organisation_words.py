"""Regions, industries and names as people write them, against the real tables."""

from datetime import date

import pytest
from django.core.management import call_command

from deungdae.apps.organisations.industries import industry_names
from deungdae.apps.organisations.models import FormerIndustry, Industry, Region
from deungdae.apps.organisations.names import name_key, search_tokens
from deungdae.apps.organisations.reference import load_former_industries, load_industries, load_regions
from deungdae.apps.organisations.regions import region_names
from deungdae.apps.organisations.selectors.places import region_on, regions_to_choose

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_the_tables_are_loaded_once(capsys: pytest.CaptureFixture[str]) -> None:
    for model in (FormerIndustry, Industry, Region):
        model._base_manager.all()._raw_delete("default")
    call_command("load_reference")
    assert "2038 rows" in capsys.readouterr().out
    assert (load_industries(), load_regions()) == (0, 0)
    assert Industry.objects.filter(level=5).count() == 1_205
    today = Region.objects.today()
    assert [today.filter(level=level).count() for level in (1, 2, 3)] == [17, 228, 35]
    assert load_former_industries() == 0


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
        ("42", "51"),
        ("42110", "51110"),
        ("4511113000", "52111"),
        ("47720", "27720"),
        ("경북 군위군", "27720"),
        ("11", "11"),
        ("99999", None),
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


@pytest.mark.parametrize(
    ("code", "day", "full_name"),
    [
        ("51", date(2023, 6, 10), "강원도"),
        ("42", date(2023, 6, 11), "강원특별자치도"),
        ("42110", date(2023, 6, 10), "강원도 춘천시"),
        ("51110", date(2023, 6, 10), "강원도 춘천시"),
        ("45111", date(2024, 1, 18), "전북특별자치도 전주시 완산구"),
        ("52111", date(2024, 1, 17), "전라북도 전주시 완산구"),
        ("27720", date(2023, 6, 30), "경상북도 군위군"),
        ("47720", date(2023, 7, 1), "대구광역시 군위군"),
        ("11", date(1990, 1, 1), "서울특별시"),
    ],
)
def test_a_region_is_what_it_was_on_the_day(
    reference_tables: None, code: str, day: date, full_name: str
) -> None:
    assert str(region_on(code=code, day=day)) == full_name


def test_only_the_regions_of_the_day_are_offered(reference_tables: None) -> None:
    codes = {region.code for region in regions_to_choose()}
    assert {"51", "52", "27720"} <= codes
    assert not {"42", "45", "47720"} & codes
    assert Region.objects.on(date(2023, 6, 10)).filter(level=1).count() == 17


def test_a_class_knows_what_it_was_in_the_tenth_revision(reference_tables: None) -> None:
    load_former_industries()
    codes = set(FormerIndustry.objects.values_list("industry", flat=True))
    assert set(Industry.objects.filter(level=5).values_list("code", flat=True)) <= codes
    assert [str(one) for one in FormerIndustry.objects.filter(industry="26111")] == [
        "26111 메모리용 전자집적회로 제조업"
    ]


def test_every_region_of_today_is_found_by_its_own_name_and_code(reference_tables: None) -> None:
    names = region_names()
    rows = Region.objects.today().values_list("code", "full_name")
    assert [code for code, name in rows if names.find(name) != code or names.find(code) != code] == []
