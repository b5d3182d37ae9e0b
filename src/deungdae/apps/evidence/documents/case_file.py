"""A case as a PDF: whose, of which time, what it was narrowed to, when it was made, and every entry."""

from collections.abc import Sequence
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.context import centre_name
from deungdae.apps.core.documents.layout import laid_out
from deungdae.apps.core.words import dash
from deungdae.apps.evidence.filters import CaseFilters
from deungdae.apps.evidence.kinds import Group, kind_of
from deungdae.apps.evidence.lines import months_of
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.selectors import Names
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.numbers import shown_business

STYLE = Path(__file__).resolve().parent / "styles" / "case.css"


def case_file(
    *,
    organisation: Organisation,
    entries: Sequence[EvidenceEntry],
    filters: CaseFilters,
    names: Names,
    actor: str,
) -> bytes:
    """The entries in the order given, with the head of the case above them."""
    values = {
        "language": get_language(),
        "centre": centre_name(),
        "organisation": organisation,
        "business_number": shown_business(organisation.business_number),
        "period": period_of(entries, filters),
        "conditions": conditions_of(filters, actor),
        "made": date_format(localtime(clock.now()), "DATETIME_FORMAT"),
        "count": len(entries),
        "months": months_of(entries, names),
    }
    html = render_to_string("evidence/documents/case.html", values)
    (document,) = laid_out([html], style=STYLE.read_text(encoding="utf-8"))
    return document.write_pdf()


def period_of(entries: Sequence[EvidenceEntry], filters: CaseFilters) -> str:
    """The time asked for; where it is open, the days of the first and the last entry."""
    first = filters.since or (entries[0].happened_on if entries else None)
    last = filters.until or (entries[-1].happened_on if entries else None)
    days = [date_format(day, "SHORT_DATE_FORMAT") if day else "" for day in (first, last)]
    return f" {dash()} ".join(days) if any(days) else _("없음")


def conditions_of(filters: CaseFilters, actor: str) -> str:
    """What the case was narrowed to beside the time, in words."""
    labels = {group.code: str(group.label) for group in Group}
    parts = [
        labels.get(filters.group, filters.group),
        str(kind_of(filters.kind).label) if filters.kind else "",
        f"{_('적은 사람')}: {actor}" if actor else "",
        f"‘{filters.words}’" if filters.words else "",
    ]
    return ", ".join(part for part in parts if part) or _("모든 기록")
