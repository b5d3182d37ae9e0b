"""Whatever is sent to an operation of the API, the answer is in shape and never a server error."""

import json
from typing import Any

import jsonschema
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deungdae.apps.accounts import api as accounts_api
from deungdae.apps.core.ids import new_public_id, short
from deungdae.apps.organisations.models import Organisation
from deungdae.project.api_urls import api
from tests.support.centre import Centre, a_centre
from tests.support.json_schema import TEXT, value_of
from tests.support.rooms import a_booking, a_room

pytestmark = pytest.mark.django_db
OPERATIONS = [
    "answer_request",
    "cancel_booking",
    "check_certificate",
    "compute_timetable",
    "create_bookings",
    "create_day",
    "create_participant",
    "create_request",
    "enrol_people",
    "free_times",
    "get_booking",
    "get_cohort",
    "get_course",
    "get_day",
    "get_diagnosis",
    "get_job",
    "get_learner",
    "get_organisation",
    "get_participant",
    "get_request",
    "get_resource",
    "get_roadmap",
    "get_solution",
    "get_timetable",
    "list_agenda",
    "list_bookings",
    "list_case",
    "list_cohorts",
    "list_courses",
    "list_days",
    "list_diagnoses",
    "list_enrolments",
    "list_learners",
    "list_organisations",
    "list_participants",
    "list_partners",
    "list_requests",
    "list_resources",
    "list_roadmaps",
    "list_solutions",
    "list_targets",
    "move_booking",
    "own_company",
    "public_courses",
    "public_forums",
    "public_gap",
    "public_notice",
    "public_notices",
    "search",
    "transition_day",
    "update_request",
    "withdraw_request",
]
EXPECTED = {200, 201, 202, 400, 403, 404, 409, 422}
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def operations() -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Operation id → method, path and description."""
    paths = api.get_openapi_schema()["paths"]
    return {
        operation["operationId"]: (method, path, operation)
        for path, methods in paths.items()
        for method, operation in methods.items()
    }


@pytest.fixture
def centre(monkeypatch) -> Centre:
    monkeypatch.setattr(accounts_api, "CALLS_PER_MINUTE", 1_000_000)
    return a_centre()


def test_the_list_of_operations_is_complete() -> None:
    assert sorted(operations()) == OPERATIONS


def test_the_schema_is_openapi_3_1() -> None:
    assert api.get_openapi_schema()["openapi"].startswith("3.1")


@pytest.mark.parametrize("name", OPERATIONS)
def test_no_call_is_answered_by_a_server_error(client: Client, centre: Centre, name: str) -> None:
    method, path, operation = operations()[name]
    parts = api.get_openapi_schema()["components"]["schemas"]
    known = [
        centre.day,
        centre.hidden_day,
        centre.demand_participant,
        centre.supply_participant,
        centre.request,
    ]
    room = a_room()
    known += [*Organisation.objects.all(), room, a_booking(room)]
    ids = st.sampled_from([*(record.short_id for record in known), short(new_public_id()), "없음"])
    callers = st.sampled_from(
        [centre.bearer(user) for user in (centre.staff, centre.demand, centre.stranger)]
    )

    @settings(max_examples=40, deadline=None, suppress_health_check=QUIET, database=None)
    @given(data=st.data())
    def call(data: st.DataObject) -> None:
        url, query = path, {}
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "path":
                url = url.replace(f"{{{parameter['name']}}}", data.draw(ids))
            elif parameter["in"] == "query" and data.draw(st.booleans()):
                query[parameter["name"]] = str(data.draw(TEXT | st.integers(-3, 300) | ids))
        body = None
        if "requestBody" in operation:
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            body = data.draw(value_of(schema, parts, ids))
        sent = {"path": url, "query_params": encoded(query), "headers": data.draw(callers)}
        if method == "post":
            sent |= {"data": json.dumps(body), "content_type": "application/json"}
        answer = getattr(client, method)(**sent)
        assert answer.status_code in EXPECTED
        check_shape(answer, operation, parts)

    call()


def encoded(query: dict[str, str]) -> dict[str, bytes]:
    """Half of a surrogate pair has no bytes; a question mark is sent for it."""
    return {name: value.encode("utf-8", "replace") for name, value in query.items()}


def check_shape(answer, operation: dict[str, Any], parts: dict[str, Any]) -> None:
    """What the schema promises about this answer, or a problem with a code and a sentence."""
    if answer.status_code < 300:
        promised = operation["responses"][answer.status_code]["content"]["application/json"]["schema"]
        jsonschema.validate(answer.json(), {**promised, "components": {"schemas": parts}})
        return
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"]
    assert answer.json()["message"]
