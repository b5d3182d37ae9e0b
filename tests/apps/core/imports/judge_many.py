"""A process under the reader's limits that reads many files; it prints one word per file and must not die."""

import io
import sys
from pathlib import Path

from deungdae.apps.core.imports import child
from deungdae.apps.core.imports.limits import Limits, UnreadableError, bind_process


def outcome(path: Path, limits: Limits) -> str:
    try:
        child.read(path, path.suffix[1:], limits, child.Writer(io.BytesIO(), limits))
    except UnreadableError as error:
        return error.code
    return "read"


if __name__ == "__main__":
    bind_process(Limits())
    for file in sorted(Path(sys.argv[1]).iterdir()):
        print(file.name, outcome(file, Limits()), flush=True)  # noqa: T201
