"""The words of HWPX, DOCX and PPTX, paragraph by paragraph. No Django here; entities are not expanded."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

SECTIONS = re.compile(r"Contents/section(\d+)\.xml")
SLIDES = re.compile(r"ppt/slides/slide(\d+)\.xml")


def texts_of_hwpx(path: Path) -> Iterator[str]:
    """The sections in their order; the words of a table stand where it is anchored."""
    with zipfile.ZipFile(path) as archive:
        for name in numbered(archive, SECTIONS):
            yield from paragraphs(archive.read(name), end="p", words="t")


def texts_of_office(path: Path, ending: str) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        names = ["word/document.xml"] if ending == "docx" else numbered(archive, SLIDES)
        for name in names:
            yield from paragraphs(archive.read(name), end="p", words="t")


def numbered(archive: zipfile.ZipFile, pattern: re.Pattern[str]) -> list[str]:
    found = [match for name in archive.namelist() if (match := pattern.fullmatch(name))]
    return [match[0] for match in sorted(found, key=lambda match: int(match[1]))]


def paragraphs(content: bytes, *, end: str, words: str) -> list[str]:
    """A paragraph in a cell ends like any other."""
    found: list[str] = []
    line: list[str] = []
    inside = 0
    parser = expat.ParserCreate()

    def refuse(*_declared: object) -> None:
        raise ValueError("entities are not read")

    def starts(name: str, _attributes: dict[str, str]) -> None:
        nonlocal inside
        inside += name.rpartition(":")[2] == words
        if name.rpartition(":")[2] in ("tab", "lineBreak", "br"):
            line.append(" ")

    def ends(name: str) -> None:
        nonlocal inside
        inside -= name.rpartition(":")[2] == words
        if name.rpartition(":")[2] == end and line:
            found.append("".join(line))
            line.clear()

    def says(text: str) -> None:
        if inside:
            line.append(text)

    parser.StartElementHandler, parser.EndElementHandler = starts, ends
    parser.CharacterDataHandler, parser.EntityDeclHandler = says, refuse
    parser.Parse(content, True)
    return found
