"""No page breaks on PostgreSQL, which refuses what SQLite lets pass: each is asked by staff and by a member.

What each role gets is held on SQLite, by the matrix of rights, and is not asked again here.
"""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from tests.architecture.rights_world import CONFIRMED_SECONDS, World, standing_world
from tests.architecture.test_rights_matrix import ROUTES, call, ten_thousand_calls
from tests.support.papers import papers_set_once

pytestmark = [pytest.mark.django_db, pytest.mark.second_database]
ASKING = ("staff", "member")
PARTS: dict[str, list[str]] = defaultdict(list)
for route_name in ROUTES:
    PARTS[route_name.partition(":")[0]].append(route_name)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    worlds = standing_world(django_db_blocker, tmp_path_factory.mktemp("files"))
    with worlds as built, ten_thousand_calls(), papers_set_once():
        yield built


@pytest.fixture(autouse=True)
def _files_of_the_world(_own_files: None, settings, world: World) -> None:
    settings.MEDIA_ROOT = world.files
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = CONFIRMED_SECONDS


@pytest.mark.parametrize("part", PARTS)
def test_no_address_of_a_part_is_answered_by_a_server_error(world: World, part: str) -> None:
    codes = {
        f"{name} as {role}": call(world, role, "GET", ROUTES[name].address(world.own(role))).status_code
        for name in PARTS[part]
        for role in ASKING
    }
    assert {asked: code for asked, code in codes.items() if code >= 500} == {}
