"""What a settled assessment says is written once, with the company as it was on that day."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from deungdae.apps.core import clock
from deungdae.apps.diagnosis.bridge.peers import hundredths
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.gap.models import Observation
from deungdae.apps.gap.services.observing import observe_all
from deungdae.apps.organisations.models import LegalStatusCheck, Organisation
from tests.engine.maturity.samples import S1
from tests.support.diagnosis import a_settled, an_assessment
from tests.support.gap import FIRST, SECOND, a_company, a_person, assess, changed, load_places, on

pytestmark = pytest.mark.django_db


def test_a_settled_assessment_is_observed_with_its_scores_and_the_day() -> None:
    company = a_company("한빛정밀", industry="26", region="41")
    assessment = assess(company, a_person(), level=5)
    found = Observation.objects.get(assessment=assessment)
    assert (found.round, found.year, found.settled_on) == ("T0", 2024, FIRST)
    assert (found.size, found.industry, found.region) == ("mid_sized", "C", "41")
    assert assessment.score is not None
    assert found.overall == round(100 * assessment.score["overall"])
    assert [getattr(found, f"d{n}") for n in range(1, 7)] == [
        round(100 * assessment.score["dimensions"][f"D{n}"]) for n in range(1, 7)
    ]
    assert found.basis == f"{assessment.framework.version}/V1k"


@pytest.mark.parametrize(
    ("data", "steps", "uses"),
    [
        ([1, 3], [4, 4, 4, 4, 4], False),
        ([1, 3, 6], [0, 0, 0, 0, 0], True),
        ([2], [0, 5, 0, 0, 0], True),
        ([], [0, 0, 0, 0, 0], False),
    ],
)
def test_use_is_data_for_decisions_or_a_technology_in_operation_not_a_plan(
    data: list[int], steps: list[int], uses: bool
) -> None:
    company = a_company("한빛정밀")
    with on(FIRST):
        a_settled(company, a_person(), {**S1, "Q7": data, "Q9": steps})
    assert Observation.objects.get().uses_data_ai is uses


def test_a_company_that_changes_stays_what_it_was_in_its_round() -> None:
    company, somebody = a_company("한빛정밀", industry="26", region="41"), a_person()
    assess(company, somebody)
    changed(company, day=date(2024, 9, 1), industry="58", region="11")
    LegalStatusCheck.objects.filter(organisation=company).update(status="large")
    assess(company, somebody, wanted="T1", day=SECOND)
    found = Observation.objects.order_by("round").values_list("round", "size", "industry", "region")
    assert list(found) == [("T0", "mid_sized", "C", "41"), ("T1", "large", "J", "11")]


def test_what_was_settled_before_is_observed_as_the_company_was_then() -> None:
    load_places()
    with on(date(2024, 1, 2)):
        company = a_company("한빛정밀", industry="26", region="41")
    assessment, somebody = an_assessment(company), a_person()
    assert observe_all() == 0
    told = {"answers": S1, "score": a_score(somebody), "industry": "26", "region": "41", "size_class": ""}
    with on(FIRST):
        Assessment.objects.filter(pk=assessment.pk).update(
            state="settled",
            submitted_at=clock.now(),
            settled_at=clock.now(),
            overall=hundredths(told["score"]),
            **told,
        )
    changed(company, day=SECOND, industry="58", region="11")
    assert observe_all() == 1
    assert observe_all() == 0
    found = Observation.objects.get(assessment=assessment)
    assert (found.settled_on, found.industry) == (FIRST, "C")


def a_score(somebody: object) -> object:
    """Of another company, taken away again."""
    other = Organisation.objects.create(name="다른 곳")
    with transaction.atomic():
        assessment = a_settled(other, somebody, S1)  # type: ignore[arg-type]
        score = assessment.score
        transaction.set_rollback(True)
    return score


def test_a_company_without_proof_of_its_size_is_of_unknown_size_and_place() -> None:
    company = Organisation.objects.create(name="모르는 곳")
    assess(company, a_person())
    found = Observation.objects.get()
    assert (found.size, found.industry, found.region) == ("", "", "")


def test_another_framework_says_nothing_about_the_gap() -> None:
    company = a_company("한빛정밀")
    with on(FIRST):
        a_settled(company, a_person(), {"Q1": [1, 2]}, code="five-minute")
    assert not Observation.objects.exists()


def test_an_observation_is_never_changed_and_needs_a_settled_assessment() -> None:
    company = a_company("한빛정밀")
    assess(company, a_person())
    mine = Observation.objects.get()
    for act in (
        lambda: Observation.objects.update(overall=1),
        lambda: Observation.objects.all().delete(),
        lambda: copied(mine, an_assessment(a_company("새 곳"))),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def copied(one: Observation, assessment: Assessment) -> Observation:
    one.pk, one.assessment = None, assessment
    one.save(force_insert=True)
    return one
