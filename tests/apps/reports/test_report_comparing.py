"""A report beside the state of today: every figure that differs, with the reasons that add up to it."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.spans import moment
from deungdae.apps.core import clock
from deungdae.apps.core.reporting.figures import SOURCES, values_of
from deungdae.apps.evidence.services import correct_evidence
from deungdae.apps.forum.kinds import ATTENDED
from deungdae.apps.organisations.models import Organisation, YearlyFigure
from deungdae.apps.organisations.services.merging import merge_organisations
from deungdae.apps.reports.models import Report, Snapshot
from deungdae.apps.reports.sections.entries import changes, entries_query, values
from deungdae.apps.reports.selectors.comparing import comparison_with_today
from tests.support.reports import FROZEN, MARCH, a_colleague, a_draft, a_template, an_entry

pytestmark = pytest.mark.django_db
LATER = moment(date(2021, 4, 20), 9 * 60)
DAY = date(2021, 3, 10)


@pytest.fixture
def author() -> User:
    return a_colleague("작성")


def snapshot_of(report: Report) -> Snapshot:
    assert report.snapshot is not None
    return report.snapshot


def told(report: Report) -> dict[str, list[tuple[int | None, int | None, tuple[str, ...]]]]:
    found: dict[str, list[tuple[int | None, int | None, tuple[str, ...]]]] = {}
    for one in comparison_with_today(snapshot_of(report)).differences:
        found.setdefault(one.name, []).append((one.was, one.now, one.reasons))
    return found


def test_while_nothing_has_come_every_figure_is_the_same(author: User) -> None:
    an_entry(Organisation.objects.create(name="한빛정밀"), DAY)
    found = comparison_with_today(snapshot_of(a_draft(author)))
    assert (found.differences, found.unknown) == ((), 0)
    assert found.asked > 40


def test_an_entry_recorded_later_is_named_with_its_company_and_both_days(author: User) -> None:
    an_entry(Organisation.objects.create(name="한빛정밀"), DAY)
    report = a_draft(author)
    an_entry(Organisation.objects.create(name="새길전자"), date(2021, 3, 20), at=LATER)
    found = told(report)
    was, now, reasons = found["포럼 참석"][0]
    assert (was, now) == (1, 2)
    assert reasons == (
        "나중에 적은 기록: 새길전자, 포럼 참석, 2021. 3. 20.에 있었던 일을 2021. 4. 20.에 적음 (+1)",
    )
    assert found["지원받은 기업"][0][2] == ("나중에 적은 기록으로 새로 셈: 새길전자 (+1)",)


def test_a_corrected_entry_is_named_with_the_reason_of_the_correction(author: User) -> None:
    entry = an_entry(Organisation.objects.create(name="한빛정밀"), DAY)
    report = a_draft(author)
    with clock.turned_to(LATER):
        correct_evidence(entry=entry, reason="다른 회사 사람이었음", actor=author)
    was, now, reasons = told(report)["포럼 참석"][0]
    assert (was, now) == (1, 0)
    assert reasons[0].startswith("바로잡은 기록: 한빛정밀")
    assert reasons[0].endswith("다른 회사 사람이었음 (-1)")


def test_a_restated_figure_of_a_company_says_what_it_was_and_what_it_is(author: User) -> None:
    company = Organisation.objects.create(name="한빛정밀")
    facts = {"organisation": company, "year": 2022, "kind": "sales", "source_kind": 2}
    days = {"ends_on": date(2022, 12, 31), "as_of": date(2023, 3, 31)}
    first = YearlyFigure.objects.create(
        value=170_000_000_000, recorded_at=FROZEN - timedelta(days=1), **facts, **days
    )
    report = a_draft(
        author,
        template=a_template("company-letter"),
        organisation=company,
        since=date(2020, 1, 1),
        until=date(2023, 1, 1),
    )
    YearlyFigure.objects.filter(pk=first.pk).update(ended_at=LATER)
    YearlyFigure.objects.create(value=165_000_000_000, supersedes=first, recorded_at=LATER, **facts, **days)
    [(was, now, reasons)] = told(report)["매출액"]
    assert (was, now) == (170_000_000_000, 165_000_000_000)
    assert reasons == (
        "2022년 매출액 정정: 170,000,000,000원 → 165,000,000,000원"
        "(사업보고서·공시, 2021. 4. 20.에 기록) (-5,000,000,000)",
    )


def test_companies_that_were_merged_are_no_mystery(author: User) -> None:
    survivor, gone = (Organisation.objects.create(name=name) for name in ("한빛정밀", "한빛정밀공업"))
    for number, company in enumerate((survivor, gone)):
        an_entry(company, DAY, number=number + 1)
    report = a_draft(author)
    merge_organisations(survivor=survivor, merged=gone, take=[], reason="같은 회사", actor=author)
    was, now, reasons = told(report)["지원받은 기업"][0]
    assert (was, now) == (2, 1)
    assert reasons == ("기업 기록이 합쳐지거나 나뉘는 등 세는 대상 자체가 달라졌습니다. (-1)",)


def test_many_later_entries_are_told_by_their_number(author: User) -> None:
    report = a_draft(author)
    company = Organisation.objects.create(name="한빛정밀")
    for number in range(1, 9):
        an_entry(company, DAY, number=number, at=LATER)
    _was, now, reasons = told(report)["인식 제고"][0]
    assert now == 8
    assert len(reasons) == 6
    assert reasons[-1] == "그 밖에 나중에 적은 기록 3건 (+3)"


def test_a_figure_whose_source_is_gone_is_counted_and_the_page_says_so(author: User) -> None:
    report = a_draft(author)
    whole = SOURCES.pop("evidence")
    try:
        found = comparison_with_today(snapshot_of(report))
    finally:
        SOURCES["evidence"] = whole
    assert found.asked == 0
    assert found.unknown > 40


def test_comparing_asks_no_more_of_the_database_when_there_are_more_entries(author: User) -> None:
    company = Organisation.objects.create(name="한빛정밀")
    report = a_draft(author)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            comparison_with_today(snapshot_of(Report.objects.get(pk=report.pk)))
        return len(asked)

    an_entry(company, DAY, number=1, at=LATER)
    few = queries()
    for number in range(2, 8):
        an_entry(company, DAY, number=number, at=LATER)
    assert queries() == few


NUMBERS = count(1)
HISTORY = st.lists(st.tuples(st.integers(0, 40), st.one_of(st.none(), st.integers(0, 40))), max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORY, at=st.integers(0, 40))
def test_for_every_history_the_reasons_add_up_to_the_difference(
    db: None, history: list[tuple[int, int | None]], at: int
) -> None:
    """Each entry is recorded on some day and perhaps corrected on a later one; the report is of any day."""
    company = Organisation.objects.create(name=f"기업 {next(NUMBERS)}")
    start = moment(date(2021, 3, 1), 0)
    for recorded, corrected in history:
        entry = an_entry(company, DAY, number=next(NUMBERS), at=start + timedelta(days=recorded))
        if corrected is not None:
            with clock.turned_to(start + timedelta(days=recorded + corrected, hours=1)):
                correct_evidence(entry=entry, reason="잘못 적음", actor=None)
    then = start + timedelta(days=at, hours=2)
    query = entries_query([ATTENDED], *MARCH, company=company.short_id)
    [was], [now] = values([query], then), values_of([query], clock.now())
    expected = sum(
        1
        for recorded, corrected in history
        if recorded <= at and (corrected is None or recorded + corrected > at)
    )
    assert was == expected
    assert now is not None
    [reasons] = changes([query], then)
    assert sum(one.amount or 0 for one in reasons) == now - expected
