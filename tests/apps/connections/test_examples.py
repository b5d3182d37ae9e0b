"""The examples of the guide, run as a reader would run them: by curl and Python, against the product."""

import json
import os
import subprocess
import sys

import pytest
from pytest_django.live_server_helper import LiveServer

from deungdae.apps.academy.models import Enrolment
from deungdae.apps.connections.selectors.described import example
from tests.support.connections import API, a_key
from tests.support.gap import load_places
from tests.support.notices import on_board
from tests.support.own_company import OwnCompany, an_own_company

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]


@pytest.fixture
def one() -> OwnCompany:
    load_places()
    return an_own_company("한빛정밀")


def run(command: list[str], live_server: LiveServer, **more: str) -> str:
    known = {**os.environ, "DEUNGDAE_API": f"{live_server.url}{API}", **more}
    done = subprocess.run(command, env=known, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_examples_of_the_guide_do_what_they_say(live_server: LiveServer, one: OwnCompany) -> None:
    notice = on_board()
    _key, secret = a_key(one.owner)
    told = json.loads(run(["bash", "-c", example("public.sh")], live_server))
    assert [row["title"] for row in told["items"]] == [notice.title]
    told = json.loads(run(["bash", "-c", example("own.sh")], live_server, DEUNGDAE_KEY=secret))
    assert told == {"items": [], "next": None}
    lines = run([sys.executable, "-c", example("case_in_python.txt")], live_server, DEUNGDAE_KEY=secret)
    assert len(lines.splitlines()) == 2
    for _twice in range(2):
        command = ["bash", "-c", example("enrol.sh")]
        told = json.loads(run(command, live_server, DEUNGDAE_KEY=secret, COHORT=one.cohort.short_id))
        assert [row["state"] for row in told["items"]] == ["seated", "seated"]
    assert Enrolment.objects.count() == 3
