"""A result told in whole: what is good, what comes next, what changed since T0, on the page and on paper."""

import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.documents.hwpx.check import faults_of
from deungdae.apps.diagnosis.bridge.asked import asked
from deungdae.apps.diagnosis.bridge.steps import next_steps, strengths_of
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.diagnosis.selectors.report import told_of
from deungdae.apps.diagnosis.selectors.since import since_first
from deungdae.apps.diagnosis.selectors.trades import trades_in
from deungdae.apps.evidence.services import correct_evidence
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.services.merging import merge_organisations
from tests.engine.maturity.samples import S1, everything, framework, nothing
from tests.support.diagnosis import (
    a_colleague,
    a_settled,
    a_visit_of_the_centre,
    an_assessment,
    settled_at_once,
)

pytestmark = pytest.mark.django_db
BETTER = S1 | {"Q8": [1, 2, 3, 4, 5, 6]}


@pytest.fixture
def company() -> Organisation:
    return Organisation.objects.create(name="한빛정밀")


@pytest.fixture
def one(company: Organisation) -> User:
    return a_colleague("하나", company)


def a_year_later(company: Organisation, one: User) -> Assessment:
    """T0 with S1, a meeting and a course in between, two that do not count, and T1 with more of Q8."""
    now = clock.now()
    with clock.turned_to(now - timedelta(days=365)):
        a_settled(company, one, S1)
    a_visit_of_the_centre(company, on=clock.today() - timedelta(days=400), title="T0 앞의 상담일")
    a_visit_of_the_centre(company, on=clock.today() - timedelta(days=200), title="가을 상담일")
    wrong = a_visit_of_the_centre(company, on=clock.today() - timedelta(days=100), title="잘못 적은 상담일")
    correct_evidence(entry=wrong, reason="다른 기업의 상담", actor=None)
    return a_settled(company, one, BETTER, wanted="T1")


def page(name: str, assessment: Assessment) -> str:
    return reverse(f"diagnosis:{name}", args=[assessment.public_id])


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_year_later_the_change_stands_beside_what_was_received(company: Organisation, one: User) -> None:
    later = a_year_later(company, one)
    found = since_first(later, one)
    assert found is not None
    assert [change.change for change in found.changes] == ["+4.17", "±0", "±0", "±0", "+25", "±0", "±0"]
    assert [group.label for group in found.received] == ["실행 지원"]
    assert ["가을 상담일" in text for group in found.received for _day, text in group.lines] == [True]
    shown = signed_in(one).get(page("assessment", later)).content.decode()
    assert ("T0 뒤로 달라진 것" in shown, "가을 상담일" in shown) == (True, True)
    assert ("T0 앞의 상담일" in shown, "잘못 적은 상담일" in shown) == (False, False)
    assert since_first(Assessment.objects.get(round="T0"), one) is None


def test_many_of_a_kind_are_told_together_and_counted_one_by_one(company: Organisation, one: User) -> None:
    later = a_year_later(company, one)
    for days in (150, 140, 130):
        a_visit_of_the_centre(company, on=clock.today() - timedelta(days=days), title="겨울 상담일")
    found = since_first(later, one)
    assert found is not None
    [group] = found.received
    assert ([text for _days, text in group.lines], group.count, found.count) == (
        ["상담일에서 상담함 4건"],
        4,
        4,
    )
    assert "~" in group.lines[0][0]


def test_what_has_fallen_since_is_no_strength_and_the_paper_tells_the_change(
    company: Organisation, one: User
) -> None:
    later = a_year_later(company, one)
    change = told_of(later, one)["whole"].change
    assert change
    paper = signed_in(one).get(page("result_hwpx", later)).content
    assert f"T0보다 {change}" in ZipFile(BytesIO(paper)).read("Contents/section0.xml").decode()
    better = {code: points + 1 for code, points in later.score["dimensions"].items()}  # type: ignore[index]
    assert strengths_of(later)
    assert strengths_of(later, {"dimensions": better}) == []


