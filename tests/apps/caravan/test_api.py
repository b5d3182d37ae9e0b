"""The JSON API: what each person may see and do, and how it says no."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from deungdae.apps.accounts import api as accounts_api
from deungdae.apps.accounts.models import ApiCall, ApiToken, User
from deungdae.apps.accounts.services import issue_token, revoke_token
from deungdae.apps.caravan.models import MatchingDay, MeetingRequest, Participant
from deungdae.apps.core import clock
from deungdae.apps.core.ids import new_public_id, short
from deungdae.apps.organisations.models import Organisation
from tests.support.centre import Centre, a_centre, a_day
from tests.support.factors import with_factor

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NEW_DAY = {
    "title": "부산 상담일",
    "date": "2030-05-20",
    "place": "벡스코",
    "opens_at": "10:00",
    "closes_at": "16:00",
    "slot_minutes": 30,
    "table_count": 4,
    "pauses": [{"label": "점심", "starts_at": "12:00", "ends_at": "13:00"}],
}


@pytest.fixture
def centre() -> Centre:
    return a_centre()


def post(client: Client, path: str, body: object, headers: dict[str, str]):
    return client.post(f"/api/v1{path}", body, content_type="application/json", headers=headers)


def get(client: Client, path: str, headers: dict[str, str]):
    return client.get(f"/api/v1{path}", headers=headers)


def test_without_a_token_nothing_is_told(client: Client, centre: Centre) -> None:
    answer = client.get("/api/v1/days")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json()["code"] == "unauthorised"


def test_a_session_opens_pages_but_not_the_api(client: Client, centre: Centre) -> None:
    client.force_login(centre.staff)
    assert client.get("/api/v1/days").status_code == 401


def test_a_withdrawn_token_is_refused_at_the_next_call(client: Client, centre: Centre) -> None:
    token, secret = issue_token(user=with_factor(centre.staff), name="x")
    headers = {"authorization": f"Bearer {secret}"}
    assert get(client, "/days", headers).status_code == 200
    revoke_token(token=token)
    assert get(client, "/days", headers).status_code == 401


def test_an_expired_token_is_refused(client: Client, centre: Centre) -> None:
    headers = centre.bearer(centre.staff)
    ApiToken.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert get(client, "/days", headers).status_code == 401


def test_a_token_loses_its_rights_with_its_owner(client: Client, centre: Centre) -> None:
    headers = centre.bearer(centre.staff)
    centre.staff.role_grants.update(ends_on=clock.today(), starts_on=clock.today() - timedelta(days=1))
    assert get(client, "/days", headers).status_code == 401


def test_staff_see_every_day_and_companies_their_own_open_ones(client: Client, centre: Centre) -> None:
    seen = {}
    for name in ("staff", "demand", "outsider", "stranger"):
        days = get(client, "/days", centre.bearer(getattr(centre, name))).json()["items"]
        seen[name] = [day["id"] for day in days]
    both = [centre.hidden_day.short_id, centre.day.short_id]
    assert seen == {"staff": both, "demand": [centre.day.short_id], "outsider": [], "stranger": []}


def test_a_foreign_day_answers_exactly_as_a_missing_one(client: Client, centre: Centre) -> None:
    headers = centre.bearer(centre.demand)
    foreign = get(client, f"/days/{centre.hidden_day.short_id}", headers)
    missing = get(client, f"/days/{short(new_public_id())}", headers)
    malformed = get(client, "/days/없는-번호", headers)
    assert foreign.status_code == missing.status_code == malformed.status_code == 404
    assert foreign.content == missing.content == malformed.content


def test_staff_make_a_day_with_its_slots_and_tables(client: Client, centre: Centre) -> None:
    answer = post(client, "/days", NEW_DAY, centre.bearer(centre.staff))
    assert answer.status_code == 201
    body = answer.json()
    assert (len(body["slots"]), len(body["tables"]), body["state"]) == (10, 4, "draft")
    assert body["pauses"] == [{"label": "점심", "starts_at": "12:00:00", "ends_at": "13:00:00"}]


def test_a_company_cannot_make_a_day(client: Client, centre: Centre) -> None:
    answer = post(client, "/days", NEW_DAY, centre.bearer(centre.demand))
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert MatchingDay.objects.count() == 2


def test_every_wrong_field_is_named_with_what_to_do(client: Client, centre: Centre) -> None:
    wrong = {**NEW_DAY, "title": "", "date": "내일", "slot_minutes": 3, "opens_at": "25:00", "colour": "red"}
    answer = post(client, "/days", wrong, centre.bearer(centre.staff))
    assert answer.status_code == 422
    found = {each["field"]: each["message"] for each in answer.json()["fields"]}
    assert set(found) == {"title", "date", "slot_minutes", "opens_at", "colour"}
    assert found["slot_minutes"] == "5 이상이어야 합니다."
    assert found["date"] == "날짜는 2021-04-14처럼 보내 주십시오."


def test_a_rule_that_refuses_says_why_in_korean(client: Client, centre: Centre) -> None:
    answer = post(client, "/days", {**NEW_DAY, "closes_at": "09:00"}, centre.bearer(centre.staff))
    assert (answer.status_code, answer.json()["code"]) == (422, "hours")
    assert "09:00" in answer.json()["message"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"[]", b"1", b"null", b'{"title": NaN}', b"[" * 5_000]
)
def test_a_body_that_is_no_object_is_refused(client: Client, centre: Centre, body: bytes) -> None:
    headers = centre.bearer(centre.staff)
    answer = client.post("/api/v1/days", body, content_type="application/json", headers=headers)
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["message"]


def test_a_body_that_is_too_large_is_refused(client: Client, centre: Centre) -> None:
    answer = post(client, "/days", {**NEW_DAY, "title": "가" * 2_000_000}, centre.bearer(centre.staff))
    assert (answer.status_code, json.loads(answer.content)["code"]) == (413, "too_large")


def test_a_form_is_no_json(client: Client, centre: Centre) -> None:
    answer = client.post("/api/v1/days", {"title": "상담일"}, headers=centre.bearer(centre.staff))
    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")


@pytest.mark.parametrize("text", ["\x00", "가\x07나", "\ud800"])
def test_text_that_no_database_keeps_is_refused(client: Client, centre: Centre, text: str) -> None:
    answer = post(client, "/days", {**NEW_DAY, "title": f"상담{text}일"}, centre.bearer(centre.staff))
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["fields"]] == ["title"]


def test_a_step_that_is_not_there_is_a_conflict(client: Client, centre: Centre) -> None:
    path = f"/days/{centre.day.short_id}/transition"
    answer = post(client, path, {"target": "closed"}, centre.bearer(centre.staff))
    assert (answer.status_code, answer.json()["code"]) == (409, "illegal_transition")


def test_a_company_sees_its_own_participation_only(client: Client, centre: Centre) -> None:
    answer = get(client, f"/days/{centre.day.short_id}/participants", centre.bearer(centre.demand))
    assert [each["code"] for each in answer.json()["items"]] == ["D-01"]
    headers = centre.bearer(centre.demand)
    assert get(client, f"/participants/{centre.supply_participant.short_id}", headers).status_code == 404


def test_partners_are_told_without_person_or_address(client: Client, centre: Centre) -> None:
    MeetingRequest.objects.all().delete()
    path = f"/participants/{centre.demand_participant.short_id}/partners"
    answer = get(client, path, centre.bearer(centre.demand))
    assert [each["name"] for each in answer.json()] == ["다온소프트"]
    assert "example.com" not in answer.content.decode()
    assert "김하늘" not in answer.content.decode()


def test_staff_register_a_participant(client: Client, centre: Centre) -> None:
    organisation = Organisation.objects.get(name="나래기계")
    body = {
        "organisation": organisation.short_id,
        "side": "supply",
        "attendees": [{"name": "이바다", "job_title": "팀장"}],
        "absences": [{"starts_at": "10:00", "ends_at": "11:00", "reason": "이동"}],
    }
    answer = post(client, f"/days/{centre.day.short_id}/participants", body, centre.bearer(centre.staff))
    assert answer.status_code == 201
    found = answer.json()
    assert (found["name"], found["code"], found["attendees"][0]["name"]) == ("나래기계", "S002", "이바다")


def test_a_named_record_that_is_missing_is_told_by_its_field(client: Client, centre: Centre) -> None:
    body = {"organisation": short(new_public_id()), "side": "supply"}
    answer = post(client, f"/days/{centre.day.short_id}/participants", body, centre.bearer(centre.staff))
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["fields"]] == ["organisation"]


def test_a_company_asks_and_the_other_answers(client: Client, centre: Centre) -> None:
    MeetingRequest.objects.all().delete()
    body = {
        "sender": centre.demand_participant.short_id,
        "receiver": centre.supply_participant.short_id,
        "reason": "예지 보전",
    }
    claim = {**body, "accepted": True}
    address = f"/days/{centre.day.short_id}/requests"
    assert post(client, address, claim, centre.bearer(centre.demand)).status_code == 403
    sent = post(client, address, body, centre.bearer(centre.demand))
    assert (sent.status_code, sent.json()["state"]) == (201, "pending")
    path = f"/requests/{sent.json()['id']}/answer"
    assert post(client, path, {"accept": True}, centre.bearer(centre.demand)).status_code == 403
    answered = post(client, path, {"accept": True}, centre.bearer(centre.supply))
    assert (answered.status_code, answered.json()["state"]) == (200, "accepted")
    assert post(client, path, {"accept": False}, centre.bearer(centre.supply)).status_code == 409


def test_nobody_asks_in_the_name_of_another_company(client: Client, centre: Centre) -> None:
    body = {
        "sender": centre.supply_participant.short_id,
        "receiver": centre.demand_participant.short_id,
    }
    answer = post(client, f"/days/{centre.day.short_id}/requests", body, centre.bearer(centre.demand))
    assert answer.status_code == 422
    assert answer.json()["fields"][0]["field"] == "sender"


def test_a_request_is_seen_by_its_two_sides_only(client: Client, centre: Centre) -> None:
    path = f"/requests/{centre.request.short_id}"
    people = ("staff", "demand", "supply", "outsider", "stranger")
    codes = [get(client, path, centre.bearer(getattr(centre, name))).status_code for name in people]
    assert codes == [200, 200, 200, 404, 404]


def test_the_same_key_twice_makes_one_record(client: Client, centre: Centre) -> None:
    headers = {**centre.bearer(centre.staff), "idempotency-key": str(uuid4())}
    first, second = (post(client, "/days", NEW_DAY, headers) for _time in range(2))
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert MatchingDay.objects.filter(title=NEW_DAY["title"]).count() == 1


def test_a_key_used_for_something_else_is_a_conflict(client: Client, centre: Centre) -> None:
    headers = {**centre.bearer(centre.staff), "idempotency-key": str(uuid4())}
    assert post(client, "/days", NEW_DAY, headers).status_code == 201
    answer = post(client, "/days", {**NEW_DAY, "title": "다른 날"}, headers)
    assert (answer.status_code, answer.json()["code"]) == (409, "key_reused")


def test_a_refused_call_leaves_its_key_free(client: Client, centre: Centre) -> None:
    headers = {**centre.bearer(centre.staff), "idempotency-key": str(uuid4())}
    assert post(client, "/days", {**NEW_DAY, "closes_at": "09:00"}, headers).status_code == 422
    assert not ApiCall.objects.exists()
    assert post(client, "/days", NEW_DAY, headers).status_code == 201


def test_two_people_may_use_the_same_key(client: Client, centre: Centre) -> None:
    key = {"idempotency-key": str(uuid4())}
    MeetingRequest.objects.all().delete()
    assert post(client, "/days", NEW_DAY, {**centre.bearer(centre.staff), **key}).status_code == 201
    body = {"sender": centre.demand_participant.short_id, "receiver": centre.supply_participant.short_id}
    path = f"/days/{centre.day.short_id}/requests"
    assert post(client, path, body, {**centre.bearer(centre.demand), **key}).status_code == 201


def test_a_key_that_is_no_uuid_is_named(client: Client, centre: Centre) -> None:
    answer = post(client, "/days", NEW_DAY, {**centre.bearer(centre.staff), "idempotency-key": "1"})
    assert answer.status_code == 422
    assert answer.json()["fields"][0]["field"] == "Idempotency-Key"


def test_pages_follow_each_other_without_gap_or_repeat(client: Client, centre: Centre) -> None:
    for number in range(5):
        a_day(title=f"상담일 {number}")
    headers, seen, after = centre.bearer(centre.staff), [], ""
    while True:
        page = get(client, f"/days?limit=2&after={after}", headers).json()
        assert len(page["items"]) <= 2
        seen += [day["id"] for day in page["items"]]
        after = page["next"]
        if after is None:
            break
    everything = [day.short_id for day in MatchingDay.objects.order_by("-date", "-id")]
    assert seen == everything


def test_a_page_that_begins_after_a_foreign_record_is_refused(client: Client, centre: Centre) -> None:
    answer = get(client, f"/days?after={centre.hidden_day.short_id}", centre.bearer(centre.demand))
    assert answer.status_code == 422
    assert answer.json()["fields"][0]["field"] == "after"


def test_the_361st_call_of_a_minute_waits(client: Client, centre: Centre, monkeypatch) -> None:
    monkeypatch.setattr(accounts_api, "CALLS_PER_MINUTE", 3)
    monkeypatch.setattr(accounts_api.time, "time", lambda: 1_000_000_000.0)
    headers = centre.bearer(centre.staff)
    codes = [get(client, "/days", headers).status_code for _call in range(4)]
    assert codes == [200, 200, 200, 429]
    answer = get(client, "/days", headers)
    assert (answer["Retry-After"], answer.json()["code"]) == ("20", "too_many_calls")
    assert get(client, "/days", centre.bearer(centre.staff)).status_code == 200


def test_the_timetable_is_the_companys_own_and_only_when_public(client: Client, centre: Centre) -> None:
    path = f"/days/{centre.day.short_id}/timetable"
    assert get(client, path, centre.bearer(centre.demand)).json()["meetings"] == []
    assert len(get(client, path, centre.bearer(centre.staff)).json()["slots"]) == 10


def test_computing_too_early_is_a_conflict(client: Client, centre: Centre) -> None:
    path = f"/days/{centre.day.short_id}/timetable/compute"
    answer = post(client, path, {}, centre.bearer(centre.staff))
    assert (answer.status_code, answer.json()["code"]) == (409, "state")


def test_a_compute_gives_a_job_that_can_be_followed(client: Client, centre: Centre) -> None:
    headers = centre.bearer(centre.staff)
    answer_path = f"/requests/{centre.request.short_id}/answer"
    assert post(client, answer_path, {"accept": True}, headers).status_code == 200
    step = {"target": "requests_closed"}
    assert post(client, f"/days/{centre.day.short_id}/transition", step, headers).status_code == 200
    path = f"/days/{centre.day.short_id}/timetable/compute"
    started = post(client, path, {"seed": 7}, headers)
    assert (started.status_code, started.json()["state"]) == (202, "queued")
    again = post(client, path, {"seed": 7}, headers)
    assert again.json()["id"] == started.json()["id"]
    job = f"/jobs/{started.json()['id']}"
    assert get(client, job, headers).json()["percent"] == 0
    assert get(client, job, centre.bearer(centre.demand)).status_code == 404


def test_an_unknown_address_and_method_are_problems_too(client: Client, centre: Centre) -> None:
    headers = centre.bearer(centre.staff)
    assert get(client, "/nothing", headers).json()["code"] == "not_found"
    assert get(client, "/", headers).json()["code"] == "not_found"
    answer = client.delete("/api/v1/days", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert "GET" in answer["Allow"]


def test_lists_ask_the_same_number_of_questions_whatever_their_length(
    client: Client, centre: Centre, django_assert_max_num_queries
) -> None:
    for number in range(30):
        organisation = Organisation.objects.create(name=f"기업 {number}")
        Participant.objects.create(
            day=centre.day, organisation=organisation, side="supply", code=f"X-{number:02}"
        )
    headers = centre.bearer(centre.staff)
    for path in ("participants", "requests"):
        with django_assert_max_num_queries(12):
            assert get(client, f"/days/{centre.day.short_id}/{path}", headers).status_code == 200
    with django_assert_max_num_queries(12):
        assert len(get(client, "/organisations", headers).json()["items"]) == 33


def test_a_request_is_changed_by_the_centre_only_where_it_was_sent(client: Client, centre: Centre) -> None:
    path = f"/api/v1/requests/{centre.request.short_id}"

    def change(who: User, **body: object) -> HttpResponse:
        return client.patch(path, body, content_type="application/json", headers=centre.bearer(who))

    before = change(centre.staff, fixed_slot=2).json()
    assert (before["fixed_slot"], before["rank"]) == (2, centre.request.rank)
    after = change(centre.staff, fixed_slot=None, rank=7).json()
    assert (after["fixed_slot"], after["rank"], after["reason"]) == (None, 7, before["reason"])
    assert change(centre.demand, rank=1).status_code == 403
    assert change(centre.stranger, rank=1).status_code == 404
