"""A preview as its part of the page shows it."""

from typing import Any

from deungdae.apps.programme.definition import common_fields
from deungdae.apps.programme.selectors.preview import Preview
from deungdae.apps.programme.views.entries import entry_lines
from deungdae.apps.programme.words import field_words, figure_words

SHOWN = 10


def preview_context(preview: Preview) -> dict[str, Any]:
    """The figure, what changes, the last entries behind it, and the fields that conditions can ask about."""
    definition = preview.tally.definition
    seen = list(preview.tally.seen.values())
    before = preview.before
    return {
        "is_evidence": definition.is_evidence,
        "value": figure_words(preview.tally.value, definition.unit),
        "before": figure_words(before.value, before.definition.unit) if before is not None else "",
        "count": len(seen),
        "lines": entry_lines(seen[-SHOWN:][::-1], preview.tally, definition.unit),
        "years": [
            (year, figure_words(part, definition.unit)) for year, part in preview.tally.split("year").items()
        ]
        if definition.adds_up
        else [],
        "fields": [
            {"name": field, "label": field_words(field), "values": values_of(shape)}
            for field, shape in common_fields(definition.kinds).items()
        ],
        "awaited": bool(definition.awaited),
    }


def values_of(shape: Any) -> str:
    return ", ".join(str(one) for one in shape.get("enum", ()) if one not in ("", None))
