"""A company's assessment: rounds in order, answers side by side, one score, and what the database keeps."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from deungdae.apps.accounts.models import User
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.diagnosis.models import Answer, Assessment, FrameworkVersion
from deungdae.apps.diagnosis.selectors.assessments import comparable_before, odd_words
from deungdae.apps.diagnosis.selectors.team import differing_in, missing_in, standings
from deungdae.apps.diagnosis.services.answering import save_answer
from deungdae.apps.diagnosis.services.assessments import (
    remove_assessment,
    reopen_assessment,
    settle_assessment,
    submit_assessment,
)
from deungdae.apps.diagnosis.services.frameworks import retire_version
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.services.merging import merge_organisations
from tests.engine.maturity.samples import S1, everything, framework, nothing
from tests.support.at_once import at_once
from tests.support.centre import person
from tests.support.diagnosis import a_colleague, a_proof, a_settled, a_version, an_assessment, answer_all
from tests.support.refusals import refusal_of

pytestmark = pytest.mark.django_db
PLANS: dict[str, Any] = nothing(framework()) | {"Q1": {"invested": [], "planned": list(range(1, 11))}}


@pytest.fixture
def company() -> Organisation:
    return Organisation.objects.create(name="한빛정밀")


@pytest.fixture
def one(company: Organisation) -> User:
    return a_colleague("하나", company)


@pytest.fixture
def two(company: Organisation) -> User:
    return a_colleague("두리", company)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("answers", "rule", "d1", "overall", "level"),
    [
        (nothing(framework()), "V1k", 0.0, 0.0, "basic"),
        (everything(framework(), framework().rule("V1")), "V1", 100.0, 100.0, "advanced"),
        (everything(framework(), framework().rule("V1k")), "V1k", 100.0, 100.0, "advanced"),
        (S1, "V1", 40.0, 46.46, "average"),
        (S1, "V1k", 40.0, 47.05, "average"),
        (S1, "V2", 42.5, 46.88, "average"),
        (S1, "V3-spec", 52.5, 49.93, "average"),
        (PLANS, "V1", 33.33, 5.56, "basic"),
        (PLANS, "V2", 25.0, 4.17, "basic"),
    ],
)
def test_the_check_cases_through_the_form_s_own_way(  # noqa: PLR0917
    company: Organisation,
    one: User,
    answers: dict[str, Any],
    rule: str,
    d1: float,
    overall: float,
    level: str,
) -> None:
    settled = a_settled(company, one, answers, rule=rule)
    score = settled.score or {}
    assert (score["dimensions"]["D1"], score["overall"], score["level"]) == (d1, overall, level)
    assert (score["rule"], score["version"], score["missing"]) == (rule, "2026.1", [])


def test_submitting_says_what_is_missing_and_the_score_stands_in_the_case(
    company: Organisation, one: User
) -> None:
    assessment = an_assessment(company)
    answer_all(assessment, one, {code: value for code, value in S1.items() if code != "Q9"})
    save_answer(assessment=assessment, person=one, question="Q9", value=[1, None, 0, 3, 4], seen=0)
    error = refusal_of(lambda: submit_assessment(assessment=assessment, actor=one))
    assert error.message.startswith("아직 답하지 않은 문항이 있습니다: Q9.")
    assert missing_in(standings(assessment)) == ["Q9"]
    save_answer(assessment=assessment, person=one, question="Q9", value=S1["Q9"], seen=1)
    settled = submit_assessment(assessment=assessment, actor=one)
    assert (settled.state, settled.rule) == ("settled", "V1k")
    entry = EvidenceEntry.objects.get(kind="diagnosis.settled")
    assert (entry.payload["result"], entry.payload["overall"]) == ("47.05점, 보통", 47.05)
    assert refusal_of(lambda: submit_assessment(assessment=assessment, actor=one)).code == "state"
    assert refusal_of(lambda: answer_all(settled, one, {"Q2": []})).code == "state"


def test_a_team_differs_and_settles(company: Organisation, one: User, two: User) -> None:
    assessment = an_assessment(company)
    answer_all(assessment, one, S1)
    answer_all(assessment, two, {"Q2": [1], "Q3": list(reversed(S1["Q3"]))})
    assert [line.code for line in differing_in(standings(assessment))] == ["Q2"]
    submitted = submit_assessment(assessment=assessment, actor=two)
    assert (submitted.state, submitted.score) == ("submitted", None)
    assert not EvidenceEntry.objects.exists()
    assert refusal_of(lambda: answer_all(assessment, one, {"Q2": [2]})).code == "state"
    again = refusal_of(lambda: settle_assessment(assessment=assessment, choices={"Q2": "x"}, actor=one))
    assert "Q2" in again.message
    assert reopen_assessment(assessment=assessment).state == "open"
    submit_assessment(assessment=assessment, actor=one)
    settled = settle_assessment(assessment=assessment, choices={"Q2": two.short_id}, actor=one)
    assert settled.answers == S1 | {"Q2": [1]}
    assert (settled.score or {})["dimensions"]["D1"] == 26.67


def test_two_windows_and_two_colleagues_never_write_over_each_other(
    company: Organisation, one: User, two: User
) -> None:
    assessment = an_assessment(company)
    first = save_answer(assessment=assessment, person=one, question="Q2", value=[3, 1], seen=0)
    assert first is not None
    same = save_answer(assessment=assessment, person=one, question="Q2", value=[1, 3], seen=0)
    assert (same, first.value) == (first, [1, 3])
    stale = refusal_of(
        lambda: save_answer(assessment=assessment, person=one, question="Q2", value=[5], seen=0)
    )
    assert (stale.code, "다른 창에서" in stale.message) == ("stale", True)
    save_answer(assessment=assessment, person=two, question="Q2", value=[5], seen=0)
    save_answer(assessment=assessment, person=one, question="Q2", value=None, seen=1)
    assert [answer.value for answer in Answer.objects.order_by("pk")] == [[1, 3], [5], None]
    [line] = [line for line in standings(assessment) if line.code == "Q2"]
    assert [answer.person for answer in line.answers] == [two]


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_one_answer_of_a_person_is_kept_and_each_colleague_s() -> None:
    company = Organisation.objects.create(name="한빛정밀")
    one, two = a_colleague("하나", company), a_colleague("두리", company)
    assessment = an_assessment(company)

    def act(somebody: User, value: list[int]):  # type: ignore[no-untyped-def]
        return lambda: save_answer(assessment=assessment, person=somebody, question="Q2", value=value, seen=0)

    results = at_once([act(one, [1]), act(one, [2]), act(one, [3]), act(two, [4])])
    refused = [result for result in results if isinstance(result, RefusedError)]
    assert [error.code for error in refused] == ["stale", "stale"]
    assert Answer.objects.filter(person=one).count() == Answer.objects.filter(person=two).count() == 1


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("code", "value", "said"),
    [
        ("Q2", [11], "1부터 10"),
        ("Q2", ["x"], "1부터 10"),
        ("Q7", [2, 3], "함께 고를 수 없습니다"),
        ("Q9", [6, 0, 0, 0, 0], "0, 1, 2, 3, 4, 5 가운데"),
        ("Q9", [1, 2], "항목 5개"),
        ("Q11", [0.25, 0, 0, 0, 0], "0, 0.5, 1"),
        ("Q99", [1], "문항 ‘Q99’가 없습니다"),
        ("framework", "eu-dma-sme", "문항 ‘framework’이 없습니다"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_in_words(
    company: Organisation, one: User, code: str, value: Any, said: str
) -> None:
    assessment = an_assessment(company)
    error = refusal_of(
        lambda: save_answer(assessment=assessment, person=one, question=code, value=value, seen=0)
    )
    assert said in error.message
    assert not Answer.objects.exists()


def test_rounds_come_in_order_each_once_and_under_the_same_rule(company: Organisation, one: User) -> None:
    early = refusal_of(lambda: an_assessment(company, wanted="T1"))
    assert early.message == (
        "한빛정밀의 ‘EU 디지털 성숙도 진단(기업용)’ T0 진단이 끝나지 않아 T1을 시작할 수 없습니다."
    )
    first = a_settled(company, one, S1, rule="V1")
    assert refusal_of(lambda: an_assessment(company)).code == "twice"
    assert "V9" in refusal_of(lambda: an_assessment(company, wanted="T1", rule="V9")).message
    second = a_settled(company, one, S1 | {"Q8": [1, 2, 3, 4, 5, 6]}, wanted="T1")
    assert second.rule == "V1"
    assert comparable_before(second) == (first, True)
    third = an_assessment(company, wanted="T2", rule="V2")
    assert comparable_before(third) == (second, False)
    retire_version(version=a_version(), actor=None)
    assert refusal_of(lambda: an_assessment(Organisation.objects.create(name="나래"))).code == "retired"


def test_a_company_that_was_merged_between_two_rounds_goes_on(company: Organisation, one: User) -> None:
    before = a_settled(company, one, S1)
    survivor = Organisation.objects.create(name="누리기계")
    merge_organisations(survivor=survivor, merged=company, take=[], reason="합병", actor=None)
    after = an_assessment(survivor, wanted="T1")
    assert comparable_before(after) == (before, True)


def test_one_that_was_begun_by_mistake_goes_while_nobody_has_answered(
    company: Organisation, one: User
) -> None:
    remove_assessment(assessment=an_assessment(company))
    assessment = an_assessment(company)
    answer_all(assessment, one, {"Q2": []})
    assert refusal_of(lambda: remove_assessment(assessment=assessment)).code == "answered"
    shown = an_assessment(Organisation.objects.create(name="나래기계"))
    a_proof(shown, one)
    assert refusal_of(lambda: remove_assessment(assessment=shown)).code == "answered"


@pytest.mark.one_database
def test_answers_that_are_hard_to_believe_are_scored_and_flagged(company: Organisation, one: User) -> None:
    top = a_settled(company, one, everything(framework(), framework().rule("V1k")))
    assert odd_words(top) == ["모든 문항을 3분 안에 가장 높게 답했습니다."]
    other = Organisation.objects.create(name="나래기계")
    dreaming = a_settled(other, person("셋"), S1 | {"Q7": [2], "Q9": [5, 5, 4, 5, 5]})
    assert odd_words(dreaming) == ["데이터를 디지털로 모으지 않는다면서 인공지능을 모두 쓴다고 답했습니다."]
    calm = a_settled(Organisation.objects.create(name="다온"), person("넷"), S1 | {"Q9": [5, 5, 4, 5, 5]})
    assert odd_words(calm) == []


def test_what_was_scored_is_kept_by_the_database(company: Organisation, one: User) -> None:
    settled = a_settled(company, one, S1)
    rows = Assessment.objects.filter(pk=settled.pk)
    for change in (
        {"score": {}},
        {"answers": {}},
        {"rule": "V1"},
        {"round": "T1"},
        {"state": "open", "settled_at": None, "score": None, "answers": None, "submitted_at": None},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.update(value=[1])
    with pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.all().delete()
    late = {
        "assessment": settled,
        "person": one,
        "question": "Q2",
        "number": 2,
        "answered_at": settled.opened_at,
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.create(value=[1], **late)


def test_the_company_as_it_was_at_each_settlement_is_kept(company: Organisation, one: User) -> None:
    Organisation.objects.filter(pk=company.pk).update(industry_id="26", region_id="48")
    company.refresh_from_db()
    opened = an_assessment(company)
    assert (opened.industry, opened.region, opened.size_class) == (None, None, None)
    answer_all(opened, one, S1)
    before = submit_assessment(assessment=opened, actor=one)
    Organisation.objects.filter(pk=company.pk).update(industry_id="62")
    company.refresh_from_db()
    after = a_settled(company, one, S1, wanted="T1")
    before.refresh_from_db()
    assert (before.industry, before.region, before.size_class) == ("26", "48", "")
    assert after.industry == "62"
    for change in ({"industry": "62"}, {"region": None}, {"size_class": "1000-"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Assessment.objects.filter(pk=before.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Assessment.objects.filter(pk=an_assessment(company, wanted="T2").pk).update(region="48")


def test_the_database_knows_the_order_of_rounds_and_frameworks_in_use(company: Organisation) -> None:
    version = a_version()
    told = {
        "organisation": company,
        "framework": version,
        "family": version.code,
        "rule": "V1k",
        "opened_at": version.loaded_at,
    }
    for change in ({"round": "T1"}, {"round": "T0", "family": "other"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Assessment.objects.create(**{**told, **change})
    FrameworkVersion.objects.update(retired_at=version.loaded_at)
    with pytest.raises(DatabaseError), transaction.atomic():
        Assessment.objects.create(**told, round="T0")
