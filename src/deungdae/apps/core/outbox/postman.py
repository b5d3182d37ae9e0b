"""Threads of the worker that send what waits to go out, so that it leaves while a long job runs."""

import logging
import threading
from collections.abc import Callable
from types import TracebackType

from django.db import close_old_connections, connection

from deungdae.apps.core.outbox.services import send_due_messages

logger = logging.getLogger("deungdae.outbox")
LOOK_EVERY_SECONDS = 0.5
LEAVE_WITHIN_SECONDS = 6.0


class Postman:
    """Sends what is due until told to stop, on a database connection of its own.

    However many there are, each message is claimed by one of them. One that is cut off in the middle of a
    message leaves it for a person to look at.
    """

    def __init__(
        self,
        stop: threading.Event,
        *,
        send: Callable[[threading.Event], int] = lambda stop: send_due_messages(stop=stop),
        name: str = "postman",
        every_seconds: float = LOOK_EVERY_SECONDS,
    ) -> None:
        self.stop, self.send, self.every_seconds = stop, send, every_seconds
        self.thread = threading.Thread(target=self.go_round, name=name, daemon=True)

    def __enter__(self) -> "Postman":
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.finish()

    def finish(self) -> None:
        """Send the message in hand and no other."""
        self.stop.set()
        self.thread.join(LEAVE_WITHIN_SECONDS)

    def go_round(self) -> None:
        while not self.stop.is_set():
            sent = 0
            try:
                close_old_connections()
                sent = self.send(self.stop)
            except Exception:
                logger.exception(self.thread.name)
            if not sent:
                self.stop.wait(self.every_seconds)
        connection.close()
