"""A report for word processors that read Office Open XML.

Tables are written as XML: the library's own way to a cell reads the whole table each time.
"""

import io
import zipfile
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from deungdae.apps.core.documents.content.chart import chart_png
from deungdae.apps.core.documents.content.model import (
    Block,
    Chart,
    Heading,
    Items,
    Number,
    PageBreak,
    Paragraph,
    Table,
    text_of,
)
from deungdae.apps.reports.documents.paper import Document, captioned

FONT = "맑은 고딕"
LATIN = "Malgun Gothic"
PAGE, SIDE = Mm(210), Mm(25)
ROOM_IN_TWENTIETHS = 9_072
"""The width between the margins in twentieths of a point: 160 mm."""
BLUE = RGBColor(0x05, 0x2B, 0x57)
SIZES = {0: 18, 1: 14, 2: 12, 3: 11}
TIMES = (1980, 1, 1, 0, 0, 0)
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B1B8BE"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def report_docx(document: Document) -> bytes:
    """The same bytes for the same report."""
    file = docx.Document()
    dress(file, document)
    title = file.add_heading(document.title, 0)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line = file.add_paragraph(f"{document.centre} · {document.kind}")
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    put_table(file, (), document.facts, (22, 78))
    for block, is_captioned in captioned(document.blocks):
        if is_captioned and isinstance(block, Table | Chart):
            caption(file, block.caption)
        WRITERS[type(block)](file, block)
    raw = io.BytesIO()
    file.save(raw)
    return with_one_time(raw.getvalue())


def dress(file: Docx, document: Document) -> None:
    """A4, the fonts of Korean offices, the mark and the page number at the foot."""
    section = file.sections[0]
    section.page_width, section.page_height = PAGE, Mm(297)
    section.left_margin = section.right_margin = SIDE
    section.top_margin = section.bottom_margin = Mm(22)
    language = file.styles.element.find(f".//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:eastAsia"), "ko-KR")
    names = ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3")
    for name in names:
        style: Any = file.styles[name]
        style.font.name = LATIN
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        fonts.set(qn("w:eastAsia"), FONT)
        fonts.set(qn("w:hAnsi"), LATIN)
    for level, size in SIZES.items():
        heading: Any = file.styles[names[level + 1]]
        heading.font.size, heading.font.bold, heading.font.color.rgb = Pt(size), True, BLUE
    normal: Any = file.styles["Normal"]
    normal.font.size = Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    properties = file.core_properties
    properties.title, properties.author, properties.language = (
        document.title,
        document.centre,
        document.language,
    )
    properties.created = properties.modified = document.made_at.replace(tzinfo=None, microsecond=0)
    properties.last_modified_by, properties.comments = document.centre, ""
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{document.mark}   ").font.size = Pt(8)
    number = foot.add_run()
    number.font.size = Pt(8)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        number._r.append(field_part(kind, words))


def field_part(kind: str, words: str) -> Any:
    """A part of a field that the word processor counts."""
    if kind:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
        return part
    part = OxmlElement("w:instrText")
    part.text = words
    return part


def heading(file: Docx, block: Heading) -> None:
    file.add_heading(block.text, block.level)


def paragraph(file: Docx, block: Paragraph) -> None:
    file.add_paragraph().add_run(block.text).bold = block.strong or None


def items(file: Docx, block: Items) -> None:
    for text in block.texts:
        file.add_paragraph(text, style="List Number" if block.numbered else "List Bullet")


def caption(file: Docx, words: str) -> None:
    line = file.add_paragraph()
    line.add_run(words).bold = True
    line.paragraph_format.keep_with_next = True


def table(file: Docx, block: Table) -> None:
    put_table(file, block.head, block.rows, block.widths)


def put_table(file: Docx, head: tuple[str, ...], rows: Any, widths: tuple[int, ...]) -> None:
    """Its head is repeated on every page; no row is torn apart."""
    wide = [ROOM_IN_TWENTIETHS * width // sum(widths) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in wide)
    first = rows[0] if rows else ()
    sides = [isinstance(cell, Number) for cell in first]
    lines = [row_xml(head, wide, is_head=True, sides=sides)] if head else []
    lines += [
        row_xml(row, wide, is_head=False, sides=[isinstance(cell, Number) for cell in row]) for row in rows
    ]
    element = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(wide)}" w:type="dxa"/>'
        f"<w:tblBorders>{BORDERS}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )
    file.element.body.insert_element_before(element, "w:sectPr")
    after = file.add_paragraph()
    after.paragraph_format.space_after = Pt(2)


def row_xml(cells: Any, wide: list[int], *, is_head: bool, sides: list[bool]) -> str:
    """`sides`: which cells stand at the right."""
    repeat = "<w:tblHeader/>" if is_head else ""
    places = zip(cells, wide, sides or [False] * len(wide), strict=True)
    parts = "".join(cell_xml(cell, width, is_head=is_head, at_right=side) for cell, width, side in places)
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{parts}</w:tr>"


def cell_xml(cell: Any, width: int, *, is_head: bool, at_right: bool) -> str:
    side = '<w:jc w:val="right"/>' if at_right else ""
    ground = '<w:shd w:val="clear" w:color="auto" w:fill="F2F4F7"/>' if is_head else ""
    bold = "<w:b/>" if is_head else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{ground}</w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:after="0"/>{side}</w:pPr><w:r><w:rPr>{bold}<w:sz w:val="18"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text_of(cell))}</w:t></w:r></w:p></w:tc>'
    )


def chart(file: Docx, block: Chart) -> None:
    file.add_picture(io.BytesIO(chart_png(block)), width=PAGE - SIDE - SIDE)
    inline = file.inline_shapes[len(file.inline_shapes) - 1]
    inline._inline.docPr.set("descr", block.caption)


def page_break(file: Docx, _block: PageBreak) -> None:
    file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


WRITERS: dict[type[Block], Callable[[Docx, Any], None]] = {
    Heading: heading,
    Paragraph: paragraph,
    Items: items,
    Table: table,
    Chart: chart,
    PageBreak: page_break,
}


def with_one_time(content: bytes) -> bytes:
    """The same parts, each of one time."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, TIMES)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, source.read(name))
    return target.getvalue()
