"""What stands around every operation: keys, scopes, languages, known answers, other houses' pages."""

import json

import pytest
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from deungdae.apps.accounts.services import grant_role
from deungdae.apps.connections.scopes import NEEDED, Scope
from deungdae.apps.connections.services.keys import revoke_key
from deungdae.apps.organisations.models import Organisation
from tests.support.api_shapes import description, in_shape
from tests.support.centre import a_centre, person
from tests.support.connections import API, Program, a_key
from tests.support.factors import with_factor
from tests.support.forum import a_forum
from tests.support.gap import a_person, a_sample
from tests.support.notices import a_notice_world
from tests.support.programme import an_indicator

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def owner():
    return person("owner", organisation=Organisation.objects.create(name="한빛정밀"))


def test_the_description_is_valid_openapi_3_1() -> None:
    served = Client().get(f"{API}/openapi.json").json()
    assert served["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(served).validate()


def test_the_description_says_which_scope_opens_what() -> None:
    told = {
        one["operationId"]: one.get("x-scope")
        for methods in description()["paths"].values()
        for one in methods.values()
    }
    assert {name: scope for name, scope in told.items() if scope} == {
        name: scope.code for name, scope in NEEDED.items()
    }


def test_everybody_reads_what_is_public() -> None:
    centre = a_centre()
    own, hidden = a_notice_world(centre.staff)
    program = Program()
    listed = in_shape(program.get("/public/notices"), "public_notices")
    assert [row["id"] for row in listed["items"]].count(own["notice_id"]) == 1
    whole = in_shape(program.get(f"/public/notices/{own['notice_id']}"), "public_notice")
    assert whole["text"]
    assert program.get(f"/public/notices/{hidden['notice_id']}").status_code == 404
    for path, name in (("/public/courses", "public_courses"), ("/public/forums", "public_forums")):
        assert in_shape(program.get(path), name)["next"] is None


def test_forums_that_were_not_opened_are_not_told() -> None:
    a_forum()
    assert Program().get("/public/forums").json()["items"] == []


def test_the_gap_hides_what_its_table_hides() -> None:
    from deungdae.apps.gap.services.editions import make_edition

    a_sample({("mid_sized", "26", "41"): 8, ("large", "26", "41"): 6, ("sme", "26", "41"): 2}, a_person())
    make_edition()
    body = in_shape(Program().get("/public/gap", {"round": "T0"}), "public_gap")
    rows = {(row["side"], row["code"]): row for row in body["rows"]}
    assert rows["size", "small"]["value"] is None
    assert rows["size", "small"]["n"] is None
    assert rows["whole", ""]["n"] == 14
    assert all(row["n"] is None or row["n"] >= 5 for row in body["rows"])
    wrong = Program().get("/public/gap", {"indicator": "wealth"})
    assert in_shape(wrong, "public_gap")["fields"][0]["field"] == "indicator"
    assert Program().get("/public/gap", {"year": 1999}).status_code == 404


def test_a_wrong_key_is_not_nobody(owner) -> None:
    key, secret = a_key(owner, "public")
    for wrong in ("dk_wrong", "dd_wrong", "anything"):
        answer = Program(wrong).get("/public/notices")
        assert in_shape(answer, "public_notices")["code"] == "unauthorised"
        assert answer.status_code == 401
    assert Program(secret).get("/public/notices").status_code == 200
    revoke_key(key=key, actor=owner)
    assert Program(secret).get("/public/notices").status_code == 401


def test_a_key_without_the_scope_is_told_which_one(owner) -> None:
    program = Program(a_key(owner, "public")[1])
    answer = program.get("/own/learners")
    assert answer.status_code == 403
    assert "‘learning’" in in_shape(answer, "list_learners")["message"]
    english = Program(a_key(owner, "public")[1], "en").get("/own/learners").json()["message"]
    assert "learning" in english
    assert english.isascii() or not any("가" <= mark <= "힣" for mark in english)


def test_what_no_scope_opens_is_closed_to_keys(owner) -> None:
    program = Program(a_key(owner)[1])
    for path in ("/calendar", "/organisations", "/search?q=a"):
        assert program.get(path).json()["code"] == "not_for_keys"


def test_the_key_of_a_method_is_that_methods(owner) -> None:
    """Reading requests and asking for one stand at the same address."""
    centre = a_centre()
    program = Program(a_key(centre.demand, "matching")[1])
    path = f"/days/{centre.day.short_id}/requests"
    assert program.get(path).status_code == 200
    answer = program.post(path, {"sender": "x", "receiver": "y"})
    assert (answer.status_code, answer.json()["code"]) == (403, "scope")


@pytest.mark.parametrize(
    "query", [{"api_key": "x"}, {"Access_Token": "x"}, {"key": "dk_abc"}, {"q": "dk_abc"}, {"q": "dd_abc"}]
)
def test_a_key_in_the_address_is_refused_with_a_sentence(query: dict[str, str]) -> None:
    answer = Program().get("/public/notices", query)
    assert answer.status_code == 400
    assert "키를 주소에 넣지 마십시오" in in_shape(answer, "public_notices")["message"]


@pytest.mark.parametrize("limit", ["0", "201", "100000", "-1", "many"])
def test_a_page_has_its_limits(limit: str) -> None:
    answer = Program().get("/public/notices", {"limit": limit})
    assert answer.status_code == 422
    assert in_shape(answer, "public_notices")["fields"][0]["field"] == "limit"


def test_an_answer_that_is_known_comes_short() -> None:
    program = Program()
    first = program.get("/public/notices")
    again = program.get("/public/notices", **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert "RateLimit" in again
    in_shape(again, "public_notices")
    a_notice_world(a_centre().staff)
    assert program.get("/public/notices", **{"if-none-match": first["ETag"]}).status_code == 200


def test_pages_of_others_may_read_what_is_public_and_nothing_else(owner) -> None:
    opened = Program().get("/public/notices")
    assert opened["Access-Control-Allow-Origin"] == "*"
    assert "public" in opened["Cache-Control"]
    secret = a_key(owner)[1]
    for path in ("/public/notices", "/own/company"):
        closed = Program(secret).get(path)
        assert "Access-Control-Allow-Origin" not in closed
        assert "private" in closed["Cache-Control"]
    asked = Client().options(f"{API}/public/notices", headers={"origin": "https://elsewhere.example"})
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET")
    assert "authorization" not in asked["Access-Control-Allow-Headers"].lower()
    refused = Client().options(f"{API}/own/company", headers={"origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in refused


def test_problems_speak_the_language_that_is_asked_for() -> None:
    korean = Program().get("/own/company").json()["message"]
    english = Program(language="en-GB,en;q=0.9").get("/own/company").json()["message"]
    assert any("가" <= mark <= "힣" for mark in korean)
    assert not any("가" <= mark <= "힣" for mark in english)


def test_every_scope_opens_something() -> None:
    assert set(NEEDED.values()) == set(Scope)


def test_the_guide_shows_every_operation_that_a_key_opens() -> None:
    page = Client().get("/connections/guide/").content.decode()
    for path, methods in description()["paths"].items():
        for method, one in methods.items():
            assert (f">{method.upper()} {path}<" in page) == ("x-scope" in one)
    assert json.dumps(description())


def test_targets_are_for_keys_of_who_may_read_them(owner) -> None:
    an_indicator(target=10, title="포럼에 온 기업")
    staff = person("staff")
    grant_role(user=staff, role="centre_staff")
    program = Program(a_key(with_factor(staff), "targets")[1])
    body = in_shape(program.get("/targets"), "list_targets")
    [row] = body["indicators"]
    assert (row["title"], row["value"], row["unit"]) == ("포럼에 온 기업", 0.0, "organisations")
    assert row["targets"] == [{"ends_on": "2025-01-01", "value": 10.0}]
    assert in_shape(program.get("/targets", {"programme": "none"}), "list_targets")["code"] == "not_found"
    wrong = in_shape(program.get("/targets", {"on": "어제"}), "list_targets")
    assert wrong["fields"][0]["field"] == "on"
    refused = Program(a_key(owner, "targets")[1]).get("/targets")
    assert (refused.status_code, in_shape(refused, "list_targets")["code"]) == (403, "forbidden")
