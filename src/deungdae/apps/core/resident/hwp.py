"""The text of an HWP 5 document (an OLE file). No Django here.

BodyText/SectionN hold records: a head of 32 bits (tag, level, size), then the content. A paragraph's text is
UTF-16 in which the characters below 32 are controls; all but a few take eight places (Hancom, "Hwp Document
File Formats 5.0", on paragraphs and records). A document with a password or one for distribution has its
sections encrypted; what is left of it to read is its preview.
"""

import re
import sys
import zlib
from array import array
from collections.abc import Iterator
from pathlib import Path

import olefile

HEADER, PREVIEW, BODY = "FileHeader", "PrvText", "BodyText"
SIGNATURE = b"HWP Document File"
FLAGS = slice(36, 40)
COMPRESSED, PASSWORD, DISTRIBUTION = 1, 2, 4
RAW_DEFLATE = -15
PARAGRAPH_TEXT = 67
HEAD_BYTES = SIZE_BYTES = 4
SIZE_FOLLOWS = 0xFFF
WIDE_CONTROL = re.compile(r"([\x01-\x09\x0b\x0c\x0e-\x17]).{0,7}", re.DOTALL)
NARROW_CONTROLS = dict.fromkeys([0, 13, *range(25, 30)]) | {24: "-", 30: " ", 31: " "}


class TooLargeError(Exception):
    """The sections unpack to more than any file may."""


def texts_of(path: Path, *, most_bytes: int) -> Iterator[str]:
    """Paragraph after paragraph; nothing for an OLE file of another program."""
    with olefile.OleFileIO(path) as document:
        if not document.exists(HEADER):
            return
        header = document.openstream(HEADER).read()
        flags = int.from_bytes(header[FLAGS], "little")
        if not header.startswith(SIGNATURE):
            return
        if flags & (PASSWORD | DISTRIBUTION):
            if document.exists(PREVIEW):
                yield document.openstream(PREVIEW).read().decode("utf-16-le", "replace")
            return
        for section in [name for name in document.listdir() if name[0] == BODY]:
            data = document.openstream(section).read()
            if flags & COMPRESSED:
                data = unpacked(data, most_bytes=most_bytes)
            most_bytes -= len(data)
            yield from paragraphs(data)


def unpacked(data: bytes, *, most_bytes: int) -> bytes:
    content = zlib.decompressobj(RAW_DEFLATE).decompress(data, most_bytes + 1)
    if len(content) > most_bytes:
        raise TooLargeError
    return content


def paragraphs(data: bytes) -> Iterator[str]:
    start = 0
    while start < len(data):
        head = int.from_bytes(data[start : start + HEAD_BYTES], "little")
        start += HEAD_BYTES
        size = head >> 20
        if size == SIZE_FOLLOWS:
            size = int.from_bytes(data[start : start + SIZE_BYTES], "little")
            start += SIZE_BYTES
        if head & 0x3FF == PARAGRAPH_TEXT:
            yield plain(data[start : start + size])
        start += size


def plain(data: bytes) -> str:
    """The text as a person reads it: each control is what it shows, which is mostly nothing."""
    units = array("H", data[: len(data) // 2 * 2])
    if sys.byteorder == "big":
        units.byteswap()
    text = WIDE_CONTROL.sub(shown, "".join(map(chr, units))).translate(NARROW_CONTROLS)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def shown(control: re.Match[str]) -> str:
    return "\t" if control[1] == "\t" else ""
