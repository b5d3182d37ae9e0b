"""A paper as an HWPX file: the library makes the document, what is random in it is counted anew here."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from hwpx.document import HwpxDocument

from deungdae.apps.core.documents.content.pictures import size_of
from deungdae.apps.core.documents.hwpx.model import (
    Block,
    Heading,
    Items,
    PageBreak,
    Paper,
    Picture,
    Table,
    Text,
)
from deungdae.apps.core.errors import refused

PAGE_WIDTH = 42_520
"""Room for text between the margins, in HWP units (7,200 to the inch): A4 with 30 mm at both sides."""
ROW_HEIGHT, LETTER = 1_800, 1_000
"""A row of one line, and a wide letter of ten points."""
HEADING_SIZES = {1: 14, 2: 12, 3: 11}
ABOVE_HEADING = 10
NUMBERED = re.compile(
    rb'(<hp:(?:p|tbl|footer|pic)\b[^>]*?\sid="|<hp:footerApply\b[^>]*?\sidRef="|\binstid=")(\d+)"'
)
UNITS_OF_A_MILLIMETRE = 7_200 / 25.4
UNITS_OF_A_PIXEL = 75
TIMES = (1980, 1, 1, 0, 0, 0)
BODY: dict[str, Any] = {"style": "바탕글", "inherit_style": False}


@dataclass(slots=True)
class Desk:
    """The document being written, and the looks it has: the library is slow to find them again."""

    document: HwpxDocument
    looks: dict[tuple[bool, int], str] = field(default_factory=dict)
    shapes: dict[tuple[str, bool, int], str] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)

    def look(self, *, bold: bool = False, size: int = 10) -> str:
        """The number of a character look; `size` in points."""
        if (bold, size) not in self.looks:
            self.looks[bold, size] = self.document.styles.ensure_run(bold=bold, size=size)
        return self.looks[bold, size]

    def shape(self, align: str, *, with_next: bool = False, above: int = 0) -> str:
        """The number of the paragraph shape that is the body's with this alignment.

        with_next: it stays on the page of what follows; above: room above it in points.
        """
        key = (align, with_next, above)
        if key not in self.shapes:
            more: dict[str, Any] = {"keep_with_next": True, "spacing_before_pt": above} if with_next else {}
            paragraph = self.document.add_paragraph("", **BODY)
            self.document.styles.apply_paragraph_format(paragraphs=[paragraph], alignment=align, **more)
            self.shapes[key] = str(paragraph.para_pr_id_ref)
            paragraph.remove()
        return self.shapes[key]

    def heading_shape(self, made: Any, level: int) -> str:
        """The number of the shape that a heading of this level has, and that keeps it on the page of what
        follows."""
        if level not in self.headings:
            self.document.styles.apply_paragraph_format(paragraphs=[made], keep_with_next=True)
            self.headings[level] = str(made.para_pr_id_ref)
        return self.headings[level]


def written(paper: Paper) -> bytes:
    """The file: the same bytes for the same paper. Control characters are refused, naming their place."""
    look_at_characters(paper)
    document = HwpxDocument.new()
    document.parts.clear_document_metadata()
    document.parts.set_document_metadata(title=paper.title)
    document.page.set_page_number()
    desk = Desk(document)
    for block in (Text(paper.title, bold=True, size=18, align="CENTER"), *paper.blocks):
        WRITERS[type(block)](desk, block)
    return packed(document.to_bytes(), preview="\n".join([paper.title, *texts_of(paper)]))


def heading(desk: Desk, block: Heading) -> None:
    look = desk.look(bold=True, size=HEADING_SIZES[block.level])
    made = desk.document.add_heading(block.text, block.level, char_pr_id_ref=look)
    if not block.is_numbered:
        made.para_pr_id_ref = desk.shape("LEFT", with_next=True, above=ABOVE_HEADING)
        return
    made.para_pr_id_ref = desk.heading_shape(made, block.level)


def text(desk: Desk, block: Text) -> None:
    look = desk.look(bold=block.bold, size=block.size)
    shape = desk.shape(block.align, with_next=block.with_next)
    for line in block.text.split("\n"):
        desk.document.add_paragraph(line, char_pr_id_ref=look, para_pr_id_ref=shape, **BODY)


def items(desk: Desk, block: Items) -> None:
    first = len(desk.document.paragraphs)
    for line in block.texts:
        desk.document.add_paragraph(line.replace("\n", " "), **BODY)
    places = list(range(first, first + len(block.texts)))
    kind: dict[str, Any] = {"kind": "number"} if block.numbered else {"kind": "bullet", "bullet_char": "●"}
    if places:
        desk.document.styles.apply_list_format(paragraph_indexes=places, **kind)


def table(desk: Desk, block: Table) -> None:
    lines, columns = block.lines, len(block.widths)
    if not lines:
        return
    heights = heights_of(block)
    made = desk.document.add_table(len(lines), columns, width=PAGE_WIDTH, height=sum(heights))
    bold = desk.look(bold=True, size=10)
    shapes = [desk.shape(align) for align in block.aligns or ("LEFT",) * columns]
    # One cell after the other: the library's own way through the table is quadratic.
    for number, (row, values) in enumerate(zip(made.rows, lines, strict=True)):
        in_head = bool(block.head) and number == 0
        for cell, value, shape in zip(row.cells, values, shapes, strict=True):
            cell.text = value
            cell.set_size(height=heights[number])
            cell.element.set("header", "1" if in_head else "0")
            for paragraph in cell.paragraphs:
                paragraph.para_pr_id_ref = shape
                if in_head:
                    paragraph.char_pr_id_ref = bold
    for rectangle in block.merged:
        made.merge_cells(*rectangle)
    made.set_column_widths(block.widths)
    made.element.set("repeatHeader", "1" if block.head else "0")
    for column in range(columns if block.head else 0):
        made.set_cell_shading(0, column, "#F2F4F7")


def heights_of(block: Table) -> list[int]:
    """Room for the lines of each row, every letter taken for a wide one: not every reader lets rows grow."""
    rooms = [PAGE_WIDTH * width // sum(block.widths) // LETTER for width in block.widths]
    return [
        ROW_HEIGHT
        * max(
            sum(max(1, -(-len(part) // max(1, room))) for part in value.split("\n"))
            for value, room in zip(line, rooms, strict=True)
        )
        for line in block.lines
    ]


def picture(desk: Desk, block: Picture) -> None:
    """Stands in a line of its own as a letter would: it moves with the text."""
    pixels = size_of(block.content)
    width = PAGE_WIDTH / UNITS_OF_A_MILLIMETRE
    tall = pixels[1] / pixels[0]
    made = desk.document.add_picture(
        block.content, "png", width_mm=width, height_mm=width * tall, style="바탕글"
    )
    own = {name: str(one * UNITS_OF_A_PIXEL) for name, one in zip(("width", "height"), pixels, strict=True)}
    scale = {"e1": f"{PAGE_WIDTH / int(own['width']):.6f}", "e5": f"{PAGE_WIDTH / int(own['width']):.6f}"}
    values = {
        "orgSz": own,
        "imgClip": {"right": own["width"], "bottom": own["height"]},
        "imgDim": {"dimwidth": own["width"], "dimheight": own["height"]},
        "pt1": {"x": own["width"]},
        "pt2": {"x": own["width"], "y": own["height"]},
        "pt3": {"y": own["height"]},
        "scaMatrix": scale,
    }
    # The library takes the size on the page for the picture's own, and readers then show a corner of it.
    for element in made.element.iter():
        name = element.tag.rpartition("}")[2]
        for attribute, value in values.get(name, {}).items():
            element.set(attribute, value)
        if name == "shapeComment":
            element.text = block.told


def page_break(desk: Desk, _block: PageBreak) -> None:
    desk.document.add_paragraph("", pageBreak="1", **BODY)


WRITERS: dict[type[Block], Callable[[Desk, Any], None]] = {
    Heading: heading,
    Text: text,
    Items: items,
    Table: table,
    Picture: picture,
    PageBreak: page_break,
}


def texts_of(paper: Paper) -> list[str]:
    """Every text in its order; the cells of a row in one line."""
    found: list[str] = []
    for block in paper.blocks:
        if isinstance(block, Heading | Text):
            found.append(block.text)
        elif isinstance(block, Items):
            found.extend(block.texts)
        elif isinstance(block, Table):
            found.extend(" | ".join(line) for line in block.lines)
        elif isinstance(block, Picture):
            found.append(block.told)
    return found


def look_at_characters(paper: Paper) -> None:
    for line in (paper.title, *texts_of(paper)):
        look_at_line(line)


def look_at_line(line: str) -> None:
    for place, character in enumerate(line, start=1):
        if is_unwritable(character):
            raise refused(
                "hwpx-character",
                _(
                    "‘{text}’의 {place}번째 글자(U+{code})는 한글 문서에 쓸 수 없습니다. "
                    "지우고 다시 만드십시오."
                ),
                text="".join(c for c in line if not is_unwritable(c))[:40],
                place=place,
                code=f"{ord(character):04X}",
            )


def is_unwritable(character: str) -> bool:
    """A control character, half of a pair, or what XML never takes; line breaks and tabs may be."""
    if character in "\n\t":
        return False
    return unicodedata.category(character) in {"Cc", "Cs"} or character in "\ufffe\uffff"


def packed(content: bytes, *, preview: str) -> bytes:
    """The same parts without chance: numbers counted from 1, one time for all, the type first and plain."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            part = source.read(name)
            if name == "Preview/PrvText.txt":
                part = preview.encode()
            elif name.startswith("Contents/section"):
                part = renumbered(part)
            plain = name == "mimetype"
            info = zipfile.ZipInfo(name, TIMES)
            info.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            archive.writestr(info, part)
    return target.getvalue()


def renumbered(section: bytes) -> bytes:
    """The library draws numbers by lot; here each becomes the place where it is first met."""
    numbers: dict[bytes, int] = {}

    def counted(found: re.Match[bytes]) -> bytes:
        number = numbers.setdefault(found[2], len(numbers) + 1)
        return found[1] + str(number).encode() + b'"'

    return NUMBERED.sub(counted, section)
