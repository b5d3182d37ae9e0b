"""What of keys and webhooks ends after its term, and what stays; what becomes of them in a merge."""

from datetime import timedelta

import pytest

from deungdae.apps.accounts.models import User
from deungdae.apps.connections.models import ApiKey, DeliveryAttempt, KeyUsage, Webhook, WebhookDelivery
from deungdae.apps.connections.services.delivering import deliver_due
from deungdae.apps.connections.services.heirs import BETWEEN_LOOKS, look_after_keys, tell_heirs
from deungdae.apps.connections.services.keys import key_of, revoke_key
from deungdae.apps.connections.services.quotas import count_call
from deungdae.apps.connections.services.webhooks import switch_webhook
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.core.retention.registry import KINDS
from deungdae.apps.core.retention.schedule import schedule
from deungdae.apps.organisations.models import Membership, Organisation
from tests.support.centre import person
from tests.support.connections import a_delivery, a_key, a_webhook

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return person("owner", organisation=Organisation.objects.create(name="한빛정밀"))


def destroyed(kind: str, after: timedelta) -> int:
    """As the privacy app does it, so long from now."""
    known = KINDS[kind]
    before = schedule()[kind].ends_before((clock.now() + after).date())
    keys = list(known.due(before).values_list("pk", flat=True))
    known.destroy(keys)
    return len(keys)


def test_counts_of_calls_go_after_their_term(owner: User) -> None:
    key, _secret = a_key(owner)
    count_call(key)
    assert destroyed("api_usage", timedelta(days=399)) == 0
    assert destroyed("api_usage", timedelta(days=402)) == 1
    assert not KeyUsage.objects.exists()


def test_deliveries_that_ended_go_with_their_attempts_and_those_that_wait_stay(owner: User) -> None:
    webhook, _secret = a_webhook(owner, "https://localhost/")
    a_delivery(webhook)
    deliver_due()
    switch_webhook(webhook=webhook, actor=owner, is_on=False)
    switch_webhook(webhook=webhook, actor=owner, is_on=True)
    a_delivery(webhook)
    assert DeliveryAttempt.objects.count() == 1
    assert destroyed("webhook_delivery", timedelta(days=89)) == 0
    assert destroyed("webhook_delivery", timedelta(days=92)) == 1
    assert not DeliveryAttempt.objects.exists()
    assert WebhookDelivery.objects.get().state == "waiting"


def test_a_key_goes_years_after_it_was_revoked(owner: User) -> None:
    key, _secret = a_key(owner)
    a_key(owner, name="쓰는 키")
    revoke_key(key=key, actor=owner)
    assert destroyed("api_key", timedelta(days=1094)) == 0
    ApiKey.objects.exclude(pk=key.pk).update(expires_at=clock.now() + timedelta(days=2000))
    assert destroyed("api_key", timedelta(days=1097)) == 1
    assert ApiKey.objects.get().name == "쓰는 키"


def test_keys_of_a_merged_company_open_nothing_and_its_survivor_sees_them(owner: User) -> None:
    key, secret = a_key(owner)
    webhook, _secret = a_webhook(owner)
    merged = Organisation.objects.get(memberships__user=owner)
    survivor = Organisation.objects.create(name="한빛")
    other = person("other", organisation=survivor)
    Organisation.objects.filter(pk=merged.pk).update(merged_into=survivor)
    assert key_of(secret) is None
    assert list(ApiKey.objects.visible_to(other)) == [key]
    assert list(Webhook.objects.visible_to(other)) == [webhook]


def test_the_other_owners_hear_once_of_a_key_in_use_that_died_with_its_makers_role(owner: User) -> None:
    key, secret = a_key(owner)
    a_key(owner, name="쓰지 않는 키")
    heir = person("heir", organisation=Organisation.objects.get(memberships__user=owner))
    assert key_of(secret) is not None
    assert tell_heirs() == 0
    Membership.objects.filter(user=owner).update(ends_on=clock.today())
    with clock.turned_to(clock.now() + 2 * BETWEEN_LOOKS):
        assert look_after_keys() == 1
        assert look_after_keys() == 0
    tell_heirs()
    [letter] = OutboxMessage.objects.filter(template="connections/mail/key_died")
    assert (letter.recipient, key.prefix in letter.body) == (heir.email, True)
