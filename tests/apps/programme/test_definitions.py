"""Definitions and targets: what could count nothing is refused with a way out; what was stays readable."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.forum.kinds import ATTENDED
from deungdae.apps.programme.definition import Definition
from deungdae.apps.programme.models import ImportedFigure, IndicatorVersion, Target
from deungdae.apps.programme.services.definitions import define_indicator
from deungdae.apps.programme.services.figures import record_distinction, record_figure
from deungdae.apps.programme.services.targets import Wanted, set_targets
from tests.support.centre import person
from tests.support.programme import OF_FORUM, a_company, a_goal, an_indicator, by_2024

pytestmark = pytest.mark.django_db


def a_year(year: int, value: int) -> Wanted:
    return Wanted(date(year, 1, 1), date(year + 1, 1, 1), value)


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"kinds": ()}, "kinds", "하나도 고르지"),
        ({"kinds": ("forum.slept",)}, "kind_unknown", "forum.slept"),
        ({"since": date(2022, 1, 1), "until": date(2022, 1, 1)}, "period", "2022-01-01"),
        ({"conditions": (("title", ()),)}, "condition_empty", "title"),
        ({"conditions": (("weather", ("맑음",)),)}, "field_unknown", "weather"),
        ({"conditions": (("title", ("가",)), ("title", ("나",)))}, "condition_twice", "title"),
        ({"counted": "person", "unit": "people"}, "person", "포럼 참석"),
        ({"counted": "sum", "figure": "title", "unit": "won"}, "figure", "title"),
        ({"counted": "change", "figure": "number", "unit": "points"}, "rounds", "T0"),
        ({"counted": "entry"}, "unit", "건"),
        (
            {"kinds": ("diagnosis.settled",), "conditions": (("round", ("T9",)),)},
            "value_unknown",
            "T9",
        ),
    ],
)
def test_what_could_count_nothing_is_refused(change: dict, code: str, words: str) -> None:
    with pytest.raises(RefusedError) as error:
        an_indicator(replace(OF_FORUM, **change))
    assert error.value.code == code
    assert words in error.value.message
    assert not IndicatorVersion.objects.exists()

    first = an_indicator(title="가")
    second = an_indicator(title="나", within=first)
    third = an_indicator(title="다", within=second)
    for within in (first, third):
        with pytest.raises(RefusedError) as error:
            define_indicator(indicator=first, definition=OF_FORUM, within=within, reason="시험", actor=None)
        assert error.value.code == "circle"
        assert "가 →" in error.value.message


def test_a_definition_is_changed_with_a_reason_and_the_one_before_stays() -> None:
    indicator, author = an_indicator(), person("lead")
    with pytest.raises(RefusedError):
        define_indicator(indicator=indicator, definition=OF_FORUM, reason=" ", actor=author)
    changed = replace(OF_FORUM, counted="entry", unit="entries")
    define_indicator(indicator=indicator, definition=changed, reason="자리로 셈", actor=author)
    told = list(indicator.versions.values_list("number", "counted", "reason"))
    assert told == [(1, "organisation", ""), (2, "entry", "자리로 셈")]


def test_a_place_on_the_first_page_is_taken_once_and_codes_are_kept_apart() -> None:
    an_indicator(code="a", place=1, title="첫째")
    for code, place, words in (("b", 1, "첫째"), ("a", 2, "코드 ‘a’")):
        with pytest.raises(RefusedError) as error:
            an_indicator(code=code, place=place)
        assert words in error.value.message


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ([], "targets"),
        ([a_year(2022, 500), a_year(2023, 400)], "falls"),
        ([a_year(2022, 500), Wanted(date(2022, 7, 1), date(2023, 7, 1), 600)], "overlap"),
        ([a_year(2022, 500), a_year(2022, 500)], "overlap"),
        ([a_year(2031, 500)], "outside"),
        ([Wanted(date(2022, 5, 1), date(2022, 5, 1), 1)], "target"),
        ([a_year(2022, -1)], "target"),
    ],
)
def test_targets_that_fall_overlap_or_lie_outside_are_refused(wanted: list[Wanted], code: str) -> None:
    indicator = an_indicator()
    with pytest.raises(RefusedError) as error:
        set_targets(indicator=indicator, wanted=wanted, reason="시험", actor=None)
    assert error.value.code == code
    assert not Target.objects.exists()


def test_a_lowered_target_leaves_the_higher_one_readable() -> None:
    indicator = an_indicator(target=100)
    set_targets(indicator=indicator, wanted=[by_2024(30)], reason="낮춤", actor=None)
    assert [(plan.number, plan.targets.get().value) for plan in indicator.plans.all()] == [
        (1, 10_000),
        (2, 3_000),
    ]
    with pytest.raises(RefusedError):
        set_targets(indicator=indicator, wanted=[by_2024(20)], reason=" ", actor=None)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "value"),
    [("2023-06-01", "2025-01-01", 200), ("2025-01-01", "2026-01-01", 50), ("2023-01-01", "2024-01-01", 150)],
)
def test_the_database_itself_refuses_targets_that_overlap_or_fall(
    starts_on: str, ends_on: str, value: int
) -> None:
    plan = an_indicator(target=1).plans.get()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO programme_target (plan_id, starts_on, ends_on, value) VALUES (%s, %s, %s, %s)",
            [plan.pk, starts_on, ends_on, value],
        )


@pytest.mark.parametrize("table", ["indicatorversion", "targetplan", "target", "importedfigure"])
def test_what_was_defined_set_or_published_is_never_changed_or_deleted(table: str) -> None:
    indicator = an_indicator(target=10)
    record_figure(indicator=indicator, on=date(2022, 1, 1), value=100, source="신문", actor=None)
    for words in (f"DELETE FROM programme_{table}", f"UPDATE programme_{table} SET id = id + 1000"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(words)


def test_a_corrected_figure_is_the_next_vintage_and_the_same_again_is_refused() -> None:
    indicator = an_indicator()
    for value in (1_000, 1_200):
        record_figure(indicator=indicator, on=date(2022, 1, 1), value=value, source="신문", actor=None)
    with pytest.raises(RefusedError):
        record_figure(indicator=indicator, on=date(2022, 1, 1), value=1_200, source="신문", actor=None)
    assert list(ImportedFigure.objects.values_list("vintage", "value")) == [(1, 1_000), (2, 1_200)]
    with pytest.raises(RefusedError):
        record_figure(indicator=indicator, on=date(2022, 1, 1), value=1, source=" ", actor=None)


def test_a_company_is_chosen_once_and_the_choice_stands_in_its_case() -> None:
    company = a_company("가온산업")
    facts = {
        "distinction": "lighthouse",
        "axis": "digital",
        "on": date(2022, 11, 16),
        "by": "부처",
        "proof": "공고",
    }
    entry = record_distinction(organisation=company, **facts, actor=None)
    assert entry.payload["title"] == "등대 중견기업"
    with pytest.raises(RefusedError) as error:
        record_distinction(organisation=company, **facts, actor=None)
    assert "가온산업" in error.value.message
    for change in ({"distinction": "excellent_dx"}, {"on": date(2999, 1, 1)}):
        with pytest.raises(RefusedError):
            record_distinction(organisation=a_company(), **{**facts, **change}, actor=None)


def test_a_definition_of_a_kind_that_is_waited_for_may_name_its_fields_alone() -> None:
    waiting = Definition(
        source="evidence", unit="minutes", kinds=("mentoring.session_held",), counted="sum", figure="minutes"
    )
    an_indicator(waiting)
    with pytest.raises(RefusedError):
        an_indicator(replace(waiting, kinds=("mentoring.session_held", ATTENDED)))
    assert a_goal().indicators.count() == 1
