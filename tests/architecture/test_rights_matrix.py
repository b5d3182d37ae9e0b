"""Every address × every role × own, foreign and missing records, as `rights_matrix.csv` says.

A cell holds the status for one's own record, then for each parameter of the address, from the last to the
first, the status when that record is missing. A foreign record must answer exactly as a missing one does.
A new address fails here until its two lines are in the file: run its test, read the line that it prints, ask
whether each role should get that, and only then put it there.
"""

import csv
import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.rights_world import CONFIRMED_SECONDS, ROLES, Ids, World, standing_world
from tests.support.papers import papers_set_once
from tests.support.plain_client import PlainClient

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
MATRIX = Path(__file__).with_name("rights_matrix.csv")
METHODS = ("GET", "POST")
CLIENT = PlainClient()
"""One for all calls: each begins with the cookies of its role alone."""
OTHER_METHODS = ("PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE")
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
PASSING_PARTS = re.compile(r'nonce="[^"]+"|\b(?:[0-9A-Za-z]{64}|[0-9A-Za-z]{22}|[0-9A-F]{8})\b')
"""What differs from call to call: nonces, tokens of forms, ids and reference numbers."""


@dataclass(frozen=True)
class Route:
    """One address of the product: its name, its pattern, and the parameters in it."""

    name: str
    pattern: str
    parameters: tuple[str, ...]

    def address(self, ids: Ids) -> str:
        filled = PARAMETER.sub(lambda match: ids[match[1] or match[2]], self.pattern)
        return "/" + filled.replace("^", "").replace("$", "").replace("\\Z", "")


def routes() -> list[Route]:
    """Every address that the product answers; two operations of the API on one address are one route."""
    found: dict[str, Route] = {}
    for route in walk(get_resolver(), "", ""):
        found.setdefault(route.pattern, route)
    return sorted(found.values(), key=lambda route: route.name)


def walk(resolver: URLResolver, before: str, namespace: str) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        text = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern, text, inner)
        elif isinstance(pattern, URLPattern):
            names = tuple(one or other for one, other in PARAMETER.findall(text))
            yield Route(f"{namespace}{pattern.name}", text, names)


def rows() -> dict[tuple[str, str], dict[str, str]]:
    """(route, method) → role → cell."""
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return {(row["route"], row["method"]): row for row in csv.DictReader(file)}


@contextmanager
def ten_thousand_calls() -> Iterator[None]:
    """Without the limit of calls, and without what each would do beside its answer.

    That is the note, once a minute and rolled back each time, that somebody is there, and the log of each
    refusal with its traceback. A server error is still logged.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("deungdae.apps.accounts.api.CALLS_PER_MINUTE", 10**9)
        patch.setattr("deungdae.apps.accounts.sessions.TOUCH_AFTER", timedelta(days=1))
        logging.disable(logging.WARNING)
        try:
            yield
        finally:
            logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    """Built once; every call is taken back."""
    worlds = standing_world(django_db_blocker, tmp_path_factory.mktemp("files"))
    with worlds as built, ten_thousand_calls(), papers_set_once():
        yield built


@pytest.fixture(autouse=True)
def _files_of_the_world(_own_files: None, settings, world: World) -> None:
    """The files of the world lie where they were put when it was built."""
    settings.MEDIA_ROOT = world.files
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = CONFIRMED_SECONDS


def call(world: World, role: str, method: str, address: str, body: object = None) -> HttpResponse:
    """One call as this role, without a trace in the database."""
    sent = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
    CLIENT.cookies.clear()
    CLIENT.cookies.update(world.sessions[role])
    mark = transaction.savepoint()
    try:
        answer = CLIENT.generic(method, address, headers=world.bearers[role], **sent)
        answer.content if not answer.streaming else b"".join(answer.streaming_content)
        return answer
    finally:
        transaction.savepoint_rollback(mark)


def seen(answer: HttpResponse) -> tuple[int, str]:
    """Status and body without what differs from call to call."""
    text = answer.content.decode("utf-8", "replace") + answer.get("Location", "").partition("?")[0]
    return answer.status_code, PASSING_PARTS.sub("…", text)


def observed(world: World, route: Route, role: str, method: str) -> str:
    """The cell that the product gives today; a foreign record that differs from a missing one fails here."""
    own, body = world.own(role), world.body(route.name) if method == "POST" else None
    statuses = [call(world, role, method, route.address(own), body).status_code]
    for name in reversed(route.parameters):
        missing = call(world, role, method, route.address({**own, **world.missing(name)}), body)
        statuses.append(missing.status_code)
        for foreign in world.foreign(role, name, within_day="day_id" in route.parameters):
            answer = call(world, role, method, route.address({**own, **foreign}), body)
            assert seen(answer) == seen(missing), f"{role} {method} {route.name}: foreign {name} is told"
    return "/".join(str(status) for status in statuses)


ROUTES = {route.name: route for route in routes()}


def test_every_address_has_its_rows() -> None:
    wanted = {(name, method) for name in ROUTES for method in METHODS}
    assert wanted - set(rows()) == set()


def test_no_row_stands_for_an_address_that_is_gone() -> None:
    assert {name for name, _method in rows()} - set(ROUTES) == set()


@pytest.mark.parametrize("name", ROUTES)
def test_each_role_gets_what_the_matrix_says(world: World, name: str) -> None:
    told = rows()
    for method in METHODS:
        cells = [observed(world, ROUTES[name], role, method) for role in ROLES]
        line = ",".join([name, method, *cells])
        assert line == ",".join(told[name, method].values())


@pytest.mark.parametrize("name", ROUTES)
def test_no_method_is_answered_by_a_server_error(world: World, name: str) -> None:
    address = ROUTES[name].address(world.own("staff"))
    codes = {method: call(world, "staff", method, address).status_code for method in OTHER_METHODS}
    assert {method: code for method, code in codes.items() if code >= 500} == {}
