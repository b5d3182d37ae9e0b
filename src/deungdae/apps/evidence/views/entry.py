"""One entry of a case: all that is known of it, what stands beside it, and its correction."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done
from deungdae.apps.evidence.forms import CorrectionForm
from deungdae.apps.evidence.kinds import kind_of
from deungdae.apps.evidence.lines import Line, line_of
from deungdae.apps.evidence.models import CompanySize, EvidenceEntry
from deungdae.apps.evidence.selectors import neighbours_of
from deungdae.apps.evidence.services import correct_evidence
from deungdae.apps.evidence.views.access import Reading, case_page
from deungdae.apps.organisations.models import OrganisationKind, Region

CORRECT = "evidence.correct"


@case_page
@require_GET
def entry(request: HttpRequest, reading: Reading, entry_id: UUID) -> HttpResponse:
    found = reading.entry(entry_id)
    line = line_of(found, reading.names)
    earlier, later = neighbours_of(found, entries=reading.entries)
    may_correct = line.countered is None and found.corrects_id is None and reading.user.has_perm(CORRECT)
    context = {
        "organisation": reading.organisation,
        "crumbs": reading.crumbs(below_case=True),
        "line": line,
        "facts": facts_of(found, line, reading),
        "corrects": line_of(found.corrects, reading.names) if found.corrects else None,
        "counter_id": found.evidenceentry.public_id if line.countered else None,
        "earlier": line_of(earlier, reading.names) if earlier else None,
        "later": line_of(later, reading.names) if later else None,
        "may_correct": may_correct,
    }
    return render(request, "evidence/entry.html", context)


def facts_of(found: EvidenceEntry, line: Line, reading: Reading) -> list[dict[str, Any]]:
    """When and who, then the payload in words, then the record behind it."""
    kind = kind_of(found.kind)
    rows = [
        (_("일어난 날"), date_format(found.happened_on, "DATE_FORMAT")),
        *((label, value) for label, value in kind.facts(found.payload)),
        (_("관련된 사람"), line.about),
        (_("적은 사람"), line.who or _("시스템이 남김")),
        (_("적은 때"), date_format(localtime(found.recorded_at), "DATETIME_FORMAT")),
        (_("그때의 기업"), company_then(found)),
    ]
    facts = [{"term": term, "value": value} for term, value in rows if value]
    address = kind.address(found, reading.user) if kind.address else ""
    return (
        [*facts, {"term": _("바탕이 된 자료"), "value": _("자료 열기"), "url": address}] if address else facts
    )


def company_then(found: EvidenceEntry) -> str:
    """What counts split the entry by: the company as it was when it was written."""
    labels = dict(OrganisationKind.Kind.choices)
    region = Region.objects.filter(code=found.region).first() if found.region else None
    words = [
        ", ".join(str(labels.get(kind, kind)) for kind in found.organisation_kinds.split(",") if kind),
        str(region or ""),
        str(CompanySize(found.size).label) if found.size else "",
    ]
    return " · ".join(word for word in words if word)


@case_page
@permission_required(CORRECT, raise_exception=True)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, reading: Reading, entry_id: UUID) -> HttpResponse:
    """A counter entry with its reason; the entry itself stays as it is."""
    found = reading.entry(entry_id)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            correct_evidence(entry=found, reason=form.cleaned_data["reason"], actor=reading.user)
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            done(request, _("기록 ‘{kind}’(을/를) 바로잡았습니다."), kind=str(kind_of(found.kind).label))
            return redirect(reverse("evidence:case", args=[reading.organisation.public_id]))
    context = {
        "organisation": reading.organisation,
        "crumbs": reading.crumbs(below_case=True),
        "line": line_of(found, reading.names),
        "form": form,
    }
    return render(request, "evidence/correct.html", context, status=422 if form.errors else 200)