def test_figures_of_another_rule_are_not_compared_and_a_merge_is_told(
    company: Organisation, one: User
) -> None:
    Organisation.objects.filter(pk=company.pk).update(industry_id="26")
    company.refresh_from_db()
    a_settled(company, one, S1, rule="V1")
    survivor = Organisation.objects.create(name="누리기계", industry_id="62")
    merge_organisations(survivor=survivor, merged=company, take=[], reason="합병", actor=None)
    later = a_settled(survivor, one, BETTER, wanted="T1", rule="V2")
    found = since_first(later, one)
    assert found is not None
    assert (found.changes, found.count) == ((), 0)
    assert found.notes[0] == "T0은 합치기 전 ‘한빛정밀’의 진단입니다."
    assert found.notes[1].startswith("그사이 업종이 ‘전자 부품")
    assert found.notes[1].endswith("바뀌었습니다.")


@pytest.mark.one_database
def test_the_weakest_come_next_and_the_best_are_praised(company: Organisation, one: User) -> None:
    settled = a_settled(company, one, S1)
    steps, strengths = next_steps(settled), strengths_of(settled)
    assert [step.name.split()[0] for step in steps] == ["D1", "D5", "D6"]
    assert [one.name.split()[0] for one in strengths] == ["D2", "D4", "D3"]
    assert steps[0].way.startswith("보통 → ")
    assert all(step.looks for step in steps)
    top = Organisation.objects.create(name="나래기계")
    best = a_settled(top, a_colleague("두리", top), everything(framework(), framework().rule("V1k")))
    assert (next_steps(best), len(strengths_of(best))) == ([], 3)
    new = Organisation.objects.create(name="다온")
    least = a_settled(new, a_colleague("세나", new), nothing(framework()))
    assert (len(next_steps(least)), strengths_of(least)) == (3, [])


@pytest.mark.one_database
@pytest.mark.parametrize("code", ["five-minute", "industry-band"])
def test_other_frameworks_have_next_steps_too(company: Organisation, one: User, code: str) -> None:
    answers = {"Q1": [1, 2, 3, 4]} if code == "five-minute" else {f"Q{n}": n % 5 for n in range(1, 17)}
    settled = a_settled(company, one, answers, code=code)
    assert next_steps(settled)
    assert all(step.target and step.looks for step in next_steps(settled))
    assert bool(strengths_of(settled)) is (code == "industry-band")


def words_of_pdf(content: bytes, folder: Path) -> str:
    path = folder / "report.pdf"
    path.write_bytes(content)
    read = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True)
    return read.stdout.replace("\u2060", "")


def test_the_report_says_the_same_as_pdf_and_for_the_word_processor(
    company: Organisation, one: User, tmp_path: Path
) -> None:
    later, client = a_year_later(company, one), signed_in(one)
    place = (later.industry or "", later.region or "", later.size_class or "")
    settled_at_once(later.framework, [place] * 6, [40.0, 45.0, 50.0, 55.0, 60.0, 65.0])
    pdf = client.get(page("result_pdf", later))
    assert pdf.headers["Content-Type"] == "application/pdf"
    told = words_of_pdf(pdf.content, tmp_path)
    hwpx = client.get(page("result_hwpx", later))
    assert faults_of(hwpx.content) == []
    section = ZipFile(BytesIO(hwpx.content)).read("Contents/section0.xml").decode()
    for words in (
        "한빛정밀",
        "영역별 결과",
        "D4 데이터 관리",
        "잘하고 있는 것",
        "‘보통’ 이상이고 T0보다",
        "다음에 할 일",
        "확인됨",
        "가을 상담일",
    ):
        assert words in told, words
        assert words in section, words
    english = client.get(page("result_pdf", later), headers={"Accept-Language": "en"})
    assert english.status_code == 200


@pytest.mark.one_database
def test_the_questions_come_on_paper_and_examples_of_the_own_trade_come_first(
    company: Organisation, one: User, tmp_path: Path
) -> None:
    Organisation.objects.filter(pk=company.pk).update(industry_id="28")
    company.refresh_from_db()
    opened = an_assessment(company)
    told = words_of_pdf(signed_in(one).get(page("form", opened)).content, tmp_path)
    for words in ("한빛정밀", "Q11.", "이미 투자함", "해당하는 것이 없습니다", "손으로 적은 뒤"):
        assert words in told, words
    trades = trades_in(framework(), company)
    mixed = next(q for q in framework().questions if "C28" in [e.industry for e in q.examples][1:])
    first, *_others = asked(framework(), mixed.code, None, trades).examples
    assert first[0] == str(company.industry)


def test_nothing_is_printed_before_it_is_settled(company: Organisation, one: User) -> None:
    opened = an_assessment(company)
    assert signed_in(one).get(page("result_pdf", opened)).status_code == 404
