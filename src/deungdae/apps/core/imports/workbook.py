"""Reading XLSX: the archive is judged before it is parsed, then python-calamine reads it. No Django here."""

import datetime as dt
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.parsers import expat

from deungdae.apps.core.imports.limits import Limits, UnreadableError

CHUNK = 1024 * 1024
VALUE_COLUMN = re.compile(rb'c r="([A-Z]{1,3})\d{1,7}"[^>]*[^/]>')
VALUE_ROW = re.compile(rb'c r="[A-Z]{1,3}(\d{1,7})"[^>]*[^/]>')
TAIL = 4_096
ERROR_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3}\d{1,7})"[^>]* t="e"')
BARE_FORMULA = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*[^/]?>[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
KEEP_MARKS = 1_000
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError)


class SheetMarks:
    """What the raw text of one sheet tells that the reader does not: its extent, errors, empty formulas."""

    def __init__(self) -> None:
        self.last_row = self.last_column = 0
        self.errors: set[str] = set()
        self.bare_formulas: set[str] = set()

    def add(self, text: bytes) -> None:
        letters = set(VALUE_COLUMN.findall(text))
        if letters:
            self.last_row = max(self.last_row, last_value_row(text))
            self.last_column = max(self.last_column, *(column_number(name.decode()) for name in letters))
        marks = ((b't="e"', ERROR_CELL, self.errors), (b"f>", BARE_FORMULA, self.bare_formulas))
        for sign, found, kept in marks:
            if sign in text and len(kept) < KEEP_MARKS:
                kept.update(match.decode() for match in found.findall(text))


def last_value_row(text: bytes) -> int:
    """The row of the last cell that holds anything; rows stand in ascending order."""
    rows = VALUE_ROW.findall(text, max(0, len(text) - TAIL)) or VALUE_ROW.findall(text)
    return int(rows[-1])


def column_number(letters: str) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def open_archive(path: Path, limits: Limits) -> zipfile.ZipFile:
    """The archive, when its directory promises to stay within the limits and it is an XLSX."""
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGE as error:
        raise UnreadableError("damaged") from error
    entries = archive.infolist()
    promised = sum(entry.file_size for entry in entries)
    check_size(promised, path.stat().st_size, len(entries), limits)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError("encrypted")
    check_is_workbook(archive)
    return archive


def check_size(unpacked: int, packed: int, entries: int, limits: Limits) -> None:
    too_dense = unpacked > limits.ratio_from_bytes and unpacked > packed * limits.ratio
    if unpacked > limits.unpacked_bytes or too_dense or entries > limits.entries:
        raise UnreadableError("bomb", megabytes=limits.unpacked_bytes // CHUNK)


def check_is_workbook(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names and "[Content_Types].xml" in names:
        return
    folders = {name.partition("/")[0] for name in names}
    known = {"word": "docx", "ppt": "pptx", "Contents": "hwpx", "content.xml": "ods"}
    if "xl/workbook.bin" in names:
        raise UnreadableError("not_workbook", found="xlsb")
    found = next((kind for folder, kind in known.items() if folder in folders), "zip")
    raise UnreadableError("not_workbook", found=found)


def judge_archive(archive: zipfile.ZipFile, limits: Limits) -> dict[str, SheetMarks]:
    """Unpack everything once without keeping it: the true size, and the marks of each sheet by its path."""
    marks: dict[str, SheetMarks] = {}
    total, packed = 0, Path(str(archive.filename)).stat().st_size
    for entry in archive.infolist():
        promised, entry.file_size = entry.file_size, limits.unpacked_bytes + 1
        is_sheet = entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml")
        mark = marks.setdefault(entry.filename, SheetMarks()) if is_sheet else None
        size = 0
        try:
            for chunk in chunks_of(archive, entry, mark):
                size += chunk
                check_size(total + size, packed, 0, limits)
        except DAMAGE as error:
            raise UnreadableError("damaged") from error
        if size != promised:
            raise UnreadableError("damaged")
        total += size
    return marks


def chunks_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, mark: SheetMarks | None) -> Iterator[int]:
    """The size of each piece of an entry; its cells go to `mark`, also those cut in two by a piece's edge."""
    rest = b""
    with archive.open(entry) as stream:
        while piece := stream.read(CHUNK):
            yield len(piece)
            if mark is None:
                continue
            text = rest + piece
            edge = max(text.rfind(b"<c "), text.rfind(b":c ") - 20, 0)
            mark.add(text[:edge])
            rest = text[edge:][-CHUNK:]
    if mark is not None:
        mark.add(rest)


def sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → path of its part, as the workbook and its relations say."""
    targets = {}
    for _tag, found in elements(archive, "xl/_rels/workbook.xml.rels", "Relationship"):
        target = found.get("Target", "")
        inside = target[1:] if target.startswith("/") else str(PurePosixPath("xl") / target)
        targets[found.get("Id", "")] = inside
    paths = {}
    for _tag, found in elements(archive, "xl/workbook.xml", "sheet"):
        relation = next((value for key, value in found.items() if key.endswith(":id")), "")
        paths[found.get("name", "")] = targets.get(relation, "")
    return paths


def elements(archive: zipfile.ZipFile, path: str, wanted: str) -> list[tuple[str, dict[str, str]]]:
    """The elements of this local name with their attributes; a document type is refused."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == wanted:
            found.append((tag, attributes))

    def refuse(*_parts: object) -> None:
        raise UnreadableError("damaged")

    parser.StartElementHandler, parser.StartDoctypeDeclHandler = start, refuse
    try:
        parser.Parse(archive.read(path), True)
    except (expat.ExpatError, KeyError, *DAMAGE) as error:
        raise UnreadableError("damaged") from error
    return found


def shown(value: object) -> str:
    """A cell's value as text: whole numbers exactly, dates as 2021-04-14, times as 14:00."""
    if isinstance(value, str):
        text = value.replace("_x000D_", "")
        return text.strip() if text.isascii() else unicodedata.normalize("NFC", text).strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    return shown_moment(value)


def shown_moment(value: object) -> str:
    if isinstance(value, dt.datetime):
        if value.time() == dt.time():
            return value.date().isoformat()
        return value.isoformat(" ", "seconds").removesuffix(":00")
    if isinstance(value, dt.time):
        return value.isoformat("seconds").removesuffix(":00")
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return value.isoformat() if isinstance(value, dt.date) else str(value)
