"""Reading CSV as people's programs write it: UTF-8 with or without mark, CP949, UTF-16. No Django here."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from deungdae.apps.core.imports.limits import UnreadableError

DELIMITERS = ",\t;|"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Also the full-width forms, which some programs fold into the plain ones."""
FIELD_CHARACTERS = 1_000_000


def decoded(content: bytes) -> str:
    """The text of the file; the line of the first character that no known encoding can read is named."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return decoded_as(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return decoded_as(content, "cp949")


def decoded_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableError("encoding", line=line) from error


def delimiter_of(text: str) -> str:
    """The separator that occurs most often, outside quotes, in the first line that holds any."""
    for line in text[:20_000].splitlines()[:20]:
        outside = "".join(line.split('"')[::2])
        best = max(DELIMITERS, key=outside.count)
        if outside.count(best):
            return best
    return ","


def rows_of(path: Path) -> Iterator[tuple[int, list[str]]]:
    """(row number as a spreadsheet program shows it, trimmed texts) of every row."""
    text = decoded(path.read_bytes())
    if "\x00" in text:
        raise UnreadableError("nul", line=text.count("\n", 0, text.index("\x00")) + 1)
    csv.field_size_limit(FIELD_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    number, line = 0, 1
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableError("quote", line=line) from error
        number += 1
        yield number, [trimmed(cell) for cell in cells]


def trimmed(text: str) -> str:
    """Without blanks at the ends, nor the mark that keeps our own exports from being formulas."""
    if text[:1] == "'" and text[1:].startswith(FORMULA_STARTS):
        text = text[1:]
    return text.strip() if text.isascii() else unicodedata.normalize("NFC", text).strip()
