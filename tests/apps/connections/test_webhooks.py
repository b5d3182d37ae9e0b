"""Webhooks: told in the transaction of the act, once, signed; tried again, given up, sent by hand."""

import base64
import json
import socket
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from standardwebhooks import Webhook as Receiver
from standardwebhooks import WebhookVerificationError

from deungdae.apps.academy.services.enrolments import cancel_enrolment
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.caravan.services.requests import answer_request
from deungdae.apps.connections.events import Told
from deungdae.apps.connections.models import DeliveryAttempt, Webhook, WebhookDelivery
from deungdae.apps.connections.services.delivering import deliver, deliver_due
from deungdae.apps.connections.services.telling import tell
from deungdae.apps.connections.services.webhooks import (
    delete_webhook,
    register_webhook,
    resend,
    rotate_secret,
    send_test,
    switch_webhook,
)
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.organisations.models import Membership, Organisation, OrganisationKind
from tests.support.academy import an_open_cohort, certified, enrolled
from tests.support.at_once import at_once
from tests.support.centre import a_centre, person
from tests.support.connections import a_webhook
from tests.support.factors import with_factor
from tests.support.hooks import HERE, Behaviour, a_hook_server, authority, leading
from tests.support.notices import on_board
from tests.support.own_company import an_own_company, attended

pytestmark = pytest.mark.django_db
Sent = WebhookDelivery.State


@pytest.fixture
def owner() -> User:
    return person("owner", organisation=Organisation.objects.create(name="한빛정밀"))


@pytest.fixture
def server(settings, monkeypatch, tmp_path: Path) -> Iterator[tuple[Behaviour, str]]:
    settings.OUTGOING_INSIDE = [f"{HERE}/32"]
    settings.OUTGOING_AUTHORITIES = authority(tmp_path)
    monkeypatch.setattr(socket, "getaddrinfo", leading(lambda: [HERE]))
    with a_hook_server(tmp_path) as found:
        yield found


def company_of(owner: User) -> Organisation:
    return Organisation.objects.get(memberships__user=owner)


def events() -> list[str]:
    return list(WebhookDelivery.objects.order_by("pk").values_list("event", flat=True))


def data_of(event: str) -> dict[str, object]:
    body = json.loads(WebhookDelivery.objects.get(event=event).body)
    assert body["type"] == event
    return dict(body["data"])


class TestTelling:
    def test_a_certificate_is_told_to_the_company_of_its_person(self) -> None:
        centre = a_centre()
        a_webhook(centre.demand)
        a_webhook(centre.supply)
        company = company_of(centre.demand)
        certified(an_open_cohort(3), 1, organisation=company, name="홍길동")
        assert events().count("certificate.issued") == 1
        told = data_of("certificate.issued")
        assert (told["organisation"], told["kind"]) == (company.short_id, "academy.certified")
        assert set(WebhookDelivery.objects.values_list("webhook__maker", flat=True)) == {centre.demand.pk}
        assert "홍길동" not in "".join(WebhookDelivery.objects.values_list("body", flat=True))

    def test_a_seat_that_is_offered_from_the_waiting_list_is_told(self, owner: User) -> None:
        a_webhook(owner, events=("enrolment.offered",))
        cohort = an_open_cohort(1)
        first = enrolled(cohort, 1)
        waiting = enrolled(cohort, 2, organisation=company_of(owner))
        cancel_enrolment(enrolment=first, reason="", actor=None)
        assert events() == ["enrolment.offered"]
        assert data_of("enrolment.offered")["id"] == waiting.short_id

    def test_an_accepted_request_is_told_to_who_asked(self) -> None:
        centre = a_centre()
        a_webhook(centre.demand)
        a_webhook(centre.supply)
        answer_request(request=centre.request, accept=True, reason="네", actor=centre.supply)
        assert events() == ["request.accepted"]
        assert data_of("request.accepted")["code"] == centre.request.code

    def test_a_diagnosis_is_told_beside_its_entry_in_the_case(self) -> None:
        one = an_own_company("한빛정밀")
        a_webhook(one.owner, events=("diagnosis.finished",))
        other = an_own_company("다온소프트", one.cohort)
        a_webhook(other.owner, events=("diagnosis.finished", "case.recorded"))
        attended(other.company, 2)
        assert events() == ["case.recorded"]

    def test_a_notice_is_told_to_everybody_who_wants_it_once(self, owner: User) -> None:
        a_webhook(owner, events=("notice.published",))
        a_webhook(person("other", organisation=Organisation.objects.create(name="다온")), events=())
        notice = on_board()
        assert events() == ["notice.published"]
        assert data_of("notice.published")["title"] == notice.title

    def test_the_centre_hears_of_all(self) -> None:
        staff = person("staff")
        grant_role(user=staff, role="centre_staff")
        a_webhook(with_factor(staff), events=("diagnosis.finished",))
        first = an_own_company("한빛정밀")
        an_own_company("다온소프트", first.cohort)
        assert events() == ["diagnosis.finished"] * 2

    def test_what_did_not_happen_is_not_told(self, owner: User) -> None:
        a_webhook(owner)
        with transaction.atomic():
            attended(company_of(owner))
            transaction.set_rollback(True)
        assert events() == []

    def test_who_is_switched_off_hears_nothing(self, owner: User) -> None:
        webhook, _secret = a_webhook(owner)
        switch_webhook(webhook=webhook, actor=owner, is_on=False)
        on_board()
        assert events() == []

    def test_the_database_lets_nothing_be_told_twice_or_otherwise(self, owner: User) -> None:
        webhook, _secret = a_webhook(owner)
        delivery = send_test(webhook=webhook)
        delivery.pk, delivery.public_id = None, webhook.public_id
        with pytest.raises(IntegrityError), transaction.atomic():
            delivery.save(force_insert=True)
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE connections_webhookdelivery SET body = '{}'")


