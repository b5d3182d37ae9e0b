"""Which database the run is on, and people and things that many tests start from."""

import os
from collections.abc import Iterator

import pytest

from tests.support.postgres import started_postgres

ON_POSTGRES = os.environ.get("DEUNGDAE_TEST_DATABASE") == "postgresql"


def pytest_configure(config: pytest.Config) -> None:
    """The controlling process starts a real PostgreSQL; the xdist workers inherit its address."""
    is_controller = not hasattr(config, "workerinput")
    if ON_POSTGRES and is_controller:
        config.stash[SERVER] = started_postgres()
        os.environ["DEUNGDAE_TEST_DATABASE_URL"] = config.stash[SERVER].url


def pytest_unconfigure(config: pytest.Config) -> None:
    if SERVER in config.stash:
        config.stash[SERVER].stop()


SERVER: pytest.StashKey = pytest.StashKey()


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path) -> Iterator[None]:
    """Uploaded files of a test go where the test's other files go."""
    settings.MEDIA_ROOT = tmp_path / "files"
    yield
