"""Many people at once at a real web server on the database of the running test or benchmark."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils.crypto import get_random_string

from deungdae.apps.accounts.models import User

LOCKED, UNLOCKED = "deungdae.project.wsgi:application", "tests.support.unlocked:application"
START_SECONDS = 60.0


@contextmanager
def web_server(application: str = LOCKED, *, workers: int = 1) -> Iterator[int]:
    """The port of the product's web server as it is run, in processes of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", str(workers), "--blocking-threads", "8", "--no-ws"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.support.worker_settings",
        "TEST_DATABASE_NAME": str(connection.settings_dict["NAME"]),
        "TEST_MAIL_LOG": "",
    }
    process = subprocess.Popen([*command, "--log-level", "error", application], env=environment)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            call(port, "GET", "/healthz", {})
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the web server did not start")


def call(port: int, method: str, path: str, headers: dict[str, str], body: str = "") -> int:
    """The status of one call on a connection of its own."""
    talk = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        talk.request(method, path, body=body, headers=headers)
        answer = talk.getresponse()
        answer.read()
        return answer.status
    finally:
        talk.close()


def a_crowd(count: int) -> list[User]:
    """So many people who can sign in."""
    people = [
        User(email=f"crowd{number}@example.com", name=f"사람{number:04}", password="!")
        for number in range(count)
    ]
    return User.objects.bulk_create(people)


def headers_of(user: User) -> dict[str, str]:
    """What the browser of somebody who is signed in sends with a form."""
    client, token = Client(), get_random_string(32)
    client.force_login(user)
    cookies = {name: cookie.value for name, cookie in client.cookies.items()}
    cookies[settings.CSRF_COOKIE_NAME] = token
    return {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "X-CSRFToken": token,
        "Content-Type": "application/x-www-form-urlencoded",
    }


@dataclass
class Rush:
    """What came of it: answers by status, and seconds of each call."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    took: float = 0.0

    def within(self, part: float) -> float:
        """The seconds in which this part of the calls was answered."""
        return sorted(self.seconds)[min(int(len(self.seconds) * part), len(self.seconds) - 1)]


def only_key(user: User) -> dict[str, str]:
    return {}


def rush(
    port: int,
    path: str,
    people: Sequence[User],
    *,
    spread: float,
    twice: int = 0,
    typed: Callable[[User], dict[str, str]] = only_key,
) -> Rush:
    """Everybody sends the form once, the first `twice` people twice, spread over so many seconds. `typed`:
    what somebody writes into it."""
    calls = [(headers_of(user), urlencode({"key": uuid4(), **typed(user)})) for user in people]
    calls = [*calls, *calls[:twice]]
    result, lock, start = Rush(), threading.Lock(), threading.Barrier(len(calls) + 1)

    def press(place: int, headers: dict[str, str], body: str) -> None:
        start.wait()
        time.sleep(spread * (place % len(people)) / len(people))
        began = time.monotonic()
        try:
            status = call(port, "POST", path, headers, body)
        except OSError:
            status = 0
        with lock:
            result.statuses[status] += 1
            result.seconds.append(time.monotonic() - began)

    threads = [threading.Thread(target=press, args=(place, *one)) for place, one in enumerate(calls)]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.monotonic()
    for thread in threads:
        thread.join()
    result.took = time.monotonic() - began
    return result
