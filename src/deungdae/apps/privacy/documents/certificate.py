"""The certificate of a destruction: what, how many, why, who decided, when, and the seal of the list."""

from pathlib import Path

from django.template.loader import render_to_string
from django.utils.translation import get_language

from deungdae.apps.core.context import centre_name
from deungdae.apps.core.documents.layout import laid_out
from deungdae.apps.privacy.models import DestructionRun
from deungdae.apps.privacy.selectors import lines_of

STYLE = Path(__file__).resolve().parent / "styles" / "certificate.css"


def certificate(run: DestructionRun) -> bytes:
    """The PDF of a round that is done."""
    values = {
        "language": get_language(),
        "centre": centre_name(),
        "run": run,
        "lines": [line for line in lines_of(run) if line.found],
        "total": sum(line.destroyed for line in lines_of(run)),
    }
    html = render_to_string("privacy/documents/certificate.html", values)
    (document,) = laid_out([html], style=STYLE.read_text(encoding="utf-8"))
    pdf: bytes = document.write_pdf()
    return pdf
