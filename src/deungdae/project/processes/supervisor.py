"""Keep child processes running until somebody says stop; then stop all of them."""

import logging
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

logger = logging.getLogger("deungdae.supervisor")
STOP_SECONDS = 8.0
LOOK_EVERY_SECONDS = 0.3
RESTARTS_IN_A_ROW = 5
STEADY_SECONDS = 20.0


@dataclass
class Child:
    """One process that is started again when it dies."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    quick_deaths: int = 0

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(self.command, env=dict(self.environment), start_new_session=True)  # noqa: S603

    def is_dead(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def signal(self, number: int) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)


@dataclass
class Supervisor:
    """Starts its children, restarts the dead, and takes all of them with it when it goes."""

    children: list[Child]
    stopped: threading.Event = field(default_factory=threading.Event)

    def stop_on_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.on_signal)

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stopped.set()

    def start(self) -> None:
        for child in self.children:
            child.start()

    def watch(self) -> int:
        """Until told to stop; 1 when a child cannot be kept alive."""
        status = 0
        while not self.stopped.wait(LOOK_EVERY_SECONDS):
            if not all(self.revive(child) for child in self.children):
                status = 1
                break
        self.stop_children()
        return status

    def revive(self, child: Child) -> bool:
        """Start a dead child again; False when it dies again and again."""
        if not child.is_dead():
            return True
        lived = time.monotonic() - child.started_at
        child.quick_deaths = child.quick_deaths + 1 if lived < STEADY_SECONDS else 1
        if child.quick_deaths > RESTARTS_IN_A_ROW:
            sys.stderr.write(f"{child.name} 프로세스가 계속 멈춥니다. 위의 오류를 확인해 주십시오.\n")
            return False
        logger.warning("%s died, starting it again", child.name)
        child.start()
        return True

    def stop_children(self) -> None:
        """Ask politely, wait, then insist."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline and not all(child.is_dead() for child in self.children):
            time.sleep(0.05)
        for child in self.children:
            child.signal(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()
