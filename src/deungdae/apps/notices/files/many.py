"""As `child`, for every file of an archive: one process, one answer. No Django here.

`python -m deungdae.apps.notices.files.many PATH LIMITS` writes a JSON object: path in the archive → what
`child` says of it.
"""

import json
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2

from deungdae.apps.core.imports.limits import Limits, bind_process
from deungdae.apps.core.resident.child import UNREADABLE, found_in
from deungdae.apps.notices.files.child import CHUNK, FaultError, look_into
from deungdae.apps.notices.files.kinds import KINDS, MOST_BYTES, ending_of

MOST_TEXT = 50_000


def look_into_each(path: Path, limits: Limits) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "file"
        for entry in archive.infolist()[: limits.entries]:
            if not entry.is_dir():
                found[entry.filename] = looked(archive, entry, copy, limits)
    return found


def looked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, copy: Path, limits: Limits) -> dict[str, Any]:
    ending = ending_of(entry.filename)
    if ending not in KINDS:
        return {"fault": "kind", "what": ""}
    try:
        unpack(archive, entry, copy)
        told = look_into(copy, ending, limits)
        numbers = found_in(copy, limits)
    except FaultError as fault:
        return {"fault": fault.code, "what": fault.what[:200]}
    except SystemExit:
        return {"fault": "bomb", "what": ""}
    except (*UNREADABLE, pypdfium2.PdfiumError):
        return {"fault": "damaged", "what": ""}
    if numbers:
        return {"fault": "resident", "what": numbers[0][:200]}
    return {"text": told["text"][:MOST_TEXT], "is_cut": told["is_cut"] or len(told["text"]) > MOST_TEXT}


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, copy: Path) -> None:
    if entry.flag_bits & 1:
        raise FaultError("locked")
    left = MOST_BYTES
    with archive.open(entry) as part, copy.open("wb") as file:
        while chunk := part.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise FaultError("bomb")
            file.write(chunk)


def main(path: str, limits_text: str) -> None:
    limits = Limits.from_json(limits_text)
    bind_process(limits)
    json.dump(look_into_each(Path(path), limits), sys.stdout, ensure_ascii=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
