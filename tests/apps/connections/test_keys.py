"""Keys: made once, kept as a hash, replaced with an overlap, dead with the role of who made them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from deungdae.apps.accounts.models import User
from deungdae.apps.connections.models import ApiKey
from deungdae.apps.connections.services.keys import MOST_KEYS, key_of, make_key, revoke_key, rotate_key
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import AuditEntry
from deungdae.apps.organisations.models import Membership, Organisation
from tests.support.centre import person
from tests.support.connections import a_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Organisation:
    return Organisation.objects.create(name="한빛정밀")


@pytest.fixture
def owner(company: Organisation) -> User:
    return person("owner", organisation=company)


def test_a_key_is_kept_as_a_hash_and_found_by_its_secret(owner: User) -> None:
    key, secret = a_key(owner, "case", "learning")
    assert secret.startswith("dk_")
    assert secret not in str(ApiKey.objects.values().get())
    assert key_of(secret) == key
    assert key_of(secret + "x") is None
    assert key.scopes == ["case", "learning"]


def test_making_and_revoking_is_written_into_the_audit_log(owner: User) -> None:
    key, secret = a_key(owner)
    assert revoke_key(key=key, actor=owner)
    assert not revoke_key(key=key, actor=owner)
    acts = list(AuditEntry.objects.order_by("pk").values_list("act", "target"))
    assert acts == [("connections.key_made", key.prefix), ("connections.key_revoked", key.prefix)]
    assert key_of(secret) is None


def test_a_key_dies_with_its_time(owner: User) -> None:
    _key, secret = a_key(owner, days=1)
    with clock.turned_to(clock.now() + timedelta(hours=23)):
        assert key_of(secret) is not None
    with clock.turned_to(clock.now() + timedelta(days=1)):
        assert key_of(secret) is None


def test_a_key_dies_with_the_membership_of_its_maker(owner: User, company: Organisation) -> None:
    _key, secret = a_key(owner)
    Membership.objects.filter(user=owner).update(ends_on=clock.today())
    assert key_of(secret) is None


def test_a_key_dies_when_its_maker_is_in_charge_no_more(owner: User) -> None:
    _key, secret = a_key(owner)
    Membership.objects.filter(user=owner).update(role=Membership.Role.MEMBER)
    assert key_of(secret) is None


def test_another_owner_takes_a_key_over_before_its_maker_leaves(owner: User, company: Organisation) -> None:
    key, old = a_key(owner)
    successor = person("successor", organisation=company)
    new, secret = rotate_key(key=key, actor=successor, overlap_days=7)
    assert (new.maker, new.replaces, new.scopes) == (successor, key, key.scopes)
    assert key_of(old) is not None
    Membership.objects.filter(user=owner).update(ends_on=clock.today())
    assert key_of(old) is None
    assert key_of(secret) == new


def test_the_old_key_goes_on_until_the_overlap_is_over(owner: User) -> None:
    key, old = a_key(owner)
    _new, secret = rotate_key(key=key, actor=owner, overlap_days=1)
    with clock.turned_to(clock.now() + timedelta(hours=23)):
        assert key_of(old) is not None
    with clock.turned_to(clock.now() + timedelta(hours=25)):
        assert key_of(old) is None
        assert key_of(secret) is not None


def test_without_an_overlap_the_old_key_is_revoked_at_once(owner: User) -> None:
    key, old = a_key(owner)
    rotate_key(key=key, actor=owner, overlap_days=0)
    assert key_of(old) is None


def test_a_key_is_replaced_once(owner: User) -> None:
    key, _secret = a_key(owner)
    rotate_key(key=key, actor=owner, overlap_days=1)
    with pytest.raises(RefusedError, match="이미 새 키로 바꾼 키"):
        rotate_key(key=key, actor=owner, overlap_days=1)


def test_nobody_replaces_the_key_of_another_company(owner: User) -> None:
    key, _secret = a_key(owner)
    stranger = person("stranger", organisation=Organisation.objects.create(name="다온"))
    with pytest.raises(RefusedError, match="지금 쓰는 역할의 것이 아닙니다"):
        rotate_key(key=key, actor=stranger, overlap_days=1)


def test_who_is_not_in_charge_makes_no_key(company: Organisation) -> None:
    member = person("member", organisation=company)
    Membership.objects.filter(user=member).update(role=Membership.Role.MEMBER)
    for nobody in (member, person("alone")):
        with pytest.raises(RefusedError, match="권한이 없습니다"):
            a_key(nobody)


@pytest.mark.parametrize(
    ("scopes", "days", "words"),
    [((), 30, "하나 이상"), (("case", "everything"), 30, "하나 이상"), (("case",), 366, "365일까지")],
)
def test_a_key_with_wrong_facts_is_refused(
    owner: User, scopes: tuple[str, ...], days: int, words: str
) -> None:
    with pytest.raises(RefusedError, match=words):
        make_key(maker=owner, name="틀림", scopes=scopes, days=days)
    assert not ApiKey.objects.exists()


def test_a_company_has_so_many_keys_and_no_more(owner: User) -> None:
    for _number in range(MOST_KEYS):
        a_key(owner)
    with pytest.raises(RefusedError, match="키가 20개"):
        a_key(owner)


@pytest.mark.parametrize("change", ["digest = 'x'", "role = 'centre_staff'", "scopes = '[\"case\"]'"])
def test_the_database_keeps_what_a_key_is(owner: User, change: str) -> None:
    a_key(owner)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE connections_apikey SET {change}")


def test_the_database_keeps_a_key_that_is_in_force(owner: User) -> None:
    key, _secret = a_key(owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        key.delete()
    revoke_key(key=key, actor=owner)
    ApiKey.objects.filter(pk=key.pk).delete()
    assert not ApiKey.objects.exists()
