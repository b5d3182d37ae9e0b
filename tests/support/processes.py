"""Real worker processes on the database of the running test."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection

WAIT_SECONDS = 30.0
WORKER = "deungdae.project.processes.worker"


def worker_process(*, mail_log: Path | None = None) -> subprocess.Popen[bytes]:
    """A worker in a process of its own, on the database this test uses; its mail goes into the file."""
    return started([sys.executable, "-m", WORKER], mail_log=mail_log)


def worker_with_parent() -> subprocess.Popen[bytes]:
    """A process that starts a worker and waits for it; what is returned is the parent."""
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-m', '{WORKER}'])"
    return started([sys.executable, "-c", code])


def started(command: list[str], *, mail_log: Path | None = None) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.support.worker_settings",
        "TEST_DATABASE_NAME": str(connection.settings_dict["NAME"]),
        "TEST_MAIL_LOG": str(mail_log or ""),
    }
    return subprocess.Popen(command, env=environment)


def is_alive(number: int) -> bool:
    """Whether a process of this number runs (one that has ended and waits to be fetched does not)."""
    status = Path(f"/proc/{number}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_until(is_so: Callable[[], bool]) -> None:
    """Ask until it is so; what never comes true fails the test."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.05)
