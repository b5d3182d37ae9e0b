"""The report of a settled assessment as a PDF: what the page of the result tells."""

from pathlib import Path

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language

from deungdae.apps.core import clock
from deungdae.apps.core.context import centre_name
from deungdae.apps.core.documents.layout import laid_out
from deungdae.apps.diagnosis.selectors.report import Told

STYLE = Path(__file__).resolve().parent / "styles" / "report.css"


def report_pdf(told: Told) -> bytes:
    made = date_format(localtime(clock.now()), "DATETIME_FORMAT")
    context = {**told, "language": get_language(), "centre": centre_name(), "made": made}
    html = render_to_string("diagnosis/documents/report.html", context)
    (document,) = laid_out([html], style=STYLE.read_text(encoding="utf-8"))
    return document.write_pdf()