class TestRegistering:
    @pytest.mark.parametrize(
        ("address", "words"),
        [
            ("http://hooks.example.com/", "암호화되지 않은 주소"),
            ("https://localhost/in", "안쪽 네트워크의 주소"),
            ("https://127.0.0.1/", "안쪽 네트워크의 주소(127.0.0.1)"),
            ("https://169.254.169.254/latest/", "안쪽 네트워크의 주소(169.254.169.254)"),
            ("https://[::ffff:10.0.0.1]/", "안쪽 네트워크의 주소"),
            ("그냥 글", "온전한 주소"),
        ],
    )
    def test_a_wrong_address_is_refused_with_what_to_do(self, owner: User, address: str, words: str) -> None:
        with pytest.raises(RefusedError) as caught:
            register_webhook(maker=owner, address=address, events=["notice.published"])
        assert words in caught.value.message
        assert not Webhook.objects.exists()

    def test_a_name_that_leads_inside_is_refused(self, owner: User, monkeypatch) -> None:
        monkeypatch.setattr(socket, "getaddrinfo", leading(lambda: ["10.0.0.7"]))
        with pytest.raises(RefusedError, match=r"10\.0\.0\.7"):
            register_webhook(maker=owner, address="https://hooks.example.com/", events=["notice.published"])

    def test_the_same_address_is_registered_once(self, owner: User, server: tuple[Behaviour, str]) -> None:
        _hook, address = server
        register_webhook(maker=owner, address=address, events=["notice.published"])
        with pytest.raises(RefusedError, match="이미 등록한 주소"):
            register_webhook(maker=owner, address=address, events=["case.recorded"])

    @pytest.mark.parametrize("wanted", [[], ["everything"], ["case.recorded", "everything"]])
    def test_unknown_events_are_refused(self, owner: User, wanted: list[str]) -> None:
        with pytest.raises(RefusedError, match="알릴 일"):
            register_webhook(maker=owner, address="https://hooks.example.com/", events=wanted)

    def test_the_secret_is_not_in_the_database(self, owner: User) -> None:
        webhook, secret = a_webhook(owner)
        assert secret.removeprefix("whsec_") not in webhook.secret

    def test_nobody_gets_the_secret_of_another_place(self, owner: User) -> None:
        webhook, _secret = a_webhook(owner)
        staff = person("staff")
        grant_role(user=staff, role="centre_staff")
        with pytest.raises(RefusedError, match="지금 쓰는 역할의 것이 아닙니다"):
            rotate_secret(webhook=webhook, actor=with_factor(staff))


