"""Pages of the gap: plain to everybody, quick, never a fault, and nothing of anybody."""

import csv
import io
from datetime import date
from itertools import product

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deungdae.apps.accounts.services import grant_role
from deungdae.apps.gap.services.editions import make_edition
from deungdae.apps.gap.services.surveys import load_surveys
from tests.support.centre import person
from tests.support.factors import with_factor
from tests.support.gap import SECOND, a_person, a_sample, two_rounds

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
HOME = "/gap/"
CELLS = {("mid_sized", "26", "41"): 8, ("mid_sized", "58", "41"): 7, ("large", "26", "41"): 2}


def in_role(role: str) -> Client:
    user = person(role)
    grant_role(user=user, role=role)
    client = Client()
    client.force_login(with_factor(user))
    return client


@pytest.fixture
def _sample() -> None:
    a_sample(CELLS, a_person())
    assert make_edition() is not None


def test_before_anybody_answered_the_page_says_so_and_shows_what_was_published(client: Client) -> None:
    load_surveys()
    page = client.get(HOME)
    text = page.content.decode()
    assert page.status_code == 200
    assert "아직 보일 지표가 없습니다" in text
    for value in ("22.4%", "2%", "1.9%"):
        assert f">{value}<" in text
    assert "센터 사업 개요" in text
    assert "asiae" not in text
    assert "제조업 2,174곳(2024년 말" in text
    assert client.get(reverse("gap:figures")).status_code == 200


@pytest.mark.usefixtures("_sample")
def test_everybody_reads_figures_with_interval_and_what_the_sample_says(client: Client) -> None:
    text = client.get(HOME, {"indicator": "overall"}).content.decode()
    assert "응답한 15곳의 평균은" in text
    assert "무작위로 뽑은 표본이 아닙니다" in text
    assert "15곳의 응답을 전체 6,474곳에 맞추어 가중했습니다" in text
    assert "5 미만이라 숨김" in text
    assert "<svg" in text
    assert "지원의 효과" not in text


@pytest.mark.usefixtures("_sample")
def test_no_company_and_no_small_cell_stands_on_any_side_or_in_any_file(client: Client) -> None:
    for indicator, side in product(("use", "overall", "D5"), ("size", "industry", "region")):
        asked = {"indicator": indicator, "side": side, "round": "T0", "year": "2024"}
        text = client.get(HOME, asked).content.decode()
        assert "mid_sized26" not in text
        rows = list(
            csv.reader(io.StringIO(client.get(reverse("gap:figures"), asked).content.decode("utf-8-sig")))
        )
        told = {row[4]: row[5] for row in rows[1:]}
        assert all(int(n) >= 5 for n in told.values() if n)
        for name, n in told.items():
            assert name in text
            assert n in text
    assert told == {"경기": "15"}


def test_years_of_a_round_stand_side_by_side_each_by_its_own_answers(client: Client) -> None:
    somebody = a_person()
    a_sample({("mid_sized", "26", "41"): 6}, somebody)
    a_sample({("mid_sized", "26", "41"): 8}, somebody, day=SECOND)
    a_sample({("mid_sized", "26", "41"): 3}, somebody, day=date(2026, 3, 4))
    make_edition()
    asked = {"side": "year", "indicator": "overall", "year": "2024"}
    text = client.get(HOME, asked).content.decode()
    assert "종합 점수: 연도별" in text
    rows = list(
        csv.reader(io.StringIO(client.get(reverse("gap:figures"), asked).content.decode("utf-8-sig")))
    )
    assert [(row[4], row[5]) for row in rows[1:]] == [("2024", "6"), ("2025", "8"), ("2026", "")]
    assert rows[3][6] == "5 미만이라 숨김"


@pytest.mark.usefixtures("_sample")
@pytest.mark.parametrize(
    "asked",
    [
        {"indicator": "x" * 500},
        {"indicator": "\x00", "side": "\x00", "year": "\x00"},
        {"year": "-1", "round": "T9"},
        {"year": "９９９９"},
        {"year": "99999999999999999999"},
        {"side": "organisation__name"},
        {"indicator": ["use", "D1"], "side": ["region", "size"]},
    ],
)
def test_what_nobody_can_ask_for_gives_way_to_what_there_is(client: Client, asked: dict) -> None:
    for name in ("gap:home", "gap:figures"):
        assert client.get(reverse(name), asked).status_code == 200
    for name in ("gap:effect", "gap:pairs"):
        assert (
            in_role("centre_staff" if name == "gap:pairs" else "auditor")
            .get(reverse(name), asked)
            .status_code
            == 200
        )


@pytest.mark.usefixtures("_sample")
def test_a_page_takes_few_queries_whatever_it_shows(client: Client) -> None:
    counts = set()
    for side in ("size", "industry", "region", "year"):
        client.get(HOME, {"side": side})
        with CaptureQueriesContext(connection) as asked:
            client.get(HOME, {"side": side, "indicator": "D1"})
        counts.add(len(asked))
    assert max(counts) <= 5, counts


def test_the_effect_is_read_by_those_who_report_and_the_pairs_by_staff_alone(client: Client) -> None:
    two_rounds(a_person(), served=7, others=6)
    make_edition()
    assert client.get("/gap/effect/").status_code == 302
    for role in ("ministry_official", "auditor", "centre_staff", "centre_lead"):
        reader, is_staff = in_role(role), role.startswith("centre")
        text = reader.get("/gap/effect/").content.decode()
        assert "아직 자료가 부족합니다: 40쌍 가운데 6쌍" in text
        assert "포럼 참석" in text
        assert "참값과 다를 수 있습니다" in text
        for name in ("gap:pairs", "gap:decision"):
            assert reader.get(reverse(name)).status_code == (200 if is_staff else 404)
        if is_staff:
            pairs = reader.get("/gap/effect/pairs/").content.decode()
            assert "짝**0" in pairs
            assert "짝000" not in pairs
            assert "규모, 업종, 지역" in pairs
    company = in_role("mentor")
    assert company.get("/gap/effect/").status_code == 404
    assert company.get(HOME).status_code == 200


def test_an_effect_of_forty_pairs_is_told_with_its_interval() -> None:
    two_rounds(a_person(), served=41, others=42, gain=2)
    make_edition()
    text = in_role("ministry_official").get("/gap/effect/").content.decode()
    assert "41쌍을 비교했고, 95% 신뢰구간은" in text
    assert "gap-whisker" in text
    assert "아직 자료가 부족합니다" not in text
