"""The API with a key: the own company's records in the promised shapes, nobody else's, in few queries."""

from itertools import pairwise
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deungdae.apps.academy.models import Enrolment
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.caravan.services.requests import answer_request
from deungdae.apps.core.ids import new_public_id, short
from deungdae.apps.core.models import AuditEntry
from deungdae.apps.organisations.models import Membership
from tests.support.academy import an_open_cohort
from tests.support.api_shapes import in_shape
from tests.support.centre import a_centre, person
from tests.support.connections import Program, a_key
from tests.support.factors import with_factor
from tests.support.own_company import OwnCompany, an_own_company, attended

pytestmark = pytest.mark.django_db


@pytest.fixture
def one() -> OwnCompany:
    return an_own_company("한빛정밀")


@pytest.fixture
def program(one: OwnCompany) -> Program:
    return Program(a_key(one.owner)[1])


def test_a_company_reads_itself(one: OwnCompany, program: Program) -> None:
    body = in_shape(program.get("/own/company"), "own_company")
    assert (body["id"], body["name"]) == (one.company.short_id, "한빛정밀")


def test_a_company_reads_its_learners_with_their_names_and_that_is_written_down(
    one: OwnCompany, program: Program
) -> None:
    an_own_company("다온소프트", one.cohort)
    body = in_shape(program.get("/own/learners"), "list_learners")
    assert [row["name"] for row in body["items"]] == ["한빛정밀 사람"]
    assert (body["items"][0]["course"], body["next"]) == (one.cohort.course.title, None)
    entry = AuditEntry.objects.get(act="connections.learners_read")
    assert (entry.subject_count, entry.fields, entry.account) == (1, "name", one.owner.email)
    assert entry.target.startswith("API dk_")


def test_what_the_maker_learns_privately_is_not_the_companys(one: OwnCompany, program: Program) -> None:
    Enrolment.objects.filter(pk=one.learner.pk).update(organisation=None)
    one.learner.trainee.account = one.owner
    one.learner.trainee.save()
    assert program.get("/own/learners").json()["items"] == []


def test_the_centre_reads_learners_with_masked_names(settings) -> None:
    settings.MASKED_FIELDS = ["name", "email", "phone"]
    company = an_own_company("한빛정밀")
    staff = person("staff")
    grant_role(user=staff, role="centre_staff")
    secret = a_key(with_factor(staff), "learning")[1]
    [row] = in_shape(Program(secret).get("/own/learners"), "list_learners")["items"]
    assert row["name"] != company.learner.trainee.name
    assert "*" in row["name"]
    assert not AuditEntry.objects.filter(act="connections.learners_read").exists()


def test_a_company_reads_its_diagnoses(one: OwnCompany, program: Program) -> None:
    body = in_shape(program.get(f"/own/diagnoses/{one.diagnosis.short_id}"), "get_diagnosis")
    assert body["overall"] == one.diagnosis.score["overall"]
    assert {row["code"]: row["score"] for row in body["dimensions"]} == one.diagnosis.score["dimensions"]
    listed = in_shape(program.get("/own/diagnoses"), "list_diagnoses")
    assert listed["items"] == [body]


def test_a_company_reads_its_case_by_the_address_of_everybody(one: OwnCompany, program: Program) -> None:
    body = in_shape(program.get(f"/organisations/{one.company.short_id}/case"), "list_case")
    assert {row["kind"] for row in body["items"]} == {"forum.attended", "diagnosis.settled"}


def test_a_company_reads_its_published_meetings() -> None:
    centre = a_centre()
    answer_request(request=centre.request, accept=True, reason="", actor=centre.supply)
    program = Program(a_key(centre.demand, "matching")[1])
    body = in_shape(program.get(f"/own/days/{centre.day.short_id}/agenda"), "list_agenda")
    assert (body["day"], body["items"]) == (centre.day.short_id, [])
    assert program.get(f"/own/days/{centre.hidden_day.short_id}/agenda").status_code == 404


FOREIGN = ("/own/learners/{}", "/own/diagnoses/{}", "/own/roadmaps/{}", "/organisations/{}/case")


def test_what_is_foreign_is_told_exactly_as_what_is_missing(one: OwnCompany, program: Program) -> None:
    other = an_own_company("다온소프트", one.cohort)
    ids = (other.learner, other.diagnosis, other.diagnosis, other.company)
    for path, record in zip(FOREIGN, ids, strict=True):
        foreign = program.get(path.format(record.short_id))
        missing = program.get(path.format(short(new_public_id())))
        assert (foreign.status_code, foreign.content) == (404, missing.content)


