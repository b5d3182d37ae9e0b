"""Roadmaps: computed as a job, explained, followed step by step, planned anew with what was decided."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from deungdae.apps.core import clock
from deungdae.apps.core.decisions import document_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import correct_evidence
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.roadmap.bridge.answers import answer_in
from deungdae.apps.roadmap.bridge.decisions import RERUNNABLE
from deungdae.apps.roadmap.models import Roadmap, StepAct
from deungdae.apps.roadmap.months import months_between
from deungdae.apps.roadmap.selectors.lines import page_of
from deungdae.apps.roadmap.services import roadmaps
from deungdae.apps.roadmap.services.cases import record_support
from deungdae.apps.roadmap.services.offerings import retire_offering
from deungdae.apps.roadmap.services.roadmaps import ask_roadmap, choose_plan
from deungdae.apps.roadmap.services.steps import decide_step
from deungdae.engine.kernel.decision import Decision, verify
from tests.engine.maturity.samples import S1
from tests.support.academy import a_course, an_open_cohort, certified
from tests.support.at_once import at_once
from tests.support.diagnosis import a_settled, an_assessment
from tests.support.refusals import code_of
from tests.support.roadmap import (
    MILLION,
    a_diagnosed,
    a_list,
    a_roadmap,
    an_offering,
    codes_in,
    month,
    wishes,
)

pytestmark = pytest.mark.django_db


def code(does: Callable[..., object], **facts: object) -> str:
    return code_of(lambda: does(**facts))


def test_a_job_plans_in_order_within_the_budget_and_its_record_can_be_run_again() -> None:
    a_list()
    _company, somebody, assessment = a_diagnosed()
    roadmap = a_roadmap(assessment, somebody)
    assert (roadmap.state, roadmap.job.state) == (Roadmap.State.READY, "done")  # type: ignore[union-attr]
    assert codes_in(roadmap) == ["A-1", "C-1", "E-2", "E-1"]
    steps = {one.offering.code: one for one in roadmap.steps.filter(choice="plan")}
    assert steps["A-1"].begins_on == month(0)
    assert steps["A-1"].ends_on <= steps["C-1"].begins_on
    assert steps["C-1"].ends_on <= steps["E-1"].begins_on
    assert sum(one.price_krw for one in steps.values()) == 54 * MILLION
    record = Decision.from_json(document_of(roadmap.decision))  # type: ignore[arg-type]
    again = RERUNNABLE[record.kind]
    assert verify(record, again.run, version=again.version).same


def test_every_step_and_everything_left_out_has_its_reason_in_words() -> None:
    a_list()
    _company, _somebody, assessment = a_diagnosed()
    told = page_of(a_roadmap(assessment, budget=6 * MILLION))
    [awareness, capability, _execution] = told["stages"]
    assert awareness["lines"][0]["reasons"] == [
        "데이터 관리 영역의 차이 37점을 함께 메우는 2번째 단계여서 3.5점만 셌습니다.",
    ]
    assert capability["lines"][0]["reasons"][0] == "데이터 관리 영역의 차이 37점 가운데 15점을 메웁니다."
    [left] = told["told"].left
    assert (left.code, left.label, dict(left.items)) == (
        "over_budget",
        "예산을 넘는 것",
        {
            "E-1 지원": "예산보다 38,000,000원이 더 듭니다(먼저 할 것이 있으면 그 비용까지).",
            "E-2 지원": "예산보다 4,000,000원이 더 듭니다(먼저 할 것이 있으면 그 비용까지).",
        },
    )
    assert told["told"].is_proven
    gaps = {one["name"]: (one["level"], one["reached"], one["target"]) for one in told["gaps"]}
    assert gaps["D4 데이터 관리"] == (53, 71, 90)


def test_what_a_kept_record_says_is_what_was_computed() -> None:
    a_list()
    _company, _somebody, assessment = a_diagnosed()
    roadmap = a_roadmap(assessment)
    problem, found = answer_in(roadmap.decision)  # type: ignore[arg-type]
    assert [one.id for one in found.plan.steps] == codes_in(roadmap)
    assert found.plan.ids | {one.id for one in found.left} == {one.id for one in problem.offerings}
    assert [step.opens for step in found.plan.steps if step.id == "C-1"] == [("E-1",)]


def test_planning_anew_keeps_what_was_accepted_and_drops_what_was_left_out() -> None:
    offerings = a_list()
    _company, somebody, assessment = a_diagnosed()
    first = a_roadmap(assessment, somebody)
    decide_step(roadmap=first, offering=offerings["C-1"], act="accept", month=month(3), actor=somebody)
    decide_step(roadmap=first, offering=offerings["E-2"], act="replace", reason="이미 있음", actor=somebody)
    decide_step(roadmap=first, offering=offerings["A-1"], act="postpone", month=month(2), actor=somebody)
    second = a_roadmap(assessment, somebody, budget=50 * MILLION)
    first.refresh_from_db()
    assert (first.state, second.state, second.number) == (Roadmap.State.REPLACED, Roadmap.State.READY, 2)
    steps = {one.offering.code: one for one in second.steps.filter(choice="plan")}
    assert steps["C-1"].begins_on == month(3)
    assert steps["A-1"].begins_on >= month(2)
    assert "E-2" not in steps
    assert EvidenceEntry.objects.filter(kind="roadmap.step_accepted").count() == 1
    told = page_of(second)
    changes = told["changes"]
    assert (changes.before, "E-2 지원" in changes.left) == (first, True)
    assert [title for title, _was, now in changes.moved if title == "C-1 지원" and now] == ["C-1 지원"]
    assert page_of(first)["changes"] is None
    bars = {bar.title: bar for bar in told["timeline"].bars}
    assert (bars["C-1 지원"].start, bars["C-1 지원"].state) == (
        months_between(second.begins_on, month(3)),
        "accepted",
    )
    assert [line["offering"].code for line in told["outside"]] == ["E-2"]
    assert ("E-2 지원", "다른 것으로 바꾸기로 하여 뺐습니다.") in told["told"].left[0].items


def test_a_step_is_done_by_evidence_and_raises_what_is_expected() -> None:
    offerings = a_list()
    company, somebody, assessment = a_diagnosed()
    first = a_roadmap(assessment, somebody)
    entry = record_support(
        organisation=company,
        offering=offerings["C-1"],
        on=clock.today(),
        proof="협약서 2026-113호",
        actor=somebody,
    )
    told = page_of(first)
    assert told["progress"]["done"] == 1
    second = a_roadmap(assessment, somebody)
    assert "C-1" not in codes_in(second)
    assert {one.dimension: one.level for one in second.gaps.filter(choice="plan")} == {"D1": 40, "D4": 68}
    correct_evidence(entry=entry, reason="다른 기업의 협약서", actor=somebody)
    assert page_of(second)["progress"]["done"] == 0
    assert "C-1" in codes_in(a_roadmap(assessment, somebody))


def test_only_what_was_received_and_stands_in_the_own_case_shows_a_step_done() -> None:
    offerings = a_list()
    company, somebody, assessment = a_diagnosed()
    other, _else, _theirs = a_diagnosed("다른기업")
    roadmap = a_roadmap(assessment, somebody)
    for one in (company, other):
        certified(an_open_cohort(course=a_course(f"{one.name} 과정")), 1, organisation=one)
    certificates = EvidenceEntry.objects.filter(kind="academy.certified")
    own, foreign = (certificates.get(organisation=one) for one in (company, other))
    diagnosed = EvidenceEntry.objects.get(kind="diagnosis.settled", organisation=company)
    done = {"roadmap": roadmap, "offering": offerings["E-2"], "act": "done", "actor": somebody}
    for wrong in (foreign, diagnosed, None):
        assert code(decide_step, **done, evidence=wrong) == "evidence"
    decide_step(**done, evidence=own)  # type: ignore[arg-type]
    assert code(decide_step, **{**done, "offering": offerings["E-1"]}, evidence=own) == "evidence"
    assert page_of(roadmap)["progress"]["done"] == 1
    decide_step(**{**done, "act": "reconsider"})  # type: ignore[arg-type]
    assert page_of(roadmap)["progress"]["done"] == 0
    decide_step(**{**done, "offering": offerings["E-1"]}, evidence=own)  # type: ignore[arg-type]
    for wrong in (foreign, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            StepAct.objects.create(
                roadmap=roadmap,
                organisation=roadmap.organisation,
                offering=offerings["A-1"],
                number=1,
                act="done",
                evidence=wrong,
                at=clock.now(),
            )


def test_what_two_companies_decided_before_they_were_one_goes_on() -> None:
    offerings = a_list()
    company, somebody, assessment = a_diagnosed()
    other, _else, theirs = a_diagnosed("다른기업")
    ours, foreign = a_roadmap(assessment, somebody), a_roadmap(theirs)
    step = {"offering": offerings["E-2"], "actor": somebody}
    for act in ("replace", "reconsider", "replace"):
        decide_step(roadmap=foreign, act=act, **step)  # type: ignore[arg-type]
    decide_step(roadmap=ours, act="accept", month=month(1), **step)  # type: ignore[arg-type]
    Organisation.objects.filter(pk=other.pk).update(merged_into=company)
    foreign.refresh_from_db()
    decide_step(roadmap=foreign, act="reconsider", **step)  # type: ignore[arg-type]
    assert StepAct.objects.latest("pk").organisation == company
    decide_step(roadmap=ours, act="accept", month=month(2), **step)  # type: ignore[arg-type]
    assert code(ask_roadmap, assessment=assessment, wishes=wishes(), actor=None) == "newer"
    again = a_roadmap(Assessment.objects.get(pk=theirs.pk), somebody)
    assert again.organisation == company
    assert list(Roadmap.objects.filter(state="ready")) == [again]


def test_the_cheaper_plan_is_followed_until_something_was_decided() -> None:
    offerings = a_list()
    _company, somebody, assessment = a_diagnosed()
    roadmap = a_roadmap(assessment, somebody)
    assert code(choose_plan, roadmap=roadmap, choice="nonsense") == "choice"
    others = [one for one in ("cheaper", "faster") if codes_in(roadmap, one)]
    assert others
    roadmap = choose_plan(roadmap=roadmap, choice=others[0])
    inside = codes_in(roadmap, others[0])
    decide_step(roadmap=roadmap, offering=offerings[inside[0]], act="accept", month=month(0), actor=somebody)
    assert code(choose_plan, roadmap=roadmap, choice="plan") == "decided"


def test_bad_wishes_and_bad_decisions_are_told_with_the_way_out() -> None:
    offerings = a_list()
    company, somebody, assessment = a_diagnosed()
    bad = {
        "dimension": {"goals": {"D9": (50, 1)}},
        "weights": {"goals": {"D1": (60, 0)}},
        "goal": {"goals": {"D1": (101, 1)}},
        "limits": {"months": 61},
    }
    for wanted, facts in bad.items():
        told = {"assessment": assessment, "wishes": wishes(**facts), "actor": None}
        assert code(ask_roadmap, **told) == wanted
    begun = an_assessment(company, wanted="T1")
    assert code(ask_roadmap, assessment=begun, wishes=wishes(), actor=None) == "state"
    roadmap = a_roadmap(assessment, budget=6 * MILLION)
    step = {"roadmap": roadmap, "offering": offerings["C-1"], "actor": somebody}
    assert code(decide_step, **step, act="accept", month=None) == "month"
    assert code(decide_step, **step, act="accept", month=month(-1)) == "month"
    assert code(decide_step, **step, act="accept", month=month(12)) == "month"
    offerings["C-1"].start_months = [month(2).month]
    assert code(decide_step, **step, act="accept", month=month(3)) == "month"
    assert code(decide_step, **step, act="reconsider") == "step_state"
    missing = {**step, "offering": offerings["E-2"]}
    assert code(decide_step, **missing, act="accept", month=month(1)) == "no_step"
    replaced = a_roadmap(assessment)
    assert code(decide_step, **step, act="accept", month=month(1)) == "state"
    assert replaced.state == Roadmap.State.READY


def test_a_newer_result_is_what_a_roadmap_begins_from() -> None:
    a_list()
    company, somebody, assessment = a_diagnosed()
    a_settled(company, somebody, S1, wanted="T1")
    assert code(ask_roadmap, assessment=assessment, wishes=wishes(), actor=None) == "newer"


def test_a_goal_below_a_level_that_rose_is_no_gap_and_no_fault() -> None:
    a_list()
    _company, _somebody, assessment = a_diagnosed()
    roadmap = a_roadmap(assessment, goals={"D1": (30, 1), "D4": (75, 1)})
    assert {one.dimension: (one.level, one.target) for one in roadmap.gaps.filter(choice="plan")}["D1"] == (
        30,
        30,
    )
    assert "E-2" not in codes_in(roadmap)


def test_who_may_not_have_it_is_told_why_and_who_is_unknown_has_to_ask() -> None:
    offerings = a_list()
    for name_of, facts in {"C-1": {"regions": ["26"]}, "E-2": {"sizes": ["mid_sized"]}}.items():
        for name, value in facts.items():
            setattr(offerings[name_of], name, value)
        offerings[name_of].save()
    company, _somebody, assessment = a_diagnosed()
    Organisation.objects.filter(pk=company.pk).update(region_id="11680")
    assessment.organisation.refresh_from_db()
    told = page_of(a_roadmap(assessment))
    left = {title: text for one in told["told"].left for title, text in one.items}
    assert left["C-1 지원"] == "신청 자격이 없습니다. 근거: 지역 – 부산광역시."
    [line] = [one for stage in told["stages"] for one in stage["lines"] if one["offering"].code == "E-2"]
    assert "신청할 수 있는지 먼저 확인해야 합니다." in line["reasons"]


def test_what_is_retired_leaves_new_roadmaps_but_not_what_was_accepted() -> None:
    offerings = a_list()
    _company, somebody, assessment = a_diagnosed()
    roadmap = a_roadmap(assessment, somebody)
    decide_step(roadmap=roadmap, offering=offerings["C-1"], act="accept", month=month(1), actor=somebody)
    for one in ("C-1", "E-2"):
        retire_offering(offering=offerings[one])
    assert code(retire_offering, offering=offerings["E-2"]) == "state"
    found = codes_in(a_roadmap(assessment, somebody))
    assert "C-1" in found
    assert "E-2" not in found


def test_the_database_keeps_roadmaps_as_they_were() -> None:
    a_list()
    _company, _somebody, assessment = a_diagnosed()
    other, _else, _theirs = a_diagnosed("다른기업")
    roadmap = a_roadmap(assessment)
    for change in ({"budget_krw": 1}, {"goals": {}}, {"decision": None}, {"organisation": other}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Roadmap.objects.filter(pk=roadmap.pk).update(**change)
    for rows in (roadmap.steps.all(), roadmap.gaps.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        roadmap.steps.update(price_krw=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Roadmap.objects.create(
            organisation=other,
            assessment=assessment,
            family=assessment.family,
            number=9,
            begins_on=month(0),
            months=1,
            budget_krw=0,
            goals={},
            asked_at=clock.now() + timedelta(days=1),
        )


@pytest.mark.django_db(transaction=True)
def test_of_two_colleagues_at_one_step_one_decides() -> None:
    offerings = a_list()
    _company, somebody, assessment = a_diagnosed()
    roadmap = a_roadmap(assessment, somebody)
    acts = [
        lambda act=act: decide_step(
            roadmap=roadmap, offering=offerings["C-1"], act=act, month=month(1), actor=somebody
        )
        for act in ("accept", "accept", "replace")
    ]
    results = at_once(acts)
    assert sum(isinstance(one, StepAct) for one in results) in (1, 2)
    assert all(one.code in ("step_twice", "step_state") for one in results if isinstance(one, RefusedError))
    numbers = list(StepAct.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_after_a_new_measurement_what_is_over_is_neither_paid_nor_counted_again() -> None:
    offerings = a_list()
    company, somebody, assessment = a_diagnosed()
    roadmap = a_roadmap(assessment, somebody)
    step = {"roadmap": roadmap, "offering": offerings["C-1"], "actor": somebody}
    decide_step(**step, act="accept", month=month(0))  # type: ignore[arg-type]
    yesterday = clock.today() - timedelta(days=1)
    record_support(
        organisation=company, offering=offerings["C-1"], on=yesterday, proof="협약서", actor=somebody
    )
    again = a_roadmap(a_settled(company, somebody, S1, wanted="T1"), somebody)
    assert "C-1" not in codes_in(again)
    assert "E-1" in codes_in(again)
    assert {one.dimension: one.level for one in again.gaps.filter(choice="plan")}["D4"] == 53


def test_a_decision_made_while_it_is_computed_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    offerings = a_list()
    _company, somebody, assessment = a_diagnosed()
    first = a_roadmap(assessment, somebody)
    asked, solve = [], roadmaps.computed

    def meanwhile(problem: object) -> object:
        if not asked:
            decide_step(roadmap=first, offering=offerings["E-2"], act="replace", actor=somebody)
        asked.append(problem)
        return solve(problem)  # type: ignore[arg-type]

    monkeypatch.setattr(roadmaps, "computed", meanwhile)
    second = a_roadmap(assessment, somebody)
    assert len(asked) == 2
    assert "E-2" not in codes_in(second)


def test_another_decision_takes_the_acceptance_out_of_the_case() -> None:
    offerings = a_list()
    _company, somebody, assessment = a_diagnosed()
    roadmap = a_roadmap(assessment, somebody)
    step = {"roadmap": roadmap, "offering": offerings["C-1"], "actor": somebody}
    decide_step(**step, act="accept", month=month(1))  # type: ignore[arg-type]
    decide_step(**step, act="replace")  # type: ignore[arg-type]
    accepted = EvidenceEntry.objects.filter(kind="roadmap.step_accepted")
    assert (accepted.count(), accepted.standing().count()) == (1, 0)


def test_what_is_needed_first_may_serve_another_framework_and_a_begun_step_keeps_its_end() -> None:
    an_offering("S-1", ("D1", 0, 100, 5), stage="awareness", family="five-minute", months=1)
    one = an_offering("E-9", ("D1", 0, 100, 20), needs=("S-1",), months=6, cost_krw=MILLION)
    _company, somebody, assessment = a_diagnosed()
    first = a_roadmap(assessment, somebody)
    assert codes_in(first) == ["S-1", "E-9"]
    decide_step(roadmap=first, offering=one, act="accept", month=month(1), actor=somebody)
    second = a_roadmap(assessment, somebody, begins_on=month(4))
    [line] = [
        each for stage in page_of(second)["stages"] for each in stage["lines"] if each["offering"] == one
    ]
    step = second.steps.get(choice="plan", offering=one)
    assert (step.ends_on, step.price_krw, line["is_late"]) == (month(7), 0, False)
