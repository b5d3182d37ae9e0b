"""Blocks as plain data and back: what is kept, sealed and compared."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from deungdae.apps.core.documents.content.model import (
    Block,
    Cell,
    Chart,
    Heading,
    Items,
    Number,
    PageBreak,
    Paragraph,
    Series,
    Table,
)

Kept = Mapping[str, Any]


def kept(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"is": "heading", "text": text, "level": level}
        case Paragraph(text, strong):
            return {"is": "paragraph", "text": text, "strong": strong}
        case Items(texts, numbered):
            return {"is": "items", "texts": list(texts), "numbered": numbered}
        case Table(caption, head, rows, widths):
            lines = [[kept_cell(cell) for cell in row] for row in rows]
            return {
                "is": "table",
                "caption": caption,
                "head": list(head),
                "rows": lines,
                "widths": list(widths),
            }
        case Chart(caption, kind, categories, series, unit):
            drawn = [{"name": one.name, "values": list(one.values)} for one in series]
            return {
                "is": "chart",
                "caption": caption,
                "kind": kind,
                "categories": list(categories),
                "series": drawn,
                "unit": unit,
            }
        case PageBreak():
            return {"is": "page_break"}


def kept_cell(cell: Cell) -> str | dict[str, Any]:
    """Decimals as text: no reader of JSON rounds them."""
    if isinstance(cell, str):
        return cell
    value = None if cell.value is None else str(cell.value)
    return {"value": value, "places": cell.places, "unit": cell.unit}


def blocks_of(rows: Sequence[Kept]) -> tuple[Block, ...]:
    return tuple(block_of(row) for row in rows)


def block_of(row: Kept) -> Block:
    match row["is"]:
        case "heading":
            return Heading(row["text"], row["level"])
        case "paragraph":
            return Paragraph(row["text"], row["strong"])
        case "items":
            return Items(tuple(row["texts"]), row["numbered"])
        case "table":
            rows = tuple(tuple(cell_of(cell) for cell in line) for line in row["rows"])
            return Table(row["caption"], tuple(row["head"]), rows, tuple(row["widths"]))
        case "chart":
            series = tuple(Series(one["name"], tuple(one["values"])) for one in row["series"])
            return Chart(row["caption"], row["kind"], tuple(row["categories"]), series, row["unit"])
        case "page_break":
            return PageBreak()
    raise ValueError(f"an unknown block: {row['is']}")


def cell_of(cell: str | Kept) -> Cell:
    if isinstance(cell, str):
        return cell
    value = None if cell["value"] is None else Decimal(cell["value"])
    return Number(value, cell["places"], cell["unit"])
