"""The questions of an assessment on paper, empty: to be filled by hand and typed later."""

from pathlib import Path

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language

from deungdae.apps.core import clock
from deungdae.apps.core.context import centre_name
from deungdae.apps.core.documents.layout import laid_out
from deungdae.apps.diagnosis.bridge.asked import form_of
from deungdae.apps.diagnosis.bridge.frameworks import framework_of, title_of
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.diagnosis.selectors.trades import trades_in

STYLES = Path(__file__).resolve().parent / "styles"


def form_pdf(assessment: Assessment) -> bytes:
    framework = framework_of(assessment.framework)
    context = {
        "assessment": assessment,
        "title": title_of(assessment.framework),
        "minutes": framework.minutes,
        "form": form_of(framework, trades_in(framework, assessment.organisation)),
        "language": get_language(),
        "centre": centre_name(),
        "made": date_format(localtime(clock.now()), "DATETIME_FORMAT"),
    }
    html = render_to_string("diagnosis/documents/form.html", context)
    style = "".join((STYLES / name).read_text(encoding="utf-8") for name in ("report.css", "form.css"))
    (document,) = laid_out([html], style=style)
    return document.write_pdf()
