"""Which database the run is on: SQLite, or with DEUNGDAE_TEST_DATABASE=postgresql a real PostgreSQL."""

import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connections
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from deungdae.project.processes.memory import settle
from deungdae.project.settings.base import database
from tests.support.postgres import StartedPostgres, started_postgres
from tests.support.template import Template, await_search, started_template, took_copy

ON_POSTGRES = os.environ.get("DEUNGDAE_TEST_DATABASE") == "postgresql"
SERVER = pytest.StashKey[StartedPostgres]()
TEMPLATE = pytest.StashKey[Template]()


def pytest_configure(config: pytest.Config) -> None:
    """The first process starts the server and turns to it; workers inherit its address, and the template."""
    from tests.support.factors import sign_in_as_allauth_does

    sign_in_as_allauth_does()
    if ON_POSTGRES and not hasattr(config, "workerinput"):
        server = config.stash[SERVER] = started_postgres(is_durable=False)
        os.environ["DEUNGDAE_TEST_DATABASE_URL"] = server.url
        turn_to(server.url)
    if has_workers(config):
        config.stash[TEMPLATE] = started_template(config.stash[blocking_manager_key])


def has_workers(config: pytest.Config) -> bool:
    return bool(config.getoption("numprocesses", None)) and not config.option.collectonly


EMPTYING_FIXTURES = {"transactional_db", "live_server"}
DATABASE_FIXTURES = {"db", *EMPTYING_FIXTURES}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what asks the database: the rest ran on SQLite and would say the same."""
    items.sort(key=turn)
    if not ON_POSTGRES:
        return
    asking = [item for item in items if asks_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not asks_the_database(item)])
    items[:] = asking


def turn(item: pytest.Item) -> int:
    """First what needs no database while one is made; of those that empty it, the long stories first.

    Sorted in this way the workers end at about the same time. pytest-django has put those that empty it last.
    """
    if not asks_the_database(item):
        return 0
    if item.get_closest_marker("journey") is not None:
        return 2
    return 3 if empties_the_database(item) else 1


def empties_the_database(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(marker and marker.kwargs.get("transaction")) or bool(fixtures & EMPTYING_FIXTURES)


def asks_the_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & DATABASE_FIXTURES)


def pytest_collection_finish(session: pytest.Session) -> None:
    """As the product's own processes do, which spares a tenth of the run."""
    settle()
    if hasattr(session.config, "workerinput"):
        await_search()


def pytest_unconfigure(config: pytest.Config) -> None:
    if TEMPLATE in config.stash:
        config.stash[TEMPLATE].throw_away()
    if SERVER in config.stash:
        config.stash[SERVER].stop()


def turn_to(url: str) -> None:
    """pytest-django has read the settings before any conftest runs, so they are told the address here."""
    django_settings.DATABASES = {"default": {**database(url), "CONN_MAX_AGE": 0}}
    connections.settings = connections.configure_settings(django_settings.DATABASES)
    if hasattr(connections._connections, "default"):
        del connections["default"]


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path: Path) -> None:
    """Uploaded files of a test go where the test's other files go."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.AUDIT_ANCHORS = tmp_path / "audit-anchors.log"


@pytest.fixture(autouse=True)
def _in_korean() -> None:
    """The last page of another test may have been in English, and its language stays with the thread."""
    translation.activate("ko")


@pytest.fixture(scope="session")
def django_db_keepdb(
    request: pytest.FixtureRequest, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> bool:
    """Whether the database is there already; `migrate` then looks at it and finds nothing left to do."""
    if not hasattr(request.config, "workerinput"):
        return bool(request.config.getvalue("reuse_db"))
    with django_db_blocker.unblock():
        return took_copy()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Industries and regions lie there from the start, as in a real database."""
    with django_db_blocker.unblock():
        load_tables()


def load_tables() -> None:
    from deungdae.apps.organisations.reference import load_industries, load_regions

    load_industries()
    load_regions()


@pytest.fixture
def reference_tables(db: None) -> None:
    """They are there, even after a test that emptied every table."""
    from deungdae.apps.organisations.models import Industry

    if not Industry.objects.exists():
        load_tables()
