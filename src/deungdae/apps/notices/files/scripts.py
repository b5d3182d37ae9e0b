"""The scripts of a Hangul document. Every new one carries hollow functions; those do nothing. No Django."""

import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress

import olefile

FOLDER = "Scripts"
RAW_DEFLATE = -15
MOST = 4 * 1024 * 1024
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
HOLLOW = re.compile(r"function\s+\w+\s*\([^()]*\)\s*\{[\s;]*\}|var\s+\w+\s*=\s*[\w.]+\s*;?")


def is_more_than_hollow(sources: Iterable[str]) -> bool:
    """Whether anything would be done."""
    for source in sources:
        rest = HOLLOW.sub("", COMMENT.sub("", source.replace("\r", "\n")))
        if re.search(r"\w", rest):
            return True
    return False


def sources_of_hwp(document: olefile.OleFileIO) -> Iterator[str]:
    """What stands in Scripts/DefaultJScript: lengths and texts one after the other."""
    for name in document.listdir():
        if name[0] != FOLDER or name[-1] == "JScriptVersion":
            continue
        data = document.openstream(name).read(MOST)
        with suppress(zlib.error):
            data = zlib.decompressobj(RAW_DEFLATE).decompress(data, MOST)
        yield from texts_in(data)


def texts_in(data: bytes) -> Iterator[str]:
    at = 0
    while at + 4 <= len(data):
        (length,) = struct.unpack_from("<I", data, at)
        at += 4
        if length == 0xFFFFFFFF:
            return
        if length * 2 > len(data) - at:
            yield data.decode("utf-16-le", "ignore")
            return
        yield data[at : at + length * 2].decode("utf-16-le", "ignore")
        at += length * 2
