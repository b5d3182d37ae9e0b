"""Reading a file that somebody sent, in a child process that may die without harm."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import kinds, reasons
from deungdae.apps.core.imports.limits import MEGABYTE, Limits

CHILD = "deungdae.apps.core.imports.child"
KEPT_VARIABLES = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "COVERAGE_PROCESS_START")
TRAILER_BYTES = 21
KILLED_FOR_TIME = (-signal.SIGXCPU, -signal.SIGKILL)
KILLED_FOR_MEMORY = (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS)

RawRow = list[str | int]
"""Row number, then the trimmed text of each cell."""


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """What is known about one sheet of a file; its rows are read when they are asked for."""

    title: str
    row_count: int
    offset: int
    merged: tuple[tuple[int, int, int, int], ...] = ()
    errors: frozenset[str] = frozenset()
    bare_formulas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read: its sheets, and the rows behind them."""

    kind: str
    sheets: tuple[ReadSheet, ...]
    hidden: tuple[str, ...]
    output: BinaryIO
    resident_numbers: tuple[tuple[str, int, int, str], ...] = ()
    """Sheet, row, column and masked number, in hidden sheets too."""

    def rows(self, sheet: ReadSheet) -> Iterator[RawRow]:
        """The rows that hold anything, from the top."""
        self.output.seek(sheet.offset)
        for _index in range(sheet.row_count):
            yield json.loads(self.output.readline())


def check_name_and_head(*, name: str, size: int, head: bytes, limits: Limits | None = None) -> None:
    """What can be refused at once, before the file is kept: its size, its name, its first bytes."""
    limits = limits or Limits()
    extension = kinds.extension_of(name)
    if size > limits.file_bytes:
        raise reasons.refusal("large", megabytes=limits.file_bytes // MEGABYTE)
    if not size:
        raise reasons.refusal("empty")
    kind = kinds.kind_of(head)
    if extension not in kinds.EXTENSIONS:
        if kind == kinds.OLE:
            raise reasons.refusal("ole_" + kinds.ole_kind(head))
        raise reasons.refusal("extension", name=name)
    if kind not in (kinds.ZIP, kinds.TEXT, kinds.OLE):
        raise reasons.refusal(kind)
    if kind != kinds.OLE and kinds.EXTENSIONS[extension] != kind:
        raise reasons.refusal("mismatch", extension=extension, found="xlsx" if kind == kinds.ZIP else "csv")


@contextmanager
def read_file(path: Path, *, extension: str, limits: Limits | None = None) -> Iterator[Reading]:
    """Read the file; RefusedError says in Korean why it cannot be read. This process is never harmed."""
    limits = limits or Limits()
    if not path.is_file():
        raise reasons.refusal("lost")
    if path.stat().st_size > limits.file_bytes:
        raise reasons.refusal("large", megabytes=limits.file_bytes // MEGABYTE)
    with tempfile.TemporaryFile() as output:
        code = run_child(path, extension, limits, output)
        yield reading_of(output, code, limits)


def kept_environment() -> dict[str, str]:
    """What a child process may know of ours."""
    return {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}


def run_child(path: Path, extension: str, limits: Limits, output: BinaryIO) -> int:
    """The exit code of the child; a negative one is the signal that ended it."""
    command = [sys.executable, "-X", "utf8", "-m", CHILD, str(path), extension, limits.as_json()]
    process = subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.DEVNULL, env=kept_environment()
    )
    try:
        return process.wait(timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
    finally:
        process.kill()
        process.wait()


def asked_of_child(arguments: list[str], limits: Limits) -> subprocess.CompletedProcess[bytes]:
    """A short answer of a module that is run in a process of its own; `arguments`: its name and what it gets.

    RefusedError when it takes longer than it may.
    """
    command = [sys.executable, "-X", "utf8", "-m", *arguments]
    try:
        return subprocess.run(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=limits.seconds,
            env=kept_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise reasons.refusal("slow", seconds=limits.seconds) from error


def reading_of(output: BinaryIO, code: int, limits: Limits) -> Reading:
    summary = summary_of(output)
    if summary is None:
        raise death(code, limits)
    if "error" in summary:
        detail = {"megabytes": limits.memory_bytes // MEGABYTE, **summary["detail"]}
        raise reasons.refusal(summary["error"], **detail)
    sheets = tuple(
        ReadSheet(
            title=sheet["title"],
            row_count=sheet["rows"],
            offset=sheet["offset"],
            merged=tuple(tuple(area) for area in sheet.get("merged", [])),
            errors=frozenset(sheet.get("errors", [])),
            bare_formulas=frozenset(sheet.get("bare_formulas", [])),
        )
        for sheet in summary["sheets"]
    )
    numbers = tuple((title, row, place, masked) for title, row, place, masked in summary["resident_numbers"])
    return Reading(summary["kind"], sheets, tuple(summary["hidden"]), output, numbers)


def summary_of(output: BinaryIO) -> dict | None:
    """The object at the end of the output, or None when the child did not come to the end."""
    end = output.seek(0, os.SEEK_END)
    if end < TRAILER_BYTES:
        return None
    output.seek(end - TRAILER_BYTES)
    trailer = output.read(TRAILER_BYTES)
    if not (trailer.endswith(b"\n") and trailer[:-1].isdigit()):
        return None
    output.seek(int(trailer))
    return json.loads(output.readline())


def death(code: int, limits: Limits) -> RefusedError:
    """Why the child did not come to the end, as far as its way of dying tells."""
    if code in KILLED_FOR_TIME:
        return reasons.refusal("slow", seconds=limits.seconds)
    if code in KILLED_FOR_MEMORY:
        return reasons.refusal("memory", megabytes=limits.memory_bytes // MEGABYTE)
    return reasons.refusal("damaged")
