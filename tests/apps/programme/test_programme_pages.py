"""Pages of targets: who reads what, what nobody can ask for, bad input, the preview, few queries."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core import clock
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.programme.models import (
    Goal,
    ImportedFigure,
    Indicator,
    IndicatorVersion,
    Programme,
    TargetPlan,
)
from deungdae.apps.programme.services.figures import record_figure
from deungdae.apps.programme.services.targets import Wanted, set_targets
from tests.support.centre import person
from tests.support.factors import with_factor
from tests.support.programme import a_company, a_goal, an_indicator, attended

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
HOME = "/programme/"
TEXT_AREA = re.compile(r"<textarea[^>]*>\s*([^<]*)</textarea>")


def in_role(role: str) -> Client:
    user = person(role)
    grant_role(user=user, role=role)
    client = Client()
    client.force_login(with_factor(user))
    return client


@pytest.fixture
def lead() -> Client:
    return in_role("centre_lead")


@pytest.fixture
def indicator() -> Indicator:
    made = an_indicator(title="포럼에 온 기업", target=100, place=1)
    for place in range(6):
        attended(a_company(f"가온{place}"), date(2021 + place % 3, 3, 5))
    return made


def address(name: str, indicator: Indicator) -> str:
    return reverse(f"programme:{name}", args=[indicator.public_id])


def test_without_a_programme_the_page_says_what_to_do(lead: Client) -> None:
    for name in ("home", "overlap", "funnel", "create", "distinguish"):
        page = lead.get(reverse(f"programme:{name}"))
        assert page.status_code == 200
        assert "load_reference" in page.content.decode()


def test_ministry_and_auditor_read_figures_and_never_companies(indicator: Indicator) -> None:
    for role in ("ministry_official", "auditor"):
        reader = in_role(role)
        home = reader.get(HOME).content.decode()
        page = reader.get(address("indicator", indicator)).content.decode()
        assert "6곳" in home
        assert "가온" not in home + page
        assert "직원마다 열려 있는 일" not in home
        assert "시·도" not in page
        assert "entries" not in page
        for name in ("entries", "define", "targets", "figure"):
            assert reader.get(address(name, indicator)).status_code == 404
        for name in ("funnel", "create", "distinguish"):
            assert reader.get(reverse(f"programme:{name}")).status_code == 404
        assert reader.get(reverse("programme:overlap")).status_code == 200


def test_staff_open_the_records_behind_each_part_and_define_nothing(indicator: Indicator) -> None:
    staff = in_role("centre_staff")
    page = staff.get(address("indicator", indicator)).content.decode()
    parts = re.findall(r'href="([^"]*entries/\?[^"]*year=(\d+)[^"]*)">(\d+)곳', page)
    assert [(year, count) for _url, year, count in parts] == [("2021", "2"), ("2022", "2"), ("2023", "2")]
    for url, year, count in parts:
        behind = staff.get(url.replace("&amp;", "&")).content.decode()
        assert f"<strong>{count}곳</strong>" in behind
        assert f"연도: {year}" in behind
        assert "가온" in behind
    assert staff.get(address("define", indicator)).status_code == 404
    assert "정의 고치기" not in page


def test_the_page_of_a_day_shows_that_day_and_keeps_it_on_its_links(
    lead: Client, indicator: Indicator
) -> None:
    home = lead.get(HOME, {"on": "2021-12-31"}).content.decode()
    assert "<strong>2곳</strong>" in home
    assert "위험" in home
    assert f"{address('indicator', indicator)}?on=2021-12-31" in home
    page = lead.get(address("indicator", indicator), {"on": "2021. 12. 31."}).content.decode()
    assert "<strong>2곳</strong>" in page
    assert "아직 내다볼 수 없습니다" in page


@pytest.mark.parametrize(
    "asked",
    [
        {"on": "\x00"},
        {"on": "9999-99-99"},
        {"on": "0001-01-01"},
        {"on": "9999-12-31"},
        {"programme": "x" * 500},
        {"page": "99999999999", "year": "'; DROP", "region": "\x00", "size": "x", "kind": "x"},
        {"stage": "x", "age": "99"},
        {"stage": "execution", "age": "-1", "page": "x"},
        {"times": "-1", "each": "9" * 50},
        {"times": "３", "each": ""},
    ],
)
def test_what_nobody_can_ask_for_gives_way_to_what_there_is(
    lead: Client, indicator: Indicator, asked: dict
) -> None:
    addresses = [reverse(f"programme:{name}") for name in ("home", "overlap", "funnel")]
    addresses += [address(name, indicator) for name in ("indicator", "entries")]
    assert [lead.get(one, asked).status_code for one in addresses] == [200] * 5


def test_pages_take_few_queries_whatever_they_show(lead: Client, indicator: Indicator) -> None:
    counts = []
    for more in (0, 8):
        for _place in range(more):
            attended(a_company(), date(2022, 5, 1))
            an_indicator(goal=a_goal(), target=5)
        lead.get(HOME)
        with CaptureQueriesContext(connection) as asked:
            lead.get(HOME)
        home = len(asked)
        lead.get(address("entries", indicator))
        with CaptureQueriesContext(connection) as asked:
            lead.get(address("entries", indicator))
        counts.append((home, len(asked)))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 25, counts


def a_definition(**change: object) -> dict[str, object]:
    return {
        "source": "evidence",
        "kinds": ["forum.attended"],
        "conditions": "",
        "counted": "entry",
        "reason": "자리로 셈",
        **change,
    }


def test_a_preview_shows_the_figure_and_its_records_and_keeps_nothing(
    lead: Client, indicator: Indicator
) -> None:
    company = a_company("두번온기업")
    for month in (5, 6):
        attended(company, date(2022, month, 1))
    sent = a_definition(preview="1", reason="")
    page = lead.post(address("define", indicator), sent).content.decode()
    assert "<strong>8건</strong>" in page
    assert "지금 쓰는 정의로는 7곳" in page
    assert "두번온기업" in page
    part = lead.post(address("define", indicator), a_definition(), headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "<strong>8건</strong>" in part.content.decode()
    wrong = lead.post(address("define", indicator), a_definition(kinds=[]), headers={"HX-Request": "true"})
    assert "하나도 고르지 않았습니다" in wrong.content.decode()
    assert IndicatorVersion.objects.count() == 1


def test_a_definition_is_saved_with_its_reason_and_the_one_before_is_on_the_page(
    lead: Client, indicator: Indicator
) -> None:
    shown = lead.get(address("define", indicator)).content.decode()
    assert 'value="forum.attended"' in shown
    assert lead.post(address("define", indicator), a_definition(reason="")).status_code == 422
    assert lead.post(address("define", indicator), a_definition()).status_code == 302
    page = lead.get(address("indicator", indicator)).content.decode()
    assert "<strong>6건</strong>" in page
    assert "정의 1판" in page
    assert "자리로 셈" in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"conditions": "차수 = T0"}, "쓸 수 있는 칸"),
        ({"conditions": "title"}, "등호로 이어"),
        ({"conditions": "title ="}, "값이 없어"),
        ({"counted": ""}, "무엇을 한 번으로"),
        ({"counted": "person"}, "사람으로 세지 않습니다"),
        ({"counted": "sum", "figure": "nothing", "unit": "won"}, "수가 아닙니다"),
        ({"counted": "sum", "figure": "number"}, "단위를 골라"),
        ({"since": "2022-01-01", "until": "2021-01-01"}, "아무 기록도 들지 않습니다"),
        ({"since": "어제"}, "날짜로 읽을 수 없습니다"),
        ({"source": "survey"}, "조사의 지표와 규모"),
        ({"kinds": ["forum.slept"]}, "forum.slept"),
        ({"source": "x"}, "x"),
        ({"conditions": "가" * 2_000}, "1000"),
    ],
)
def test_a_definition_that_could_count_nothing_comes_back_with_a_way_out(
    lead: Client, indicator: Indicator, change: dict, words: str
) -> None:
    answer = lead.post(address("define", indicator), a_definition(**change))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert IndicatorVersion.objects.count() == 1


def test_a_new_indicator_is_made_once_however_often_the_form_is_sent(lead: Client) -> None:
    goal = a_goal()
    sent = {
        **a_definition(),
        "key": new_public_id(),
        "goal": goal.public_id,
        "code": "새지표",
        "title": "새 지표",
        "place": "3",
    }
    for _press in range(2):
        assert lead.post(reverse("programme:create"), sent).status_code == 302
    made = Indicator.objects.get()
    assert (str(made), made.place, made.versions.count()) == ("새 지표", 3, 1)
    again = {**sent, "key": new_public_id()}
    answer = lead.post(reverse("programme:create"), again)
    assert answer.status_code == 422
    assert "3번 자리" in answer.content.decode()
    survey = {
        **again,
        "code": "조사",
        "place": "",
        "source": "survey",
        "survey": "data_ai_use",
        "size": "large",
    }
    assert (
        lead.post(
            reverse("programme:create"), {**survey, "key": new_public_id(), "unit": "percent"}
        ).status_code
        == 302
    )


def test_targets_are_typed_a_line_each_and_come_back_as_they_were_typed(
    lead: Client, indicator: Indicator
) -> None:
    lines = "2022: 20\n2023-01-01 ~ 2023-06-30: 35.5\n2024: 1,000"
    where = address("targets", indicator)
    assert lead.post(where, {"targets": lines, "reason": "사업 계획"}).status_code == 302
    assert TargetPlan.objects.count() == 2
    [shown] = TEXT_AREA.findall(lead.get(where).content.decode())
    assert shown.strip() == lines
    for wrong, words in (
        ("2022: 20\n2023: 10", "줄어듭니다"),
        ("2022: 20\n2022: 30", "겹칩니다"),
        ("2022", "읽을 수 없습니다"),
        ("작년: 3", "해나 기간이 아닙니다"),
        ("2022: 많이", "수가 아닙니다"),
        ("2022: NaN", "수가 아닙니다"),
        ("2022: 1e400", "수가 아닙니다"),
        ("2055: 3", "사업 기간"),
        ("9999: 3", "해나 기간이 아닙니다"),
        ("2022-01-01 ~ 9999-12-31: 3", "해나 기간이 아닙니다"),
    ):
        answer = lead.post(where, {"targets": wrong, "reason": "시험"})
        assert answer.status_code == 422, wrong
        assert words in answer.content.decode(), wrong
    assert TargetPlan.objects.count() == 2


def test_a_published_figure_stands_beside_the_count_and_never_in_it(
    lead: Client, indicator: Indicator
) -> None:
    sent = {
        "key": new_public_id(),
        "on": "2022-12-31",
        "value": "20",
        "part": "",
        "source": "신문 2022-11-17",
        "mark": "R",
    }
    for _press in range(2):
        assert lead.post(address("figure", indicator), sent).status_code == 302
    assert ImportedFigure.objects.count() == 1
    page = lead.get(address("indicator", indicator)).content.decode()
    assert "신문 2022-11-17" in page
    assert "<strong>6곳</strong>" in page
    assert (
        lead.post(address("figure", indicator), {**sent, "key": new_public_id(), "source": ""}).status_code
        == 422
    )
    record_figure(indicator=indicator, on=date(2022, 12, 31), value=2_100, source="고침", actor=None)
    assert "2번째 값" in lead.get(address("indicator", indicator)).content.decode()


def test_staff_record_that_a_company_was_chosen_and_its_case_tells(indicator: Indicator) -> None:
    staff, company = in_role("centre_staff"), a_company("가온산업")
    sent = {
        "key": new_public_id(),
        "company": "가온산업",
        "distinction": "lighthouse",
        "axis": "digital",
        "on": "2022-11-16",
        "by": "산업 부처",
        "proof": "공고 2022-11-16",
    }
    for _press in range(2):
        assert staff.post(reverse("programme:distinguish"), sent).status_code == 302
    entry = EvidenceEntry.objects.get(organisation=company)
    case = staff.get(reverse("evidence:case", args=[company.public_id])).content.decode()
    assert "‘등대 중견기업’으로 선정되었습니다(산업 부처)." in case
    page = staff.get(reverse("evidence:entry", args=[company.public_id, entry.public_id])).content.decode()
    assert "공고 2022-11-16" in page
    for change, words in (
        ({}, "이미"),
        ({"company": "없는 기업"}, "없는 기업"),
        ({"distinction": "excellent_dx"}, "축은"),
        ({"on": "2999-01-01"}, "2999-01-01"),
        ({"axis": "moon"}, "moon"),
    ):
        answer = staff.post(reverse("programme:distinguish"), {**sent, "key": new_public_id(), **change})
        assert answer.status_code == 422, change
        assert words in answer.content.decode(), change
    assert EvidenceEntry.objects.filter(kind="programme.distinguished").count() == 1


def test_what_if_changes_the_answer_and_not_the_figure(lead: Client) -> None:
    far = an_indicator(title="먼 목표", target=300)
    for month in range(24):
        for _place in range(2 + month % 2):
            attended(a_company(), date(2021 + month // 12, 1 + month % 12, 10))
    asked = {"on": "2022-12-31"}
    page = lead.get(address("indicator", far), asked).content.decode()
    assert "더 한다면" in page
    assert "분기마다" in page
    more = lead.get(address("indicator", far), {**asked, "times": "40", "each": "6"}).content.decode()
    assert "<strong>60곳</strong>" in page
    assert "<strong>60곳</strong>" in more
    chances = [int(one) for one in re.findall(r"data-label=\"이룰 가능성\">(\d+)%", more)]
    assert len(chances) == 2
    assert chances[0] < 20 < chances[1]


def test_the_lead_is_told_of_targets_at_risk_on_the_first_page_of_the_day(lead: Client) -> None:
    today = clock.today()
    programme = Programme.objects.create(
        code="now",
        title="올해의 사업",
        starts_on=today - timedelta(days=400),
        ends_on=today + timedelta(days=400),
        source="시험",
    )
    goal = Goal.objects.create(programme=programme, code="g", place=1, title="목표", stage="execution")
    late = an_indicator(goal=goal)
    wanted = [Wanted(today, programme.ends_on, 10_000)]
    set_targets(indicator=late, wanted=wanted, reason="시험", actor=None)
    assert "위험하거나 늦은 목표 1개" in lead.get("/today/").content.decode()
    assert "위험하거나 늦은 목표" not in in_role("centre_staff").get("/today/").content.decode()


def test_targets_that_end_within_half_a_year_are_due_while_the_programme_runs(
    lead: Client, indicator: Indicator
) -> None:
    due = "반년 안에 끝나는 목표"
    pages = [lead.get(HOME, {"on": on}).content.decode() for on in ("2024-05-01", "2024-11-30", "2024-12-31")]
    assert [due in page for page in pages] == [False, True, False]
    assert "31일 남음" in pages[1]
