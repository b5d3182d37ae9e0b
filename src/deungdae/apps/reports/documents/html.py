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


def shown(blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
    """Each block with its kind under `is`; a caption that only repeats the heading above is not shown."""
    above = ""
    for block in blocks:
        match block:
            case Heading(text, level):
                above = text.partition(". ")[2] or text
                yield {"is": "heading", "text": text, "level": level}
            case Paragraph(text, strong):
                yield {"is": "paragraph", "text": text, "strong": strong}
            case Items(texts, numbered):
                yield {"is": "items", "texts": texts, "numbered": numbered}
            case Table():
                yield {"is": "table", "table": block, "rows": rows_of(block), "is_captioned": block.caption != above}
            case Chart(caption):
                yield {"is": "chart", "caption": caption, "svg": chart_svg(block)}
            case PageBreak():
                yield {"is": "page_break"}


def rows_of(table: Table) -> list[list[dict[str, Any]]]:
    return [
        [
            {"text": text_of(cell), "is_number": isinstance(cell, Number), "head": head}
            for cell, head in zip(row, table.head, strict=True)
        ]
        for row in table.rows
    ]
