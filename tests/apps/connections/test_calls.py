"""Calls over a real line: to the checked number alone, bounded, never sent on."""

import socket
from pathlib import Path

import pytest

from deungdae.apps.core.outgoing.addresses import ForbiddenAddressError, target_of
from deungdae.apps.core.outgoing.calls import CallFailedError, post
from tests.support.hooks import HERE, a_hook_server, authority, leading

BODY = b'{"type": "webhook.test"}'


@pytest.fixture
def _to_this_computer(settings, monkeypatch, tmp_path: Path) -> None:
    settings.OUTGOING_INSIDE = [f"{HERE}/32"]
    settings.OUTGOING_AUTHORITIES = authority(tmp_path)
    monkeypatch.setattr(socket, "getaddrinfo", leading(lambda: [HERE]))


def code_of(address: str, seconds: float = 5.0) -> str:
    with pytest.raises(CallFailedError) as caught:
        post(target_of(address), body=BODY, headers={}, seconds=seconds)
    return caught.value.code


@pytest.mark.usefixtures("_to_this_computer")
class TestCalling:
    def test_the_body_arrives_with_its_headers(self, tmp_path: Path) -> None:
        with a_hook_server(tmp_path) as (hook, address):
            hook.words, hook.status = "고맙습니다", 200
            answer = post(target_of(address), body=BODY, headers={"X-Kind": "1"})
        [got] = hook.received
        assert (got.path, got.body, got.headers["x-kind"]) == ("/in?kind=1", BODY, "1")
        assert got.headers["host"].startswith("hooks.example.com:")
        assert (answer.status, answer.text) == (200, "고맙습니다")

    def test_a_certificate_of_another_name_is_refused(self, tmp_path: Path) -> None:
        with a_hook_server(tmp_path, name="other.example.com") as (hook, address):
            assert code_of(address) == "tls"
        assert hook.received == []

    def test_a_certificate_that_nobody_knows_is_refused(self, tmp_path: Path, settings) -> None:
        settings.OUTGOING_AUTHORITIES = ""
        with a_hook_server(tmp_path) as (hook, address):
            assert code_of(address) == "tls"
        assert hook.received == []

    def test_an_answer_that_sends_on_is_the_answer(self, tmp_path: Path) -> None:
        with a_hook_server(tmp_path) as (hook, address):
            hook.status, hook.location = 302, address
            assert post(target_of(address), body=BODY, headers={}).status == 302
        assert len(hook.received) == 1

    def test_an_answer_that_comes_drop_by_drop_is_cut_off(self, tmp_path: Path) -> None:
        with a_hook_server(tmp_path) as (hook, address):
            hook.drop = 0.02
            assert code_of(address, seconds=0.4) == "timeout"

    def test_of_a_long_answer_the_beginning_is_read(self, tmp_path: Path) -> None:
        with a_hook_server(tmp_path) as (hook, address):
            hook.status, hook.words = 200, "a" * 1_000_000
            assert len(post(target_of(address), body=BODY, headers={}).text) == 4_096

    def test_where_nobody_listens_nothing_is_there(self, tmp_path: Path) -> None:
        with a_hook_server(tmp_path, is_safe=False) as (_hook, address):
            closed = address
        assert code_of(closed) == "refused"


def test_a_name_that_turns_inward_after_it_was_checked_is_not_asked_again(
    settings, monkeypatch, tmp_path: Path
) -> None:
    """DNS rebinding: the second answer of the name would lead elsewhere, and is never heard."""
    settings.OUTGOING_INSIDE = [f"{HERE}/32"]
    answers = iter([[HERE], ["10.0.0.1"], ["10.0.0.1"]])
    monkeypatch.setattr(socket, "getaddrinfo", leading(lambda: next(answers)))
    with a_hook_server(tmp_path, is_safe=False) as (hook, address):
        target = target_of(address)
        real = socket.create_connection
        met: list[object] = []
        monkeypatch.setattr(
            socket, "create_connection", lambda place, **named: (met.append(place[0]), real_line(place))[1]
        )

        def real_line(place):
            monkeypatch.setattr(socket, "getaddrinfo", leading(lambda: [HERE]))
            return real(place, timeout=5)

        assert post(target, body=BODY, headers={}).status == 204
    assert met == [HERE]
    assert len(hook.received) == 1


def test_without_a_word_of_the_installation_this_computer_is_not_called(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", leading(lambda: [HERE]))
    with a_hook_server(tmp_path) as (hook, address), pytest.raises(ForbiddenAddressError, match="inside"):
        post(target_of(address), body=BODY, headers={})
    assert hook.received == []
