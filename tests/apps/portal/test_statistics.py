"""Statistics for everybody: pages, files and their list, in which nobody of fewer than five is found."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from deungdae.apps.academy.models import Cohort, Enrolment
from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.core import clock
from deungdae.apps.gap.services.editions import make_edition
from deungdae.apps.organisations.models import Organisation, Region
from deungdae.apps.policy.models import LightOverride, Task
from deungdae.apps.portal.datasets.model import Status
from deungdae.apps.portal.datasets.registry import DATASETS, day_told
from deungdae.apps.programme.definition import Definition
from deungdae.apps.programme.services.figures import record_distinction
from tests.support.academy import a_course, an_open_cohort, enrolled
from tests.support.days import a_filled_day
from tests.support.gap import a_person, a_sample
from tests.support.policy import a_content, registered
from tests.support.programme import OF_FORUM, a_company, an_indicator, attended, met

pytestmark = pytest.mark.django_db
PLACES = {"11": "서울특별시", "41": "경기도", "50": "제주특별자치도"}


def companies_in(code: str, count: int, *, year: int = 2021) -> list[Organisation]:
    """So many companies of a province that came to a forum that year."""
    region, _is_new = Region.objects.get_or_create(
        code=code, defaults={"name": PLACES[code], "full_name": PLACES[code], "level": 1}
    )
    made = []
    for number in range(count):
        company = Organisation.objects.create(name=f"{code}기업{year}-{number}", region=region)
        attended(company, date(year, 5, 3))
        made.append(company)
    return made


def rows_of(code: str) -> list[dict[str, str]]:
    answer = Client().get(f"/statistics/{code}.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def page_of(code: str, *, english: bool = False) -> str:
    client = Client(headers={"accept-language": "en" if english else "ko"})
    return client.get(f"/statistics/{code}/").content.decode()


@pytest.mark.parametrize("code", DATASETS)
def test_a_fresh_installation_has_every_page_and_file(code: str) -> None:
    assert "아직 자료가 없습니다" in page_of(code)
    assert Client().get(f"/statistics/{code}.csv").status_code == 200
    told = json.loads(Client().get(f"/statistics/{code}.json").content)
    assert told["dataset"] == code
    assert [one["code"] for one in told["columns"]] == [one.code for one in DATASETS[code].columns]


def test_a_whole_of_fewer_than_five_is_hidden_too() -> None:
    companies_in("11", 4)
    assert {one["status"] for one in rows_of("companies")} == {"hidden"}
    assert "5 미만이라 숨김" in page_of("companies")
    assert 'class="figure"' not in Client().get("/").content.decode()


def test_an_unknown_dataset_is_not_there() -> None:
    for path in ("/statistics/salaries/", "/statistics/salaries.csv", "/statistics/salaries.json"):
        assert Client().get(path).status_code == 404


def test_companies_stand_by_year_and_province_and_small_ones_are_hidden() -> None:
    companies_in("11", 8)
    companies_in("41", 12, year=2022)
    companies_in("50", 3, year=2022)
    rows = {(one["side"], one["code"]): one for one in rows_of("companies")}
    assert rows["whole", ""]["count"] == "23"
    assert rows["region", "11"]["count"] == "8"
    assert rows["region", "50"] == {
        "side": "region",
        "code": "50",
        "name_ko": "제주",
        "name_en": "Jeju",
        "count": "",
        "status": "hidden",
    }
    for side in ("year", "region"):
        told = sum(int(one["count"] or 0) for key, one in rows.items() if key[0] == side)
        assert 23 - told >= 5, "the whole less a side tells nobody's three"
    page = page_of("companies")
    assert "5 미만이라 숨김" in page
    assert "서울: 8곳" in page, "the map says it too"
    assert "Seoul: 8 companies" in page_of("companies", english=True)


def test_a_company_counts_once_and_what_happens_this_month_waits_for_the_next() -> None:
    for company in companies_in("11", 6):
        attended(company, date(2022, 5, 3))
        attended(a_company(), clock.today().replace(day=1))
    rows = {(one["side"], one["code"]): one["count"] for one in rows_of("companies")}
    assert rows["whole", ""] == "6"
    assert ("year", "2022") not in rows
    assert day_told() < clock.today().replace(day=1)


def test_targets_stand_beside_what_was_reached_and_a_few_are_hidden() -> None:
    an_indicator(code="forum", title="포럼에 온 기업", target=40)
    companies_in("11", 4)
    [row] = rows_of("targets")
    assert (row["value"], row["target"], row["status"], row["percent"]) == ("", "40", "hidden", "")
    companies_in("41", 6)
    [row] = rows_of("targets")
    assert (row["value"], row["percent"], row["target_on"]) == ("10", "25.0", "2024-12-31")
    assert "포럼에 온 기업" in page_of("targets")


def test_what_a_body_has_published_is_no_secret() -> None:
    chosen = Definition(
        source="evidence", unit="organisations", kinds=("programme.distinguished",), counted="organisation"
    )
    an_indicator(chosen, code="lighthouse", target=100)
    attended(company := a_company(), date(2021, 5, 3))
    facts = {"axis": "digital", "on": date(2021, 9, 1), "by": "부처", "proof": "공고"}
    record_distinction(organisation=company, distinction="lighthouse", actor=None, **facts)
    [row] = rows_of("targets")
    assert (row["value"], row["status"]) == ("1", "given")


def test_one_small_part_of_a_whole_hides_all_of_them() -> None:
    whole = an_indicator(code="whole")
    early = replace(OF_FORUM, until=date(2022, 1, 1))
    late = replace(OF_FORUM, since=date(2022, 1, 1))
    an_indicator(early, code="early", part_of=whole)
    an_indicator(late, code="late", part_of=whole)
    companies_in("11", 3)
    companies_in("41", 7, year=2022)
    status = {one["indicator"]: one["status"] for one in rows_of("targets")}
    assert status == {"whole": "given", "early": "hidden", "late": "hidden"}


def test_the_gap_by_size_is_that_of_the_kept_tables() -> None:
    a_sample({("mid_sized", "26", "41"): 6, ("large", "26", "41"): 2}, a_person())
    make_edition()
    rows = {(one["indicator"], one["size"]): one for one in rows_of("digital-gap")}
    assert rows["use", "mid_sized"]["n"] == "6"
    assert rows["use", "mid_sized"]["name_en"] == "Mid-sized company"
    assert rows["use", "large"]["status"] == Status.HIDDEN
    assert "중견기업" in page_of("digital-gap")


def test_matching_counts_days_that_are_over_and_their_meetings() -> None:
    day = a_filled_day(demands=2, supplies=3, state=MatchingDay.State.HELD)
    MatchingDay.objects.filter(pk=day.pk).update(date=date(2021, 10, 14))
    company = a_company()
    for _number in range(6):
        met(company, date(2021, 10, 14))
    met(company, date(2021, 10, 14), side="demand")
    [row] = rows_of("matching")
    assert (row["year"], row["days"], row["meetings"]) == ("2021", "1", "6")
    a_filled_day(demands=1, supplies=1, state=MatchingDay.State.PUBLISHED)
    assert len(rows_of("matching")) == 1


def test_courses_count_seats_and_hide_few_people() -> None:
    cohort = an_open_cohort(30, course=a_course())
    for number in range(3):
        enrolled(cohort, number)
    Enrolment.objects.update(state="seated", offer_until=None)
    cohort.sessions.update(starts_at="2021-03-02T00:00Z", ends_at="2021-03-02T05:00Z")
    [row] = [one for one in rows_of("courses") if one["year"] == "2021"]
    assert (row["cohorts"], row["seats"], row["taken"], row["status"]) == ("1", "30", "", "hidden")
    Cohort.objects.update(state="cancelled", end_reason="취소")
    assert rows_of("courses") == []


def test_policy_tasks_are_sums_by_field_and_light_without_a_name() -> None:
    registered(a_content("R-1", title="과제 이름표"), a_content("R-2"))
    assert rows_of("policy-tasks") == [], "last month there was no register"
    Task.history.update(history_date=clock.now().replace(year=2021))
    told = [one for one in rows_of("policy-tasks") if one["tasks"] != "0"]
    assert [int(one["tasks"]) for one in told] == [2]
    lights = ("green", "yellow", "red", "grey")
    assert sum(int(one[light]) for one in told for light in lights) == 2
    assert "과제 이름표" not in page_of("policy-tasks")
    assert not LightOverride.objects.exists()


def test_a_file_is_for_every_cache_and_program_and_the_same_for_every_reader() -> None:
    companies_in("11", 6)
    korean = Client(headers={"accept-language": "ko"}).get("/statistics/companies.csv")
    english = Client(headers={"accept-language": "en"}).get("/statistics/companies.csv")
    assert korean.content == english.content
    assert korean["ETag"] == english["ETag"]
    assert korean["Cache-Control"].startswith("public")
    assert korean["Access-Control-Allow-Origin"] == "*"
    assert korean["Vary"] == "Accept-Encoding"
    assert not korean.cookies
    again = Client().get("/statistics/companies.csv", headers={"if-none-match": f"W/{korean['ETag']}"})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().head("/statistics/companies.json").status_code == 200


def test_the_list_names_every_dataset_with_its_files() -> None:
    page = Client().get("/statistics/").content.decode()
    told = json.loads(Client().get("/statistics/catalogue.json").content)["datasets"]
    assert [one["dataset"] for one in told] == list(DATASETS)
    for one in told:
        assert one["files"]["csv"].endswith(f"/statistics/{one['dataset']}.csv")
        assert one["licence"] == "CC BY 4.0"
        assert f"/statistics/{one['dataset']}/" in page


def test_a_name_that_looks_like_a_formula_is_text() -> None:
    an_indicator(code="forum", title="=1+1", target=40)
    companies_in("11", 6)
    assert rows_of("targets")[0]["name_ko"] == "'=1+1"
