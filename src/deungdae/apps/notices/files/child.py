"""The process that looks into a file which somebody wants to attach: no Django, no database, hard limits.

`python -m deungdae.apps.notices.files.child PATH ENDING LIMITS` writes one JSON object: why the file is not
taken (`fault`, `what`), or what it says (`text`, `is_cut`).
"""

import io
import json
import sys
import zipfile
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

import olefile
import pypdfium2
import pypdfium2.raw as pdfium

from deungdae.apps.core.imports.limits import Limits, bind_process
from deungdae.apps.core.resident import hwp
from deungdae.apps.core.resident.child import UNREADABLE, decoded
from deungdae.apps.notices.files.kinds import DANGEROUS, KINDS, OLE, ZIP, ending_of
from deungdae.apps.notices.files.reading import texts_of_hwpx, texts_of_office
from deungdae.apps.notices.files.scripts import is_more_than_hollow, sources_of_hwp

MOST_TEXT = 200_000
MOST_DEEP = 2
CHUNK = 1024 * 1024
MACROS = ("vbaproject.bin", "vbadata.xml", "/activex/", "/macrosheets/")
OLE_MACROS = ("macros", "_vba_project_cur", "vba", "_vba_project")


class FaultError(Exception):
    """Why the file is not taken, and what in it."""

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(code)
        self.code, self.what = code, what


def look_into(path: Path, ending: str, limits: Limits) -> dict[str, Any]:
    kind = KINDS[ending]
    with path.open("rb") as file:
        head = file.read(64)
    if kind.start and not head.startswith(kind.start):
        raise FaultError("mismatch")
    if head.startswith((ZIP, b"PK\x05\x06")):
        judge_archive(zipfile.ZipFile(path), path.stat().st_size, limits, must_hold=kind.inside)
    elif head.startswith(OLE):
        judge_ole(path, must_hold=kind.inside)
    elif ending == "pdf":
        judge_pdf(path)
    elif not kind.start and b"\0" in head:
        raise FaultError("mismatch")
    return text_of(path, ending, limits)


def judge_archive(
    archive: zipfile.ZipFile, packed: int, limits: Limits, *, must_hold: str = "", depth: int = 0
) -> None:
    """Everything is unpacked once without keeping it: what the directory promises may be a lie."""
    entries = archive.infolist()
    if must_hold and must_hold not in {one.filename for one in entries}:
        raise FaultError("mismatch")
    left = min(limits.unpacked_bytes, max(limits.ratio_from_bytes, packed * limits.ratio))
    if len(entries) > limits.entries:
        raise FaultError("bomb")
    for entry in entries:
        judge_name(entry)
        with archive.open(entry) as part:
            content = b""
            while chunk := part.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise FaultError("bomb", entry.filename)
                content = content + chunk if len(content) < CHUNK else content
        if entry.filename.lower().startswith("scripts/") and is_more_than_hollow([decoded(content)]):
            raise FaultError("macro", entry.filename)
        if content.startswith(ZIP) and ending_of(entry.filename) != "":
            judge_inner(archive, entry, limits, depth)


def judge_name(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.lower()
    if entry.flag_bits & 1:
        raise FaultError("locked", entry.filename)
    if any(sign in f"/{name}" for sign in MACROS):
        raise FaultError("macro", entry.filename)
    if ending_of(name) in DANGEROUS:
        raise FaultError("program", entry.filename)


def judge_inner(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits, depth: int) -> None:
    """An archive in the archive."""
    if depth >= MOST_DEEP:
        raise FaultError("bomb", entry.filename)
    data = archive.read(entry)
    inner = zipfile.ZipFile(io.BytesIO(data))
    judge_archive(inner, len(data), limits, depth=depth + 1)


def judge_ole(path: Path, *, must_hold: str) -> None:
    with olefile.OleFileIO(path) as document:
        names = document.listdir(streams=True, storages=True)
        if document.exists("EncryptedPackage"):
            raise FaultError("locked")
        if (
            must_hold
            and not document.exists(must_hold)
            and not (must_hold == "Workbook" and document.exists("Book"))
        ):
            raise FaultError("mismatch")
        for name in names:
            if name[0].lower() in OLE_MACROS or name[-1].lower() in ("_vba_project", "vbaproject"):
                raise FaultError("macro", "/".join(name))
        if must_hold == hwp.HEADER and is_more_than_hollow(sources_of_hwp(document)):
            raise FaultError("macro", "Scripts")


def judge_pdf(path: Path) -> None:
    with closing(pypdfium2.PdfDocument(path)) as document:
        if pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
            raise FaultError("macro", "JavaScript")
        for number in range(max(0, pdfium.FPDFDoc_GetAttachmentCount(document.raw))):
            name = pypdfium2.PdfAttachment(
                pdfium.FPDFDoc_GetAttachment(document.raw, number), document
            ).get_name()
            if ending_of(name) in DANGEROUS:
                raise FaultError("program", name)


def text_of(path: Path, ending: str, limits: Limits) -> dict[str, Any]:
    """The words of the file; none where it has none, or where nobody here can read them."""
    found: list[str] = []
    size = 0
    try:
        for piece in pieces_of(path, ending, limits):
            line = piece.strip("\0 \n\r\t")
            found.append(line)
            size += len(line) + 1
            if size > MOST_TEXT:
                break
    except (*UNREADABLE, hwp.TooLargeError, pypdfium2.PdfiumError):
        pass
    text = "\n".join(line for line in found if line).replace("\0", "")
    return {"text": text[:MOST_TEXT], "is_cut": size > MOST_TEXT}


def pieces_of(path: Path, ending: str, limits: Limits) -> Any:
    if ending == "pdf":
        with closing(pypdfium2.PdfDocument(path)) as document:
            for number in range(len(document)):
                with closing(document[number]) as page, closing(page.get_textpage()) as words:
                    yield words.get_text_bounded().replace("\r\n", "\n")
    elif ending == "hwpx":
        yield from texts_of_hwpx(path)
    elif ending in ("docx", "pptx"):
        yield from texts_of_office(path, ending)
    elif ending == "hwp":
        yield from hwp.texts_of(path, most_bytes=limits.unpacked_bytes)
    elif ending in ("txt", "csv"):
        yield decoded(path.read_bytes()[: 4 * MOST_TEXT]).lstrip("\ufeff")


def main(path: str, ending: str, limits_text: str) -> None:
    limits = Limits.from_json(limits_text)
    bind_process(limits)
    try:
        found = look_into(Path(path), ending, limits)
    except FaultError as fault:
        found = {"fault": fault.code, "what": fault.what[:200]}
    except pypdfium2.PdfiumError as error:
        found = {"fault": "locked" if "password" in str(error).lower() else "damaged", "what": ""}
    except (*UNREADABLE, zlib.error):
        found = {"fault": "damaged", "what": ""}
    json.dump(found, sys.stdout, ensure_ascii=True)


if __name__ == "__main__":
    main(*sys.argv[1:4])
