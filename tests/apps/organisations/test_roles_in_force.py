"""The roles of a request are asked in the database's own words: they say what `current()` says."""

from datetime import timedelta

import pytest

from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.rights.roles import granted_roles
from deungdae.apps.accounts.services import create_account
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Membership, Organisation
from deungdae.apps.organisations.rules import roles_in_organisations

pytestmark = pytest.mark.django_db
TODAY = 0
SPANS = [
    (first, last)
    for first in (-2, -1, TODAY, 1)
    for last in (None, -1, TODAY, 1)
    if last is None or first <= last
]
"""From a day until (not including) another, counted from today."""


@pytest.fixture
def person() -> User:
    return create_account(email="person@company.example", name="김사람", password=None)


def days(first: int, last: int | None) -> dict[str, object]:
    today = clock.today()
    until = None if last is None else today + timedelta(days=last)
    return {"starts_on": today + timedelta(days=first), "ends_on": until}


@pytest.mark.parametrize(("first", "last"), SPANS)
def test_a_grant_is_in_force_as_current_says(person: User, first: int, last: int | None) -> None:
    RoleGrant.objects.create(user=person, role="mentor", **days(first, last))
    assert granted_roles(person) == set(RoleGrant.objects.current().values_list("role", flat=True))


@pytest.mark.parametrize(("first", "last"), SPANS)
def test_a_membership_is_in_force_as_current_says(person: User, first: int, last: int | None) -> None:
    company = Organisation.objects.create(name="가상정밀")
    Membership.objects.create(user=person, organisation=company, role="owner", **days(first, last))
    current = set(Membership.objects.current().values_list("organisation", flat=True))
    assert {held.organisation for held in roles_in_organisations(person)} == current


def test_a_membership_that_a_merge_left_behind_gives_no_role(person: User) -> None:
    company, other = (Organisation.objects.create(name=name) for name in ("가상정밀", "가상정밀(주)"))
    Membership.objects.create(user=person, organisation=company, role="owner", **days(TODAY, None))
    Organisation.objects.filter(pk=company.pk).update(merged_into=other)
    assert list(roles_in_organisations(person)) == []


def test_those_in_charge_come_first_and_then_the_names(person: User) -> None:
    for name, role in (("가", "member"), ("다", "owner"), ("나", "owner")):
        company = Organisation.objects.create(name=name)
        Membership.objects.create(user=person, organisation=company, role=role, **days(TODAY, None))
    assert [held.place for held in roles_in_organisations(person)] == ["나", "다", "가"]
