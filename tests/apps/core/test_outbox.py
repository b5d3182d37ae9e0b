"""Each message leaves once, whoever dies and however often it is asked for."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone

from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.core.outbox.services import MAX_ATTEMPTS, post_message, send_due_messages


class RefusingBackend(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages):  # type: ignore[no-untyped-def]
        raise ConnectionRefusedError("no mail server")


def post(occasion: str = "agenda:1", recipient: str = "kim@company.example") -> None:
    context = {"title": "상담회\n둘째 줄", "name": "김가온"}
    post_message(recipient=recipient, occasion=occasion, template="tests_support/hello", context=context)


@pytest.mark.django_db
def test_a_message_is_sent_once_and_marked() -> None:
    post()
    assert send_due_messages() == 1
    assert send_due_messages() == 0
    assert [message.to for message in mail.outbox] == [["kim@company.example"]]
    assert OutboxMessage.objects.get().state == OutboxMessage.State.SENT


@pytest.mark.django_db
def test_a_line_break_in_a_title_cannot_add_a_mail_header() -> None:
    post()
    send_due_messages()
    assert "\n" not in mail.outbox[0].subject


@pytest.mark.django_db
def test_the_same_occasion_is_told_once() -> None:
    post()
    post()
    assert OutboxMessage.objects.count() == 1


@pytest.mark.django_db
def test_nothing_is_told_of_an_act_that_did_not_happen() -> None:
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db
def test_a_refused_delivery_is_tried_again_later_and_ends_as_failed(settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"
    post()
    for _ in range(MAX_ATTEMPTS):
        send_due_messages()
        OutboxMessage.objects.update(not_before=timezone.now())
    message = OutboxMessage.objects.get()
    assert (message.state, message.attempts) == (OutboxMessage.State.FAILED, MAX_ATTEMPTS)
    assert "no mail server" in message.last_error


@pytest.mark.django_db
def test_a_message_left_in_the_middle_is_marked_for_a_person_and_not_sent_again() -> None:
    post()
    past = timezone.now() - timedelta(seconds=1)
    OutboxMessage.objects.update(state=OutboxMessage.State.SENDING, lease_until=past)
    assert send_due_messages() == 0
    assert OutboxMessage.objects.get().state == OutboxMessage.State.UNSURE


@pytest.mark.django_db(transaction=True)
def test_four_workers_send_each_message_once() -> None:
    for number in range(15):
        post(occasion=str(number))

    def send_all() -> None:
        send_due_messages()
        connection.close()

    threads = [threading.Thread(target=send_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(mail.outbox) == 15
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {OutboxMessage.State.SENT}
