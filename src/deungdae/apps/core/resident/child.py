"""The process that looks for resident registration numbers in a file: no Django, no database, hard limits.

Read are texts (CSV, HTML, XML, plain), the XML inside XLSX, DOCX, PPTX, HWPX and ODF, and the text of PDF and
HWP 5. Not read: pictures (scanned pages too), the other binary formats and whatever is locked by a password.
`python -m deungdae.apps.core.resident.child PATH LIMITS` writes a JSON list of words.
"""

import html
import json
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import IO

import pypdfium2

from deungdae.apps.core.imports import kinds
from deungdae.apps.core.imports.limits import Limits, bind_process
from deungdae.apps.core.resident import hwp
from deungdae.engine.kernel.resident_number import resident_numbers

CHUNK = 4 * 1024 * 1024
OVERLAP = 80
WORDS_BEFORE = 12
SHOWN = 3
TOO_LARGE = 3
END_OF_BLOCK = "\0"
"""Between two cells or paragraphs: digits on both sides never belong together."""
BLOCK_END = re.compile(r"</(?:\w+:)?(?:si|is|c|f|v|p|h|row|div|td|th|li)>")
TAG = re.compile(r"<[^<>]*>")
ENCODINGS = ("utf-8-sig", "cp949")
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OSError,
)


def texts_of(path: Path, limits: Limits) -> Iterator[str]:
    """The text of the file in pieces that overlap a little."""
    with path.open("rb") as file:
        kind = kinds.kind_of(file.read(kinds.HEAD_BYTES))
    if kind == kinds.ZIP:
        yield from texts_of_archive(path, limits)
    elif kind == kinds.PDF:
        yield from texts_of_pdf(path)
    elif kind == kinds.OLE:
        yield from hwp.texts_of(path, most_bytes=limits.unpacked_bytes)
    elif kind in (kinds.TEXT, kinds.HTML, kinds.XML):
        with path.open("rb") as file:
            yield from pieces(file, marked_up=kind != kinds.TEXT)


def texts_of_archive(path: Path, limits: Limits) -> Iterator[str]:
    left = limits.unpacked_bytes
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist()[: limits.entries]:
            is_text = kinds.extension_of(entry.filename) in ("xml", "rels", "txt", "csv", "html")
            left -= entry.file_size if is_text else 0
            if left < 0:
                sys.exit(TOO_LARGE)
            if is_text and not entry.flag_bits & 1:
                with archive.open(entry) as file:
                    yield from pieces(file, marked_up=True)


def texts_of_pdf(path: Path) -> Iterator[str]:
    """Page by page; the tail of each stands again before the next."""
    tail = ""
    with closing(pypdfium2.PdfDocument(path)) as document:
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.get_textpage()) as words:
                text = tail + words.get_text_bounded()
            yield text
            tail = text[-OVERLAP:]


def pieces(file: IO[bytes], *, marked_up: bool) -> Iterator[str]:
    """Piece after piece as a person would read it; the tail of each stands again before the next."""
    rest, tail = b"", ""
    while chunk := file.read(CHUNK):
        data = rest + chunk
        cut = data.rfind(b">" if marked_up else b"\n") + 1 or len(data)
        rest = data[cut:]
        text = tail + plain(data[:cut], marked_up=marked_up)
        yield text
        tail = text[-OVERLAP:]
    yield tail + plain(rest, marked_up=marked_up)


def plain(data: bytes, *, marked_up: bool) -> str:
    text = decoded(data)
    return html.unescape(TAG.sub("", BLOCK_END.sub(END_OF_BLOCK, text))) if marked_up else text


def decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def found_in(path: Path, limits: Limits) -> list[str]:
    found: list[str] = []
    for text in texts_of(path, limits):
        for number in resident_numbers(text, today=date.today()):  # noqa: DTZ011
            before = text[max(0, number.start - WORDS_BEFORE) : number.start]
            before = before.replace(END_OF_BLOCK, "\n").split("\n")[-1].strip()
            words = f"{before} {number.masked}".strip()
            if words not in found:
                found.append(words)
            if len(found) == SHOWN:
                return found
    return found


def main(path: str, limits_text: str) -> None:
    limits = Limits.from_json(limits_text)
    bind_process(limits)
    try:
        found = found_in(Path(path), limits)
    except hwp.TooLargeError:
        sys.exit(TOO_LARGE)
    except UNREADABLE:
        found = []
    json.dump(found, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main(*sys.argv[1:3])
