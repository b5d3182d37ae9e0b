"""The proof in a process of its own, which can be stopped at once even in the middle of a long SAT call.

Work is asked for in turns: the answer to a turn depends on the day alone, never on the clock.
"""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe

from deungdae.engine.timetable.solve.day import Day
from deungdae.engine.timetable.solve.prover import Goal, Prover

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Findings:
    """What is proven so far. bounds: unavoidable worth left out, moves, breaks; work: propagations done."""

    bounds: tuple[int, int, int]
    slots: tuple[int, ...] | None
    finished: bool
    impossible: bool
    work: int

    @property
    def ended(self) -> bool:
        """Whether nothing more will be found."""
        return self.finished or self.impossible


NOTHING = Findings((0, 0, 0), None, finished=False, impossible=False, work=0)


def findings_of(prover: Prover) -> Findings:
    """The findings of a prover as they stand."""
    bounds = prover.bounds
    return Findings(
        bounds=(bounds[Goal.DROPPED], bounds[Goal.MOVED], bounds[Goal.BREAKS]),
        slots=prover.slots,
        finished=prover.finished,
        impossible=prover.impossible,
        work=prover.work,
    )


def take_turn(prover: Prover, proof: Iterator[None], allowance: int) -> Findings:
    """Let a prover work for about `allowance` propagations, or until a bound or a timetable is new."""
    target, known = prover.work + allowance, (prover.bounds.copy(), prover.slots)
    for _ in proof:
        if prover.work >= target or (prover.bounds, prover.slots) != known:
            break
    return findings_of(prover)


def _serve(connection: Connection, prover: Prover) -> None:
    """The life of the child: turns until the parent hangs up or the proof is at its end."""
    proof = prover.run()
    while not (prover.finished or prover.impossible):
        connection.send(take_turn(prover, proof, connection.recv()))


def _die_with_parent() -> None:
    """Ask Linux to end this process with its parent; elsewhere the closed pipe ends it after its turn."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    except (OSError, AttributeError):
        return


class ProofProcess:
    """A prover in a child process: `ask` for work, `poll` for its findings, `close` at the end.

    latest: propagations of the last turn.
    """

    def __init__(self, day: Day, *, droppable: bool, possible: bool) -> None:
        self.findings = NOTHING
        self.latest = 0
        self._connection, connection = Pipe()
        self._pid = os.fork()
        if self._pid == 0:  # pragma: no cover - the child never returns
            try:
                self._connection.close()
                _die_with_parent()
                _serve(connection, Prover(day, droppable=droppable, possible=possible))
            except (EOFError, BrokenPipeError):
                pass
            finally:
                os._exit(0)
        connection.close()

    def ask(self, allowance: int) -> None:
        """Begin a turn of about `allowance` propagations, shorter when there is news."""
        self._connection.send(allowance)

    def poll(self, seconds: float) -> bool:
        """Wait so long for the end of the turn; whether it came, with new `findings`."""
        if not self._connection.poll(seconds):
            return False
        found: Findings = self._connection.recv()
        self.latest = found.work - self.findings.work
        self.findings = found
        return True

    def close(self) -> None:
        """End the child at once."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        self._connection.close()