class TestDelivering:
    def test_a_delivery_is_signed_as_the_standard_says(self, owner: User, server) -> None:
        hook, address = server
        webhook, secret = a_webhook(owner, address)
        delivery = send_test(webhook=webhook)
        assert deliver_due() == 1
        [got] = hook.received
        told = Receiver(secret).verify(got.body, got.headers)
        assert told["type"] == "webhook.test"
        assert got.headers["webhook-id"] == delivery.short_id
        with pytest.raises(WebhookVerificationError):
            Receiver(secret).verify(got.body + b" ", got.headers)
        delivery.refresh_from_db()
        attempt = DeliveryAttempt.objects.get()
        assert (delivery.state, attempt.status, attempt.fault) == (Sent.DELIVERED, 204, "")
        assert deliver_due() == 0

    def test_for_a_day_both_secrets_sign(self, owner: User, server) -> None:
        hook, address = server
        webhook, old = a_webhook(owner, address)
        new = rotate_secret(webhook=webhook, actor=owner)
        send_test(webhook=webhook)
        deliver_due()
        for secret in (old, new):
            Receiver(secret).verify(hook.received[0].body, hook.received[0].headers)
        with clock.turned_to(clock.now() + timedelta(days=1, minutes=1)):
            webhook.refresh_from_db()
            send_test(webhook=webhook)
            deliver_due()
        assert len(hook.received[1].headers["webhook-signature"].split()) == 1

    def test_pauses_grow_until_three_days_are_over_then_the_owner_is_told(self, owner: User, server) -> None:
        hook, address = server
        hook.status = 500
        webhook, _secret = a_webhook(owner, address)
        moment = start = send_test(webhook=webhook).created_at
        moments = []
        for _turn in range(20):
            with clock.turned_to(moment):
                if deliver_due():
                    moments.append(moment)
            waiting = WebhookDelivery.objects.filter(state=Sent.WAITING).first()
            if waiting is None:
                break
            moment = waiting.not_before
        pauses = [(second - first).total_seconds() for first, second in pairwise(moments)]
        assert pauses[:4] == [5, 300, 1800, 7200]
        assert pauses[:-1] == sorted(pauses[:-1])
        assert moments[-1] - start == timedelta(days=3)
        webhook.refresh_from_db()
        assert webhook.state == Webhook.State.FAILED
        [letter] = OutboxMessage.objects.filter(template="connections/mail/switched_off")
        assert (letter.recipient, address in letter.body) == (owner.email, True)
        assert len(hook.received) == len(moments) == DeliveryAttempt.objects.count()

    def test_an_address_that_answers_now_and_then_stays_on(self, owner: User, server) -> None:
        hook, address = server
        webhook, _secret = a_webhook(owner, address)
        hook.status = 500
        failing = send_test(webhook=webhook)
        deliver_due()
        WebhookDelivery.objects.filter(pk=failing.pk).update(not_before=clock.now() + timedelta(days=3))
        with clock.turned_to(clock.now() + timedelta(days=2, hours=20)):
            hook.status = 200
            send_test(webhook=webhook)
            deliver_due()
        with clock.turned_to(clock.now() + timedelta(days=3, minutes=1)):
            hook.status = 500
            deliver_due()
        webhook.refresh_from_db()
        failing.refresh_from_db()
        assert (failing.state, webhook.state) == (Sent.FAILED, Webhook.State.ON)

    def test_an_address_that_is_gone_for_good_is_switched_off_at_once(self, owner: User, server) -> None:
        hook, address = server
        hook.status = 410
        webhook, _secret = a_webhook(owner, address)
        send_test(webhook=webhook)
        deliver_due()
        webhook.refresh_from_db()
        assert webhook.state == Webhook.State.FAILED

    def test_an_answer_that_sends_on_is_a_failure(self, owner: User, server) -> None:
        hook, address = server
        hook.status, hook.location = 307, "https://127.0.0.1/inside"
        webhook, _secret = a_webhook(owner, address)
        send_test(webhook=webhook)
        deliver_due()
        assert DeliveryAttempt.objects.get().status == 307
        assert WebhookDelivery.objects.get().state == Sent.WAITING
        assert len(hook.received) == 1

    def test_a_name_that_has_turned_inward_is_not_called(self, owner: User, server, monkeypatch) -> None:
        hook, address = server
        webhook, _secret = a_webhook(owner, address)
        monkeypatch.setattr(socket, "getaddrinfo", leading(lambda: ["10.0.0.7"]))
        send_test(webhook=webhook)
        deliver_due()
        assert (DeliveryAttempt.objects.get().fault, hook.received) == ("inside", [])

    def test_nothing_is_told_for_who_is_in_charge_no_more(self, owner: User, server) -> None:
        hook, address = server
        webhook, _secret = a_webhook(owner, address)
        send_test(webhook=webhook)
        Membership.objects.filter(user=owner).update(ends_on=clock.today())
        deliver_due()
        webhook.refresh_from_db()
        assert (hook.received, webhook.state) == ([], Webhook.State.FAILED)

    def test_what_its_maker_may_not_read_is_not_told_and_the_rest_is(self, owner: User, server) -> None:
        """An official connects the ministry's body, and reads no cases."""
        hook, address = server
        body = Organisation.objects.create(name="가상 부처")
        OrganisationKind.objects.create(organisation=body, kind=OrganisationKind.Kind.GOVERNMENT)
        official = with_factor(person("official", organisation=body))
        with pytest.raises(RefusedError, match="기업 카드에 기록이 더해짐"):
            register_webhook(maker=official, address=address, events=["case.recorded", "notice.published"])
        webhook, _secret = a_webhook(official, address)
        kinds = ("case.recorded", "notice.published")
        told = [Told(kind, f"{kind}:1", None, {"id": "1"}) for kind in kinds]
        tell([webhook], told)
        deliver_due()
        assert [json.loads(one.body)["type"] for one in hook.received] == ["notice.published"]
        assert DeliveryAttempt.objects.get(delivery__event="case.recorded").fault == "not_this"
        webhook.refresh_from_db()
        assert webhook.state == Webhook.State.ON

    def test_another_owner_is_told_and_takes_it_over_by_switching_it_on(self, owner: User, server) -> None:
        hook, address = server
        webhook, _secret = a_webhook(owner, address)
        other = person("other", organisation=company_of(owner))
        Membership.objects.filter(user=owner).update(ends_on=clock.today())
        send_test(webhook=webhook)
        deliver_due()
        [letter] = OutboxMessage.objects.filter(template="connections/mail/switched_off")
        assert (letter.recipient, "역할이 끝나" in letter.body) == (other.email, True)
        assert switch_webhook(webhook=webhook, actor=other, is_on=True)
        assert resend(delivery=WebhookDelivery.objects.get(), seen_attempts=1)
        deliver_due()
        assert len(hook.received) == 1

    def test_a_worker_that_died_in_between_leaves_it_for_the_next(self, owner: User, server) -> None:
        hook, address = server
        webhook, _secret = a_webhook(owner, address)
        delivery = send_test(webhook=webhook)
        WebhookDelivery.objects.filter(pk=delivery.pk).update(
            attempts=1, since_asked=1, not_before=clock.now() + timedelta(minutes=2)
        )
        assert deliver_due() == 0
        with clock.turned_to(clock.now() + timedelta(minutes=2, seconds=1)):
            assert deliver_due() == 1
        assert hook.received[0].headers["webhook-id"] == delivery.short_id

    def test_what_was_given_up_is_sent_again_by_hand_once(self, owner: User, server) -> None:
        hook, address = server
        webhook, _secret = a_webhook(owner, address)
        delivery = send_test(webhook=webhook)
        switch_webhook(webhook=webhook, actor=owner, is_on=False)
        delivery.refresh_from_db()
        with pytest.raises(RefusedError, match="멈춘 웹훅"):
            resend(delivery=WebhookDelivery.objects.get(), seen_attempts=0)
        switch_webhook(webhook=webhook, actor=owner, is_on=True)
        assert resend(delivery=WebhookDelivery.objects.get(), seen_attempts=0)
        assert not resend(delivery=WebhookDelivery.objects.get(), seen_attempts=0)
        assert deliver_due() == 1
        assert not resend(delivery=WebhookDelivery.objects.get(), seen_attempts=0)
        assert len(hook.received) == 1

    def test_a_webhook_goes_with_its_log(self, owner: User) -> None:
        webhook, _secret = a_webhook(owner)
        send_test(webhook=webhook)
        delete_webhook(webhook=webhook, actor=owner)
        assert not WebhookDelivery.objects.exists()


