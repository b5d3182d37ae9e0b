"""One call to a checked address: no second resolving, no redirect followed, bounded in time and size."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from deungdae.apps.core.outgoing.addresses import Target

SECONDS = 10.0
"""For the whole call, however slowly the other side answers."""
MOST_READ = 4_096


class CallFailedError(OSError):
    """No answer came; `code` says why: timeout, refused, tls or broken."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str
    """The beginning of what was said."""


def post(target: Target, *, body: bytes, headers: Mapping[str, str], seconds: float = SECONDS) -> Answer:
    """Send the body and read the beginning of the answer. CallFailedError where none came in time."""
    until = time.monotonic() + seconds
    try:
        line = connected(target, until)
    except ssl.SSLError as error:
        raise CallFailedError("tls", str(error)) from error
    except TimeoutError as error:
        raise CallFailedError("timeout", "no connection in time") from error
    except OSError as error:
        raise CallFailedError("refused", str(error)) from error
    with Deadline(line, until) as deadline:
        try:
            answer = exchanged(line, target, body=body, headers=headers)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if deadline.has_passed or isinstance(error, TimeoutError):
                raise CallFailedError("timeout", "no answer in time") from error
            raise CallFailedError("broken", f"{type(error).__name__}: {error}") from error
        if deadline.has_passed:
            # A line that is closed in the middle of the headers looks like their end.
            raise CallFailedError("timeout", "no whole answer in time")
        return answer


def connected(target: Target, until: float) -> socket.socket:
    """A line to the number that was checked; the certificate must be of the name."""
    line = socket.create_connection((target.number, target.port), timeout=left(until))
    if not target.is_safe:
        return line
    try:
        context = ssl.create_default_context()
        if settings.OUTGOING_AUTHORITIES:
            context.load_verify_locations(settings.OUTGOING_AUTHORITIES)
        line.settimeout(left(until))
        return context.wrap_socket(line, server_hostname=target.name)
    except BaseException:
        line.close()
        raise


def left(until: float) -> float:
    return max(until - time.monotonic(), 0.001)


class Deadline:
    """Closes the line when the time of the whole call is over: a limit for each read alone could be drawn
    out by an answer that comes drop by drop."""

    def __init__(self, line: socket.socket, until: float) -> None:
        self.line, self.has_passed = line, False
        self.timer = threading.Timer(left(until), self.close)
        self.timer.daemon = True

    def close(self) -> None:
        self.has_passed = True
        try:
            self.line.shutdown(socket.SHUT_RDWR)
        except OSError:
            self.line.close()

    def __enter__(self) -> "Deadline":
        self.timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.timer.cancel()
        self.line.close()


def exchanged(line: socket.socket, target: Target, *, body: bytes, headers: Mapping[str, str]) -> Answer:
    connection = http.client.HTTPConnection(target.name, target.port)
    connection.sock = line
    connection.putrequest("POST", target.path, skip_host=True, skip_accept_encoding=True)
    told = {"Host": target.host, "Content-Length": str(len(body)), "Connection": "close", **headers}
    for name, value in told.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    text = answer.read(MOST_READ).decode("utf-8", "replace")
    return Answer(answer.status, text.replace("\x00", ""))
