"""The academy over the API: what is offered, one's own seats, and whether a certificate is genuine."""

import pytest
from django.http import HttpResponse
from django.test import Client

from deungdae.apps.academy.models import Certificate
from deungdae.apps.academy.services.courses import CourseFacts, create_course
from deungdae.apps.academy.services.enrolments import enrol_self
from deungdae.apps.accounts.services import grant_role, issue_token
from tests.support.academy import an_open_cohort, certified
from tests.support.centre import person
from tests.support.factors import with_factor

pytestmark = pytest.mark.django_db
BASE = "/api/v1/academy"


class Caller:
    """Asks with a token of its own."""

    def __init__(self, name: str, role: str = "") -> None:
        self.user = with_factor(person(name))
        if role:
            grant_role(user=self.user, role=role)
        self.secret = issue_token(user=self.user, name="시험")[1]

    def get(self, path: str, **asked: str) -> HttpResponse:
        return Client().get(f"{BASE}{path}", asked, headers={"authorization": f"Bearer {self.secret}"})


@pytest.fixture
def learner() -> Caller:
    return Caller("learner")


def test_what_is_offered_and_nothing_else(learner: Caller, django_assert_max_num_queries: object) -> None:
    cohort = an_open_cohort(3)
    draft = create_course(facts=CourseFacts("초안", "ceo", "basic", 8), actor=None)
    [course] = learner.get("/courses", q="분석").json()["items"]
    assert course["title"] == "데이터 분석 실무"
    assert learner.get("/courses", role="ceo").json()["items"] == []
    assert learner.get(f"/courses/{draft.short_id}").status_code == 404
    assert learner.get(f"/courses/{course['id']}").json() == course
    [listed] = learner.get(f"/courses/{course['id']}/cohorts").json()["items"]
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        whole = learner.get(f"/cohorts/{cohort.short_id}").json()
    assert (listed["capacity"], listed["seated"], len(whole["sessions"])) == (3, 0, 1)
    assert "link" not in whole["sessions"][0]
    assert Client().get(f"{BASE}/courses").status_code == 401


def test_a_person_sees_the_own_seats_and_staff_all(learner: Caller) -> None:
    cohort = an_open_cohort(3)
    keeper = Caller("keeper", role="centre_staff")
    mine = enrol_self(cohort=cohort, user=learner.user, organisation=None)
    enrol_self(cohort=cohort, user=person("other"), organisation=None)
    assert [one["id"] for one in learner.get("/enrolments").json()["items"]] == [mine.short_id]
    answer = keeper.get("/enrolments")
    assert len(answer.json()["items"]) == 2
    assert "learner" not in answer.content.decode()


def test_a_certificate_is_checked_with_the_name_as_far_as_its_owner_allows(learner: Caller) -> None:
    paper = certified(an_open_cohort(1), 1, name="김하늘")
    found = learner.get(f"/certificates/{paper.number}").json()
    assert (found["state"], found["name"]) == ("valid", "김*늘")
    Certificate.objects.filter(pk=paper.pk).update(shown="hidden")
    assert learner.get(f"/certificates/{paper.number}").json()["name"] == ""
    assert learner.get("/certificates/2026-AC-000001-AAAAAA").json()["state"] == "unknown"
