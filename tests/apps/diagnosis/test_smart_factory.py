"""Confirmed levels of smart factories: taken over from a list into cases, never calculated."""

from datetime import timedelta

import pytest

from deungdae.apps.core import clock
from deungdae.apps.core.imports import services
from deungdae.apps.core.models import ImportRun
from deungdae.apps.diagnosis.smart_factory import confirmed_levels, level_words
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.models import Organisation
from tests.apps.core.imports.lists import checked_run, csv_of, work_off
from tests.apps.diagnosis.test_assessment_pages import page, signed_in
from tests.engine.maturity.samples import S1
from tests.support.diagnosis import a_colleague, a_settled

pytestmark = pytest.mark.django_db
HEAD = ("기업명", "확인서 번호", "수준", "역량 수준", "사업장", "확인 기관", "확인일", "유효 기한")
ROW = ("한빛정밀", "SF-1", "중간1", "Level 3", "안산공장", "확인원", "2026-05-11", "2029-05-10")


@pytest.fixture
def company() -> Organisation:
    return Organisation.objects.create(name="한빛정밀")


def check(*rows: tuple[str, ...]) -> ImportRun:
    return checked_run(csv_of([HEAD, *rows]), importer="smart_factory")


def applied(*rows: tuple[str, ...]) -> ImportRun:
    run = check(*rows)
    assert run.state == ImportRun.State.CHECKED, [one.message for one in run.bad_rows.all()]
    services.apply_import(run=run, actor=None)
    work_off()
    run.refresh_from_db()
    return run


def test_a_level_stands_in_the_case_and_beside_the_own_score(company: Organisation) -> None:
    applied(ROW)
    [entry] = confirmed_levels(company)
    assert level_words(entry.payload) == "중간1, Level 3"
    somebody = a_colleague("하나", company)
    shown = signed_in(somebody).get(page("assessment", a_settled(company, somebody, S1))).content.decode()
    assert "안산공장" in shown
    assert "중간1, Level 3 (확인원, 2026. 5. 11.(월))" in shown
    run = check(ROW)
    assert (run.counts["created"], run.counts["unchanged"]) == (0, 1)


def test_a_list_taken_back_can_be_sent_again_corrected(company: Organisation) -> None:
    services.undo_import(run=applied(ROW), actor=None)
    assert confirmed_levels(company) == []
    applied((*ROW[:2], "고도", *ROW[3:]))
    assert [level_words(one.payload) for one in confirmed_levels(company)] == ["고도, Level 3"]
    assert EvidenceEntry.objects.filter(organisation=company).count() == 3


@pytest.mark.usefixtures("company")
def test_every_bad_row_is_told_and_nothing_lands() -> None:
    tomorrow = f"{clock.today() + timedelta(days=1)}"
    applied(ROW)
    run = check(
        ("없는기업", "SF-2", *ROW[2:]),
        ("한빛정밀", "SF-3", "최고", *ROW[3:]),
        ("한빛정밀", "SF-4", "", "6", *ROW[4:]),
        ("한빛정밀", "SF-5", "", "", *ROW[4:]),
        ("한빛정밀", "SF-6", *ROW[2:6], tomorrow, ""),
        ("한빛정밀", "SF-7", *ROW[2:7], "2020-01-01"),
        ("한빛정밀", "SF-1", "고도", *ROW[3:]),
        ("한빛정밀", "SF-8", *ROW[2:]),
        ("한빛정밀", "SF-8", *ROW[2:]),
    )
    told = [(one.row_number, one.column) for one in run.bad_rows.order_by("row_number")]
    assert told == [
        (2, "기업명"),
        (3, "시스템 스마트화 수준"),
        (4, "제조혁신역량 수준"),
        (5, "시스템 스마트화 수준"),
        (6, "확인일"),
        (7, "유효 기한"),
        (8, "확인서 번호"),
        (10, "확인서 번호"),
    ]
    assert EvidenceEntry.objects.filter(kind="diagnosis.smart_factory").count() == 1
