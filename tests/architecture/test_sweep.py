"""Nobody sees what is not his: every address × method × role, asked with the ids of a foreign, marked world.

The ids stand in the address, in the query, in the body and in the form fields of the page itself. One marker
in any answer fails, and so does a foreign record that is answered otherwise than a missing one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.test import Client, override_settings

from deungdae.apps.core.ids import new_public_id, short
from deungdae.apps.core.models import OutboxMessage
from tests.architecture.marked_world import (
    COLLEAGUE,
    MARK,
    NUMBER,
    PART_OF_MARK,
    PRIVATE,
    Foreign,
    build_foreign,
    people_of_every_role,
)
from tests.architecture.rights_world import CONFIRMED_SECONDS, World, a_session, a_token, standing_world
from tests.architecture.test_rights_matrix import ROUTES, Route, seen, ten_thousand_calls
from tests.support.papers import papers_set_once, unpacked
from tests.support.plain_client import PlainClient

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
METHODS = ("GET", "POST")
ROLES = (
    "public",
    "person",
    "trainee",
    "demand_staff",
    "demand_owner",
    "supply_staff",
    "supply_owner",
    "mentor",
    "reviewer",
    "ministry_official",
    "auditor",
)
WRITERS = ("public", "person", "demand_staff", "demand_owner", "supply_staff", "supply_owner", "auditor")
"""Those whose calls that change something and whose single ids are tried too; the others may do no more."""
OF_THE_MATRIX = ("public", "person")
"""The matrix of rights holds for them that a foreign record is answered as a missing one."""
STAFF = "staff"
"""Not swept, for they may see all but the private notes."""
OWN = "own ids"
CLIENT = PlainClient()
"""One for all calls: each begins with the cookies of its role alone."""
LOGS = {"auditor": ("audit:",)}
"""Where a role reads about everybody by its office."""
FIELD = re.compile(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"')
ASKED = ("q", "organisation", "partner", "participant", "person", "user", "company", "day", "after", "sort")


@dataclass(frozen=True)
class Sweep:
    world: World
    foreign: Foreign
    sessions: dict[str, object]
    bearers: dict[str, dict[str, str]]
    tokens: dict[str, str]
    papers: list[str]

    def own(self, role: str) -> dict[str, str]:
        ids = self.world.own("member")
        return {**ids, "token_id": self.tokens[role]}


@pytest.fixture(scope="module")
def sweep(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Sweep]:
    """Both worlds, built once; every call is taken back."""
    files = tmp_path_factory.mktemp("files")
    worlds = standing_world(django_db_blocker, files)
    with worlds as world, ten_thousand_calls(), papers_set_once() as papers:
        with override_settings(MEDIA_ROOT=files):
            foreign = build_foreign(world)
            people = people_of_every_role(world)
            sessions = {role: a_session(user) for role, user in people.items()}
            bearers = {role: bearer_of(user) for role, user in people.items()}
            sessions[STAFF], bearers[STAFF] = world.sessions[STAFF], world.bearers[STAFF]
            tokens = {role: a_token(user or world.users["member"]) for role, user in people.items()}
        yield Sweep(world, foreign, sessions, bearers, tokens, papers)


def bearer_of(user) -> dict[str, str]:  # type: ignore[no-untyped-def]
    from deungdae.apps.accounts.services import issue_token

    if user is None:
        return {}
    _token, secret = issue_token(user=user, name="훑기")
    return {"authorization": f"Bearer {secret}"}


@pytest.fixture(autouse=True)
def _as_when_it_was_built(_own_files: None, settings, sweep: Sweep) -> None:
    settings.MEDIA_ROOT = sweep.world.files
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = CONFIRMED_SECONDS


def asked(
    sweep: Sweep,
    role: str,
    method: str,
    address: str,
    body: dict | None = None,
    *,
    client: PlainClient = CLIENT,
) -> HttpResponse:
    """One call in this role, without a trace in the database."""
    client.cookies.clear()
    client.cookies.update(sweep.sessions[role])
    sweep.papers.clear()
    mark = transaction.savepoint()
    try:
        send = client.post if method == "POST" else client.get
        answer = send(address, body or {}, headers=sweep.bearers[role])
        answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        answer.words = unpacked(answer.body) + "".join(sweep.papers).encode()
        return answer
    finally:
        transaction.savepoint_rollback(mark)


def shows_marker(answer: HttpResponse) -> bool:
    told = answer.words + str(dict(answer.headers)).encode()
    return MARK.lower().encode() in told.lower()


def may_show(role: str, route: Route) -> bool:
    return route.name.startswith(LOGS.get(role, ("-",)))


def smuggled(sweep: Sweep) -> dict[str, str]:
    """Foreign ids and numbers under every name that a page may read from its query."""
    ids = {name.removesuffix("_id"): value for name, value in sweep.foreign.ids.items()}
    return {**dict.fromkeys(ASKED, sweep.foreign.ids["organisation_id"]), **ids, "q": PART_OF_MARK}


def findings(sweep: Sweep, route: Route, role: str) -> Iterator[str]:
    own = sweep.own(role)
    for method in METHODS if role in WRITERS else ("GET",):
        for told, answer in answers(sweep, route, role, method, own):
            if shows_marker(answer) and not may_show(role, route):
                yield f"{method} {route.name} as {role}: marker with {told}"
            if answer.status_code >= 500:
                yield f"{method} {route.name} as {role}: {answer.status_code} with {told}"
            if method == "GET" and told == OWN and answer.status_code == 200:
                yield from smuggling(sweep, route, role, page=answer)
        if role in WRITERS:
            yield from differences(sweep, route, role, method, own)


def answers(
    sweep: Sweep, route: Route, role: str, method: str, own: dict[str, str]
) -> Iterator[tuple[str, HttpResponse]]:
    """With the own ids, and with every id a foreign one."""
    yield OWN, asked(sweep, role, method, route.address(own))
    if len(route.parameters) > 1:
        yield "foreign ids", asked(sweep, role, method, route.address({**own, **sweep.foreign.ids}))


def differences(sweep: Sweep, route: Route, role: str, method: str, own: dict[str, str]) -> Iterator[str]:
    """A foreign id, one at a time, must be answered as a missing one."""
    for name in route.parameters:
        if name in sweep.foreign.ids:
            foreign = asked(sweep, role, method, route.address({**own, name: sweep.foreign.ids[name]}))
            if shows_marker(foreign) and not may_show(role, route):
                yield f"{method} {route.name} as {role}: marker with a foreign {name}"
            if role in OF_THE_MATRIX:
                continue
            missing = asked(sweep, role, method, route.address({**own, name: short(new_public_id())}))
            if shown(foreign) != shown(missing):
                yield f"{method} {route.name} as {role}: a foreign {name} is not answered as a missing one"


def smuggling(sweep: Sweep, route: Route, role: str, *, page: HttpResponse) -> Iterator[str]:
    """Foreign ids and numbers in the query, and in every field of the page's own forms."""
    own = sweep.own(role)
    for query in (smuggled(sweep), {"q": NUMBER, "kind": sweep.foreign.ids["organisation_id"]}):
        if shows_marker(asked(sweep, role, "GET", f"{route.address(own)}?{urlencode(query)}")):
            yield f"GET {route.name} as {role}: marker through the query"
    fields = set(FIELD.findall(page.body.decode("utf-8", "replace"))) - {"csrfmiddlewaretoken"}
    sent = dict.fromkeys(fields, sweep.foreign.ids["organisation_id"])
    if fields and role in WRITERS and shows_marker(asked(sweep, role, "POST", route.address(own), sent)):
        yield f"POST {route.name} as {role}: marker through the fields of its form"


