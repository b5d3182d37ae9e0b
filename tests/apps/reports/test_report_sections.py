"""What stands in the shipped reports: counts that another look confirms, what is left out, no names."""

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.reporting.sections import SECTIONS
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import correct_evidence
from deungdae.apps.forum.services.registrations import confirm_registration
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.policy.models import Task
from deungdae.apps.reports.models import Report
from deungdae.apps.reports.selectors.comparing import comparison_with_today
from deungdae.apps.reports.services.making import content_of
from tests.support.forum import registered
from tests.support.policy import a_content
from tests.support.policy import registered as registered_tasks
from tests.support.programme import an_indicator
from tests.support.reports import (
    FROZEN,
    a_colleague,
    a_draft,
    a_held_forum,
    a_template,
    an_entry,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> User:
    return a_colleague("작성")


def content(report: Report) -> dict[str, Any]:
    assert report.snapshot is not None
    return report.snapshot.content


def table(told: dict[str, Any], caption: str) -> list[list[Any]]:
    """The rows of a table, numbers as numbers."""
    [found] = [block for block in told["blocks"] if block["is"] == "table" and block["caption"] == caption]
    return [[number_in(cell) if isinstance(cell, dict) else cell for cell in row] for row in found["rows"]]


def number_in(cell: dict[str, Any]) -> int | None:
    return None if cell["value"] is None else int(cell["value"])


def headings(told: dict[str, Any]) -> list[str]:
    return [block["text"] for block in told["blocks"] if block["is"] == "heading" and block["level"] == 1]


def test_the_monthly_report_counts_what_an_independent_look_counts(author: User) -> None:
    first, second = (Organisation.objects.create(name=name) for name in ("한빛정밀", "새길전자"))
    days = [
        (first, date(2021, 3, 2)),
        (first, date(2021, 3, 31)),
        (second, date(2021, 2, 28)),
        (second, date(2021, 1, 5)),
    ]
    for number, (company, day) in enumerate(days, start=1):
        an_entry(company, day, number=number)
    wrong = an_entry(first, date(2021, 3, 15), number=9)
    correct_evidence(entry=wrong, reason="잘못 적음", actor=None)
    told = content(a_draft(author, at=clock.now()))
    rows = table(told, "한눈에 보는 활동")
    assert rows[0] == ["지원받은 기업 [1]", 1, 1, 2]
    assert rows[1][1:] == [2, 1, 4]
    counted = [
        one
        for one in EvidenceEntry.objects.filter(corrects=None)
        if one.counter is None and one.happened_on.month == 3
    ]
    assert rows[1][1] == len(counted)
    months = table(told, "열두 달의 활동")
    assert [row[1] for row in months][-3:] == [1, 1, 2]
    assert sum(row[1] for row in months) == 4
    assert "기업 1곳을 지원했고, 기업 카드에 2건을 남겼습니다" in str(told["blocks"])


def test_every_number_of_every_table_stands_in_the_annex_with_its_definition(author: User) -> None:
    an_entry(Organisation.objects.create(name="한빛정밀"), date(2021, 3, 2))
    told = content(a_draft(author))
    numbers = [
        cell["value"]
        for block in told["blocks"]
        if block["is"] == "table"
        for row in block["rows"]
        for cell in row
        if isinstance(cell, dict)
    ]
    values = Counter(str(row["value"]) for row in told["figures"])
    assert len(numbers) > 40
    assert Counter(numbers) - values == Counter()
    for row in told["figures"]:
        definition = told["definitions"][row["definition"] - 1]
        assert all(definition[name] for name in ("name", "meaning", "source"))
        assert row["query"]["of"] == "evidence"


def test_a_part_that_nobody_registers_is_left_out_and_the_paper_says_so(author: User) -> None:
    section = SECTIONS.pop("policy.summary")
    try:
        told = content(a_draft(author, template=a_template("ministry-tasks")))
    finally:
        SECTIONS["policy.summary"] = section
    assert {"title": "과제 이행 현황", "why": "unknown", "section": "policy.summary"} in told["left_out"]
    assert headings(told) == ["1. 센터의 지원"]


def test_the_ministries_tasks_stand_in_their_report_as_another_look_counts_them(author: User) -> None:
    registered_tasks(a_content("R-1"), a_content("R-2", lead="mss"), a_content("R-3", lead="mss"))
    this_year = {"since": date(clock.today().year, 1, 1), "until": date(clock.today().year + 1, 1, 1)}
    report = a_draft(author, at=clock.now(), template=a_template("ministry-tasks"), **this_year)
    told = content(report)
    assert table(told, "분야별 과제")[-1][:2] == ["모두", Task.objects.count()]
    assert table(told, "분야별 과제")[0][:2] == ["R&D", Task.objects.count()]
    lights = table(told, "분야별 과제")[-1][2:]
    assert sum(lights) == Task.objects.count()
    by_ministry = table(told, "주관 부처별 과제")
    assert sorted(row[1] for row in by_ministry) == [1, 2, 3]
    assert table(told, "예산 계획과 집행") == [[str(clock.today().year), 60, None]]
    comparison = comparison_with_today(report.snapshot)
    assert (comparison.unknown, comparison.differences) == (0, ())
    registered_tasks(a_content("R-4"))
    [whole] = {one.more for one in comparison_with_today(report.snapshot).differences if one.name == "과제"}
    assert whole == 1


def test_targets_stand_in_the_monthly_report_and_a_late_entry_is_explained(author: User) -> None:
    first, second = (Organisation.objects.create(name=name) for name in ("한빛정밀", "새길전자"))
    an_indicator(title="포럼에 온 기업", target=10)
    an_entry(first, date(2021, 3, 2), number=1)
    report = a_draft(author, at=clock.now())
    rows = table(content(report), "목표와 실적")
    assert [(row[1], row[2]) for row in rows] == [(1, "10곳")]
    assert comparison_with_today(report.snapshot).differences == ()
    an_entry(second, date(2021, 3, 9), number=2, at=clock.now())
    found = {one.name: one for one in comparison_with_today(report.snapshot).differences}
    late = found["포럼에 온 기업"]
    assert (late.was, late.now, late.reasons) == (1, 2, ("나중에 적은 기록으로 새로 센 것 1건 (+1)",))


def test_the_letter_tells_a_company_its_own_year_and_nobody_elses(author: User) -> None:
    mine, other = (Organisation.objects.create(name=name) for name in ("한빛정밀", "새길전자"))
    an_entry(mine, date(2021, 3, 2), number=1)
    an_entry(other, date(2021, 3, 3), number=2)
    wrong = an_entry(mine, date(2021, 5, 3), number=3)
    correct_evidence(entry=wrong, reason="착오", actor=None)
    year = {"since": date(2021, 1, 1), "until": date(2022, 1, 1)}
    told = content(
        a_draft(author, at=clock.now(), template=a_template("company-letter"), organisation=mine, **year)
    )
    text = str(told)
    assert table(told, "받은 지원") == [["포럼 참석 [1]", 1, 0]]
    assert "접수 번호 1" in text
    assert "접수 번호 2" not in text
    assert "접수 번호 3" not in text
    assert "새길전자" not in text
    assert author.name not in str(told["blocks"])


def test_the_press_notice_tells_who_held_what_where_and_its_programme(author: User) -> None:
    forum = a_held_forum(author)
    confirm_registration(registration=registered(forum, 1))
    told = content(a_draft(author, at=clock.now(), template=a_template("forum-press"), forum=forum))
    lead = told["blocks"][1]["text"]
    assert f"‘{forum.title}’" in lead
    assert "발표 2건이 있습니다" in lead
    rows = table(told, "행사 개요")
    assert ["참가 신청 [1]", "1명"] in rows
    assert headings(told) == ["1. 개요", "2. 행사 개요", "3. 프로그램"]


def test_the_file_for_the_audit_shows_also_what_was_corrected(author: User) -> None:
    company = Organisation.objects.create(name="한빛정밀")
    an_entry(company, date(2021, 3, 2), number=1)
    correct_evidence(entry=an_entry(company, date(2021, 3, 3), number=2), reason="착오", actor=None)
    told = content(a_draft(author, at=clock.now(), template=a_template("audit-file")))
    rows = [row for block in told["blocks"] if block.get("caption") == "2021년 3월" for row in block["rows"]]
    assert [row[-1] for row in rows] == ["유효", "바로잡음"]


def test_without_any_entry_the_report_says_that_nothing_happened(author: User) -> None:
    told = content(a_draft(author))
    assert told["blocks"][1]["text"] == "이 기간에 기업 카드에 적힌 지원이 없습니다."
    assert {row["why"] for row in told["left_out"]} == {"empty"}


def test_making_asks_as_many_questions_for_many_entries_as_for_few(author: User) -> None:
    report = a_draft(author)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked, clock.turned_to(FROZEN):
            content_of(Report.objects.get(pk=report.pk), tell=lambda _percent, _step: None)
        return len(asked)

    an_entry(Organisation.objects.create(name="기업 0"), date(2021, 3, 1), number=1)
    few = queries()
    for number in range(2, 9):
        an_entry(Organisation.objects.create(name=f"기업 {number}"), date(2021, 3, number), number=number)
    assert queries() == few


def test_a_report_in_english_is_english_to_the_annex(author: User) -> None:
    an_entry(Organisation.objects.create(name="Hanbit"), date(2021, 3, 2))
    told = content(a_draft(author, language="en", title="Monthly report"))
    assert told["template"]["name"] == "Monthly report of the centre"
    assert [row["name"] for row in told["definitions"]][:2] == ["Companies served", "Awareness"]
    assert not re.search("[가-힣]", str({**told, "figures": []}).replace("디지털", ""))
