"""What is counted: each key once, parts that add up, people behind papers, merged companies, days."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deungdae.apps.accounts.models import User
from deungdae.apps.diagnosis.kinds import ASSESSED
from deungdae.apps.evidence.services import correct_evidence
from deungdae.apps.forum.kinds import ATTENDED
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.services.merging import merge_organisations
from deungdae.apps.programme.definition import Definition
from deungdae.apps.programme.models import Indicator
from deungdae.apps.programme.selectors.overlap import matrix_of, parts_of, shared
from deungdae.apps.programme.selectors.standing import Standing, asked_of, standing_of, standings_of
from deungdae.apps.programme.selectors.tallies import SIDES
from tests.support.academy import a_course, an_open_cohort, certified
from tests.support.centre import person
from tests.support.programme import OF_FORUM, a_company, a_goal, an_id, an_indicator, attended, met, told

pytestmark = pytest.mark.django_db
MET = Definition(
    source="evidence",
    unit="entries",
    kinds=("caravan.meeting_held",),
    conditions=(("partner_side", ("supply",)),),
    counted="entry",
)


def now(indicator: Indicator, on: date | None = None) -> Standing:
    return standing_of(asked_of(indicator.goal.programme, on), indicator)


@pytest.fixture
def staff() -> User:
    return person("staff")


def test_a_company_counts_once_at_its_first_entry_and_parts_add_up_to_the_whole() -> None:
    indicator = an_indicator()
    first, second = a_company(), a_company()
    Organisation.objects.filter(pk=first.pk).update(region=None)
    for company, day in ((first, date(2022, 3, 1)), (first, date(2021, 5, 1)), (second, date(2022, 7, 1))):
        attended(company, day)
    found = now(indicator)
    assert found.value == 200
    assert found.tally.split("year") == {"2021": 100, "2022": 100}
    for side in SIDES:
        assert sum(found.tally.split(side).values()) == found.value
        for value, part in found.tally.split(side).items():
            assert 100 * len(found.tally.having(**{side: value or "-"}).seen) == part


def test_what_is_corrected_before_or_after_the_programme_or_of_another_kind_does_not_count(
    staff: User,
) -> None:
    indicator = an_indicator()
    company = a_company()
    entry = attended(company, date(2022, 3, 1))
    attended(a_company(), date(2020, 12, 31))
    attended(a_company(), date(2025, 1, 1))
    met(a_company(), date(2022, 3, 1))
    assert now(indicator).value == 100
    correct_evidence(entry=entry, reason="잘못 적음", actor=staff)
    assert now(indicator).value == 0


def test_the_figure_of_a_day_is_what_had_happened_by_then() -> None:
    indicator = an_indicator()
    for day in (date(2021, 5, 1), date(2021, 12, 31), date(2022, 1, 1)):
        attended(a_company(), day)
    assert [now(indicator, on).value for on in (date(2021, 4, 30), date(2021, 12, 31), date(2022, 1, 1))] == [
        0,
        200,
        300,
    ]


def test_a_merged_company_counts_once_as_the_one_that_stands_for_it(staff: User) -> None:
    indicator = an_indicator()
    first, second = a_company(), a_company()
    attended(first, date(2022, 3, 1))
    attended(second, date(2022, 4, 1))
    assert now(indicator).value == 200
    merge_organisations(survivor=first, merged=second, take=(), reason="같은 기업", actor=staff)
    found = now(indicator)
    assert found.value == 100
    assert found.tally.organisations == {first.pk}


def test_a_person_with_two_papers_is_one_specialist() -> None:
    definition = Definition(source="evidence", unit="people", kinds=("academy.certified",), counted="person")
    papers = Definition(source="evidence", unit="entries", kinds=("academy.certified",), counted="entry")
    people, entries = an_indicator(definition), an_indicator(papers)
    programme = people.goal.programme
    type(programme).objects.filter(pk=programme.pk).update(ends_on=date(2100, 1, 1))
    programme.refresh_from_db()
    company = a_company("가온산업")
    course = a_course()
    for _cohort in range(2):
        certified(an_open_cohort(3, course=course), 1, organisation=company)
    certified(an_open_cohort(3, course=course), 2, organisation=company)
    asked = asked_of(programme)
    assert standing_of(asked, entries).value == 300
    assert standing_of(asked, people).value == 200


def test_conditions_choose_by_fields_of_the_payload_also_in_korean() -> None:
    named = Definition(
        source="evidence",
        unit="entries",
        kinds=(ATTENDED,),
        conditions=(("title", ("산학연 포럼", "봄 포럼")),),
        counted="entry",
    )
    indicator = an_indicator(named)
    for title in ("산학연 포럼", "봄 포럼", "가을 포럼"):
        attended(a_company(), date(2022, 3, 1), title)
    sides = an_indicator(MET)
    for side in ("supply", "demand", "supply"):
        met(a_company(), date(2022, 3, 1), side)
    assert now(indicator).value == 200
    assert now(sides).value == 200


def test_sums_add_figures_and_a_change_compares_rounds_of_one_rule() -> None:
    summed = Definition(
        source="evidence", unit="people", kinds=("academy.used_at_work",), counted="sum", figure="used"
    )
    total = an_indicator(summed)
    for used in (3, 4):
        payload = {"cohort": an_id(), "title": "과정", "cohort_number": 1, "people": 5, "used": used}
        told(a_company(), "academy.used_at_work", date(2022, 5, 1), payload)
    assert now(total).value == 700
    change = an_indicator(
        Definition(source="evidence", unit="points", kinds=(ASSESSED,), counted="change", figure="overall")
    )
    assert now(change).value is None
    better, other = a_company(), a_company()
    rows = [
        (better, "T0", 20.5, "V1"),
        (better, "T1", 31.0, "V1"),
        (other, "T0", 50.0, "V1"),
        (other, "T1", 60.0, "V2"),
    ]
    for place, (company, round_, overall, rule) in enumerate(rows):
        payload = {
            "assessment": an_id(),
            "title": "성숙도",
            "framework": "eu-dma-sme",
            "version": "1",
            "rule": rule,
            "round": round_,
            "overall": overall,
            "level": None,
            "result": "보통",
        }
        told(company, ASSESSED, date(2022 + place % 2, 5, 1), payload)
    found = now(change)
    assert found.value == 1_050
    assert len(found.tally.seen) == 1


def test_a_definition_within_another_counts_only_its_companies() -> None:
    outer = an_indicator()
    inner = an_indicator(MET, within=outer)
    both, alone = a_company(), a_company()
    attended(both, date(2022, 3, 1))
    met(both, date(2022, 4, 1))
    met(alone, date(2022, 4, 1))
    assert now(inner).value == 100


def test_what_two_indicators_share_is_counted_and_parts_say_what_they_leave() -> None:
    whole = an_indicator(title="전체")
    spring = Definition(
        source="evidence",
        unit="organisations",
        kinds=(ATTENDED,),
        conditions=(("title", ("봄",)),),
        counted="organisation",
    )
    part = an_indicator(spring, part_of=whole)
    matched = an_indicator(
        Definition(
            source="evidence", unit="organisations", kinds=("caravan.meeting_held",), counted="organisation"
        )
    )
    companies = [a_company() for _place in range(4)]
    for place, company in enumerate(companies):
        attended(company, date(2022, 3, 1), "봄" if place < 3 else "가을")
    for company in companies[2:]:
        met(company, date(2022, 4, 1))
    found = {one.indicator.pk: one for one in standings_of(asked_of(whole.goal.programme))}
    assert shared(found[whole.pk], found[matched.pk]) == 2
    assert matrix_of([found[whole.pk], found[part.pk], found[matched.pk]]) == [
        [4, 3, 2],
        [3, 3, 1],
        [2, 1, 2],
    ]
    parts = parts_of(found[whole.pk], list(found.values()))
    assert parts is not None
    assert (parts.rest, parts.twice) == (100, 0)
    assert sum(one.value or 0 for one in parts.parts) + parts.rest == found[whole.pk].value


def test_a_kind_that_nobody_writes_yet_is_no_nought() -> None:
    indicator = an_indicator(
        Definition(
            source="evidence",
            unit="minutes",
            kinds=("mentoring.session_held",),
            counted="sum",
            figure="minutes",
        ),
        target=100,
    )
    found = now(indicator)
    assert found.value is None
    assert found.state == "awaited"


def test_every_indicator_of_a_programme_stands_there_in_the_same_number_of_queries() -> None:
    goal = a_goal()
    an_indicator(goal=goal, target=10)
    attended(a_company(), date(2022, 3, 1))
    counts = []
    for more in (1, 6):
        for _place in range(more):
            an_indicator(goal=goal, target=10)
        standings_of(asked_of(goal.programme))
        with CaptureQueriesContext(connection) as asked:
            standings_of(asked_of(goal.programme))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8, counts


def test_a_new_entry_is_seen_at_once_though_counts_are_remembered() -> None:
    indicator = an_indicator(OF_FORUM)
    for number in range(1, 4):
        attended(a_company(), date(2022, number, 1))
        assert now(indicator).value == 100 * number
