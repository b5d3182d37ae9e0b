"""A report as PDF: the layout of the house's papers."""

from pathlib import Path

from django.template.loader import render_to_string

from deungdae.apps.core.documents.layout import laid_out
from deungdae.apps.reports.documents.html import shown
from deungdae.apps.reports.documents.paper import Document

STYLE = Path(__file__).resolve().parent / "styles" / "report.css"
WIDTHS = "".join(f".w{part} {{ width: {part}% }}" for part in range(1, 101))
"""Of columns: the layout library takes no attribute for them."""


def report_pdf(document: Document) -> bytes:
    html = render_to_string(
        "reports/documents/report.html", {"document": document, "blocks": list(shown(document.blocks))}
    )
    (pages,) = laid_out([html], style=STYLE.read_text(encoding="utf-8") + WIDTHS)
    pdf: bytes = pages.write_pdf()
    return pdf