def shown(answer: HttpResponse) -> tuple[int, str]:
    return (answer.status_code, "") if answer.streaming else seen(answer)


@pytest.mark.parametrize("name", ROUTES)
def test_no_answer_tells_of_the_foreign_world(sweep: Sweep, name: str) -> None:
    found = [finding for role in ROLES for finding in findings(sweep, ROUTES[name], role)]
    assert found == []


@pytest.mark.parametrize("role", ROLES)
def test_nor_does_the_whole_error_page_that_a_browser_gets(sweep: Sweep, role: str) -> None:
    """With its frame, for an address of each app: of a foreign record the same page as of a missing one."""
    page = PlainClient(accept="text/html")
    asks = {name.partition(":")[0]: route for name, route in ROUTES.items() if foreign_in(sweep, route)}
    assert len(asks) >= 10
    whole = 0
    for route in asks.values():
        (name,) = route.parameters
        for method in METHODS:
            foreign, missing = (
                asked(sweep, role, method, route.address({name: value}), client=page)
                for value in (sweep.foreign.ids[name], short(new_public_id()))
            )
            assert not shows_marker(foreign) or may_show(role, route), route.name
            assert shown(foreign) == shown(missing), route.name
            whole += b"<main" in foreign.body
    assert whole or role == "public"


def foreign_in(sweep: Sweep, route: Route) -> bool:
    return len(route.parameters) == 1 and route.parameters[0] in sweep.foreign.ids


def test_the_marker_is_there_for_the_centre(sweep: Sweep) -> None:
    """The sweep can fail: staff, who may see all, do see the marker."""
    client = Client()
    client.cookies.update(sweep.world.sessions[STAFF])
    address = f"/organisations/{sweep.foreign.ids['organisation_id']}/"
    assert MARK in client.get(address).content.decode()
    assert MARK in client.get("/organisations/", {"q": PART_OF_MARK}).content.decode()


@pytest.mark.parametrize("name", ["evidence:case_pdf", "organisations:ownership_export"])
def test_the_marker_is_found_in_a_set_and_in_a_packed_file(sweep: Sweep, name: str) -> None:
    address = ROUTES[name].address({**sweep.world.own(STAFF), **sweep.foreign.ids})
    assert not shows_marker(asked(sweep, "person", "GET", address))
    assert shows_marker(asked(sweep, STAFF, "GET", address))


@pytest.mark.parametrize("name", ROUTES)
def test_not_even_the_centre_reads_a_private_note(sweep: Sweep, name: str) -> None:
    """Staff, who see all the rest: every page, with the ids of the note's session, author and company."""
    route, own = ROUTES[name], sweep.world.own(STAFF)
    for address in {route.address(own), route.address({**own, **sweep.foreign.ids})}:
        assert PRIVATE.encode() not in asked(sweep, STAFF, "GET", address).words


def test_the_author_does_read_the_private_note(sweep: Sweep) -> None:
    author = Client()
    author.force_login(sweep.foreign.user)
    assert PRIVATE in author.get("/academy/notes/").content.decode()


def test_no_mail_to_others_tells_of_the_foreign_world(sweep: Sweep) -> None:
    own = Q(recipient__icontains=MARK) | Q(recipient__contains="invited") | Q(recipient=COLLEAGUE)
    told = OutboxMessage.objects.exclude(own)
    assert [mail.occasion for mail in told if MARK in mail.subject + mail.body] == []


def test_the_sweep_asks_ten_thousand_times() -> None:
    """Own ids, all foreign ids, and for each id a foreign and a missing one; the smuggling is not counted."""
    routes = ROUTES.values()
    whole = sum(1 + (len(route.parameters) > 1) for route in routes)
    single = sum(2 * len(route.parameters) for route in routes)
    assert (len(ROLES) + len(WRITERS)) * whole + 2 * len(WRITERS) * single >= 10_000
