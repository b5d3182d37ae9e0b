"""A report for the Korean word processor."""

from collections.abc import Iterator

from deungdae.apps.core.documents.content import model as content
from deungdae.apps.core.documents.content.chart import chart_png
from deungdae.apps.core.documents.hwpx.model import (
    Align,
    Block,
    Heading,
    Items,
    PageBreak,
    Paper,
    Picture,
    Table,
    Text,
)
from deungdae.apps.core.documents.hwpx.write import written
from deungdae.apps.reports.documents.paper import Document, captioned


def report_hwpx(document: Document) -> bytes:
    blocks: list[Block] = [
        Text(f"{document.centre} · {document.kind}", align="CENTER"),
        Table(rows=document.facts, widths=(22, 78)),
    ]
    for block, is_captioned in captioned(document.blocks):
        blocks += translated(block, is_captioned=is_captioned)
    return written(Paper(title=document.title, blocks=tuple(blocks)))


def translated(block: content.Block, *, is_captioned: bool) -> Iterator[Block]:
    if is_captioned and isinstance(block, content.Table | content.Chart):
        yield Text(block.caption, bold=True, with_next=True)
    match block:
        case content.Heading(text, level):
            yield Heading(text, level, is_numbered=False)
        case content.Paragraph(text, strong):
            yield Text(text, bold=strong)
        case content.Items(texts, numbered):
            yield Items(texts, numbered)
        case content.Table():
            yield table_of(block)
        case content.Chart():
            yield Picture(chart_png(block), block.caption)
        case content.PageBreak():
            yield PageBreak()


def table_of(block: content.Table) -> Table:
    first = block.rows[0] if block.rows else ()
    aligns: tuple[Align, ...] = tuple(
        "RIGHT" if isinstance(cell, content.Number) else "LEFT" for cell in first
    )
    rows = tuple(tuple(content.text_of(cell) for cell in row) for row in block.rows)
    return Table(rows=rows, widths=block.widths, head=block.head, aligns=aligns)
