"""The addresses of other houses once they are configured; until then `rights_matrix.csv` says 404."""

import pytest

from tests.architecture.rights_world import ROLES, World
from tests.architecture.test_rights_matrix import ROUTES, _files_of_the_world, observed, world
from tests.support.social_house import SETTINGS

__all__ = ["_files_of_the_world", "world"]
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SIGNED_IN = len(ROLES) - 1
ANSWERS = {
    ("socialaccount_connections", "GET"): ["302"] + ["200"] * SIGNED_IN,
    ("socialaccount_connections", "POST"): ["302"] + ["405"] * SIGNED_IN,
    ("socialaccount_waiting", "GET"): ["302"] * (1 + SIGNED_IN),
    ("socialaccount_waiting", "POST"): ["302"] * (1 + SIGNED_IN),
    ("socialaccount_disconnect", "GET"): ["302/302"] + ["404/404"] * SIGNED_IN,
    ("socialaccount_disconnect", "POST"): ["302/302"] + ["404/404"] * SIGNED_IN,
    **{(f"{house}_login", "GET"): ["302"] * (1 + SIGNED_IN) for house in ("naver", "kakao")},
    **{(f"{house}_login", "POST"): ["200"] * (1 + SIGNED_IN) for house in ("naver", "kakao")},
    **{(f"{house}_callback", "GET"): ["400"] * (1 + SIGNED_IN) for house in ("naver", "kakao")},
    **{(f"{house}_callback", "POST"): ["405"] * (1 + SIGNED_IN) for house in ("naver", "kakao")},
    ("openid_connect_login", "POST"): ["404"] * (1 + SIGNED_IN),
}
"""Per role; the house of OpenID Connect stays away here, so that its address must say so."""


@pytest.mark.parametrize(("name", "method"), ANSWERS)
def test_each_role_gets_what_is_written_here(world: World, settings, name: str, method: str) -> None:
    settings.SIGN_IN_PROVIDERS = SETTINGS
    assert [observed(world, ROUTES[name], role, method) for role in ROLES] == ANSWERS[name, method]
