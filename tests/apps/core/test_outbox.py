"""Each message leaves once, whoever dies and however often it is asked for."""

import re
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone

from deungdae.apps.core.models import OutboxMessage, WorkerBeat
from deungdae.apps.core.outbox.postman import Postman
from deungdae.apps.core.outbox.services import (
    MAX_ATTEMPTS,
    post_message,
    resend_message,
    send_due_messages,
    settle_message,
)
from tests.support.mail_server import MailServer
from tests.support.processes import wait_until, worker_process

State = OutboxMessage.State


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


def sent_through(settings, manner: str) -> tuple[OutboxMessage, int]:  # type: ignore[no-untyped-def]
    """One message to a server of this manner: what is known of it, and how often it arrived."""
    settings.EMAIL_BACKEND = "deungdae.apps.core.outbox.backends.WatchedEmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 0.3
    post()
    with MailServer(manner) as server:
        settings.EMAIL_PORT = server.port
        send_due_messages()
        OutboxMessage.objects.update(not_before=timezone.now())
        server.manner = ""
        send_due_messages()
    return OutboxMessage.objects.get(), len(server.taken)


@pytest.mark.django_db
def test_a_mail_server_takes_a_message(settings) -> None:
    message, arrived = sent_through(settings, "")
    assert (message.state, message.attempts, arrived) == (State.SENT, 1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("manner", ["SILENT", "GONE"])
def test_what_may_have_arrived_is_not_sent_again(settings, manner: str) -> None:
    message, arrived = sent_through(settings, manner)
    assert (message.state, message.attempts, arrived) == (State.UNSURE, 1, 0)
    assert "after DATA" in message.last_error


@pytest.mark.django_db
@pytest.mark.parametrize("manner", ["RCPT", "REFUSED"])
def test_what_was_plainly_refused_is_sent_again(settings, manner: str) -> None:
    message, arrived = sent_through(settings, manner)
    assert (message.state, message.attempts, arrived) == (State.SENT, 2, 1)


@pytest.mark.django_db
def test_a_server_that_leaves_without_a_word_has_still_taken_the_message(settings) -> None:
    message, arrived = sent_through(settings, "NO_GOODBYE")
    assert (message.state, message.attempts, arrived) == (State.SENT, 1, 1)


@pytest.mark.django_db
def test_a_message_that_cannot_be_written_holds_up_no_other() -> None:
    post(occasion="1", recipient="kim@company.example")
    post(occasion="2")
    OutboxMessage.objects.filter(occasion="1").update(subject="a\nb")
    assert send_due_messages() == 1
    assert OutboxMessage.objects.get(occasion="1").state == State.FAILED


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.FAILED, State.UNSURE])
def test_a_person_has_a_message_sent_once_more(state: str) -> None:
    post()
    OutboxMessage.objects.update(state=state, attempts=MAX_ATTEMPTS)
    message = OutboxMessage.objects.get()
    assert resend_message(message=message, seen_attempts=MAX_ATTEMPTS)
    assert not resend_message(message=message, seen_attempts=MAX_ATTEMPTS)
    assert send_due_messages() == 1
    OutboxMessage.objects.update(state=State.UNSURE)
    assert not resend_message(message=message, seen_attempts=MAX_ATTEMPTS)
    assert not settle_message(message=message, seen_attempts=MAX_ATTEMPTS)
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_settled_message_is_left_alone() -> None:
    post()
    OutboxMessage.objects.update(state=State.UNSURE, attempts=1)
    message = OutboxMessage.objects.get()
    assert settle_message(message=message, seen_attempts=1)
    assert not resend_message(message=message, seen_attempts=1)
    assert send_due_messages() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.PENDING, State.SENDING, State.SENT])
def test_what_needs_nobody_is_decided_by_nobody(state: str) -> None:
    post()
    OutboxMessage.objects.update(state=state)
    message = OutboxMessage.objects.get()
    assert not resend_message(message=message, seen_attempts=0)
    assert not settle_message(message=message, seen_attempts=0)


@pytest.mark.django_db(transaction=True)
def test_mail_leaves_while_the_worker_does_something_else() -> None:
    stop = threading.Event()
    with Postman(stop):
        post()
        wait_until(lambda: len(mail.outbox) == 1)
        wait_until(lambda: OutboxMessage.objects.get().state == State.SENT)
    assert stop.is_set()


@pytest.mark.django_db(transaction=True)
def test_two_worker_processes_send_each_message_once(tmp_path: Path) -> None:
    log = tmp_path / "mail.log"
    workers = [worker_process(mail_log=log) for _ in range(2)]
    try:
        wait_until(lambda: WorkerBeat.objects.count() == 2)
        for number in range(60):
            post(occasion=str(number))
        wait_until(lambda: not OutboxMessage.objects.exclude(state=State.SENT).exists())
    finally:
        for worker in workers:
            worker.terminate()
        assert [worker.wait(10) for worker in workers] == [0, 0]
    ids = re.findall(r"^Message-ID: (\S+)", log.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert (len(ids), len(set(ids))) == (60, 60)


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