def test_the_example_of_the_guide_knows_our_signature(owner: User, server) -> None:
    from deungdae.apps.connections.selectors.described import example

    hook, address = server
    webhook, secret = a_webhook(owner, address)
    send_test(webhook=webhook)
    deliver_due()
    [got] = hook.received
    names: dict[str, object] = {}
    exec(example("verify_in_python.txt"), names)  # noqa: S102 - our own text, as a reader would run it
    is_ours = names["is_ours"]
    assert is_ours(got.headers, got.body, secret)
    assert not is_ours(got.headers, got.body + b" ", secret)
    other = "whsec_" + base64.b64encode(b"x" * 32).decode()
    assert not is_ours(got.headers, got.body, other)


@pytest.mark.django_db(transaction=True)
def test_however_many_workers_there_are_a_delivery_is_sent_once(server) -> None:
    hook, address = server
    webhook, _secret = a_webhook(
        person("owner", organisation=Organisation.objects.create(name="한빛정밀")), address
    )
    for _number in range(3):
        send_test(webhook=webhook)
    keys = [*WebhookDelivery.objects.values_list("pk", flat=True)] * 3
    done = at_once([partial(deliver, pk=pk) for pk in keys])
    assert sum(map(bool, done)) == 3
    assert len({got.headers["webhook-id"] for got in hook.received}) == len(hook.received) == 3
