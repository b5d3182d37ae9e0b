"""Having a child process look for resident registration numbers in a file that somebody sent."""

import json
from pathlib import Path

from deungdae.apps.core.imports import reader, reasons
from deungdae.apps.core.imports.limits import MEGABYTE, Limits

CHILD = "deungdae.apps.core.resident.child"


def numbers_in_file(path: Path, *, limits: Limits | None = None) -> list[str]:
    """A few words before each number, and the number masked. Nothing for what no program here can read.

    RefusedError for a file that asks for more time, memory or room than any file may.
    """
    limits = limits or Limits()
    answer = reader.asked_of_child([CHILD, str(path), limits.as_json()], limits)
    if answer.returncode < 0:
        raise reader.death(answer.returncode, limits)
    if answer.returncode:
        raise reasons.refusal("bomb", megabytes=limits.unpacked_bytes // MEGABYTE)
    found: list[str] = json.loads(answer.stdout)
    return found