def test_a_key_of_the_centre_is_in_no_companys_name() -> None:
    staff = person("staff")
    grant_role(user=staff, role="centre_staff")
    answer = Program(a_key(with_factor(staff))[1]).get("/own/company")
    assert in_shape(answer, "own_company")["code"] == "no_company"
    assert answer.status_code == 422


def test_a_list_comes_in_pages_that_miss_and_repeat_nothing(one: OwnCompany, program: Program) -> None:
    for number in range(2, 8):
        attended(one.company, number)
    path, found, after = f"/organisations/{one.company.short_id}/case", [], ""
    while after is not None:
        page = in_shape(program.get(path, {"limit": 3, "after": after}), "list_case")
        found, after = [*found, *page["items"]], page["next"]
    assert len({row["id"] for row in found}) == len(found) == 8
    days = [row["happened_on"] for row in found]
    assert all(first >= second for first, second in pairwise(days))


@pytest.mark.parametrize("path", ["/own/learners", "/own/diagnoses", "/own/roadmaps"])
def test_a_page_costs_the_same_however_long_it_is(one: OwnCompany, program: Program, path: str) -> None:
    program.get(path)
    with CaptureQueriesContext(connection) as first:
        program.get(path)
    for _number in range(3):
        Enrolment.objects.create(
            cohort=an_open_cohort(3, course=one.cohort.course),
            trainee=one.learner.trainee,
            organisation=one.company,
            number=1,
            place=1,
            state="seated",
            requested_at=one.learner.requested_at,
        )
    with CaptureQueriesContext(connection) as second:
        program.get(path)
    assert len(second) == len(first) <= 14


class TestEnrolling:
    PEOPLE = [
        {"name": "김하나", "email": "hana@own.example", "job_title": "과장"},
        {"name": "이두리", "email": "duri@own.example"},
    ]

    def sent(self, one: OwnCompany, **more: object) -> dict[str, object]:
        return {"cohort": one.cohort.short_id, "people": self.PEOPLE, **more}

    def test_many_are_enrolled_in_their_order(self, one: OwnCompany, program: Program) -> None:
        answer = program.post("/own/enrolments", self.sent(one))
        body = in_shape(answer, "enrol_people")
        assert answer.status_code == 201
        numbers = [row["number"] for row in body["items"]]
        assert numbers == sorted(numbers)
        made = Enrolment.objects.filter(trainee__email__in=["hana@own.example", "duri@own.example"])
        assert {row.organisation for row in made} == {one.company}

    def test_the_same_call_twice_is_one_act(self, one: OwnCompany, program: Program) -> None:
        headers = {"idempotency-key": str(uuid4())}
        first = program.post("/own/enrolments", self.sent(one), **headers)
        second = program.post("/own/enrolments", self.sent(one), **headers)
        assert first.json() == second.json()
        assert Enrolment.objects.count() == 3
        other = {"cohort": one.cohort.short_id, "people": self.PEOPLE[:1]}
        assert program.post("/own/enrolments", other, **headers).json()["code"] == "key_reused"

    def test_one_who_cannot_be_taken_leaves_all_out(self, one: OwnCompany, program: Program) -> None:
        program.post("/own/enrolments", {"cohort": one.cohort.short_id, "people": self.PEOPLE[1:]})
        answer = program.post("/own/enrolments", self.sent(one))
        body = in_shape(answer, "enrol_people")
        assert (answer.status_code, body["fields"][0]["field"]) == (422, "people.1")
        assert not Enrolment.objects.filter(trainee__email="hana@own.example").exists()

    def test_unknown_fields_are_named(self, one: OwnCompany, program: Program) -> None:
        answer = program.post("/own/enrolments", self.sent(one, colour="red"))
        assert answer.status_code == 422
        assert in_shape(answer, "enrol_people")["fields"][0]["field"].endswith("colour")

    def test_broken_json_is_told(self, program: Program) -> None:
        answer = program.post("/own/enrolments", "{not json")
        assert answer.status_code == 400
        assert in_shape(answer, "enrol_people")["code"] == "unreadable"

    def test_a_foreign_cohort_is_no_cohort(self, one: OwnCompany, program: Program) -> None:
        answer = program.post("/own/enrolments", self.sent(one, cohort=short(new_public_id())))
        assert in_shape(answer, "enrol_people")["fields"][0]["field"] == "cohort"


def test_the_right_is_asked_at_each_call(one: OwnCompany, program: Program) -> None:
    assert program.get("/own/company").status_code == 200
    Membership.objects.filter(user=one.owner).update(role=Membership.Role.MEMBER)
    assert program.get("/own/company").status_code == 401
