"""Blocks for templates: what a page and the PDF show of them."""

from collections.abc import Iterable, Iterator
from typing import Any

from deungdae.apps.core.documents.content.chart import chart_svg
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
from deungdae.apps.reports.documents.paper import captioned


def shown(blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
    """Each block with its kind under `is`."""
    for block, is_captioned in captioned(blocks):
        match block:
            case Heading(text, level):
                yield {"is": "heading", "text": text, "level": level}
            case Paragraph(text, strong):
                yield {"is": "paragraph", "text": text, "strong": strong}
            case Items(texts, numbered):
                yield {"is": "items", "texts": texts, "numbered": numbered}
            case Table():
                yield {"is": "table", "is_captioned": is_captioned, **table_of(block)}
            case Chart(caption):
                chart = {"caption": caption, "svg": chart_svg(block)}
                yield {"is": "chart", "is_captioned": is_captioned, **chart}
            case PageBreak():
                yield {"is": "page_break"}


def table_of(table: Table) -> dict[str, Any]:
    """A column whose first cell is a number stands at the right."""
    first = table.rows[0] if table.rows else table.head
    columns = [
        {"head": head, "width": width, "is_number": isinstance(cell, Number)}
        for head, width, cell in zip(table.head, table.widths, first, strict=True)
    ]
    rows = [
        [{"text": text_of(cell), "is_number": isinstance(cell, Number)} for cell in row] for row in table.rows
    ]
    return {"caption": table.caption, "columns": columns, "rows": rows}
