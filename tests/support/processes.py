"""Real worker processes on the database of the running test."""

import os
import subprocess
import sys
import time
from collections.abc import Callable

from django.db import connection

WAIT_SECONDS = 30.0


def worker_process() -> subprocess.Popen[bytes]:
    """A worker in a process of its own, on the database this test uses."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.support.worker_settings",
        "TEST_DATABASE_NAME": str(connection.settings_dict["NAME"]),
    }
    return subprocess.Popen([sys.executable, "-m", "deungdae.project.processes.worker"], env=environment)


def wait_until(is_so: Callable[[], bool]) -> None:
    """Ask until it is so; what never comes true fails the test."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.05)
