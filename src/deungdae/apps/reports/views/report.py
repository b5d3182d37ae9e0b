"""One report: what it says, where it stands, its files, and how the state of today differs."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_GET

from deungdae.apps.core.answers import file_answer
from deungdae.apps.core.models import StoredFile
from deungdae.apps.reports.documents.html import shown
from deungdae.apps.reports.documents.paper import document_of
from deungdae.apps.reports.models import Report, SnapshotFile
from deungdae.apps.reports.rules import READ_ALL, SIGN_AS_HEAD, WRITE
from deungdae.apps.reports.selectors.comparing import comparison_with_today
from deungdae.apps.reports.selectors.reports import TONES, signatures_of, stepper_of, steps_from
from deungdae.apps.reports.selectors.words import period_words, subject_name, template_name
from deungdae.apps.reports.services.files import WRITERS
from deungdae.apps.reports.views.access import crumbs_home, crumbs_of, read_report, written_report

State = Report.State


@read_report
@require_GET
def report(request: HttpRequest, report: Report) -> HttpResponse:
    """The content as it is frozen, in its own language; for those who write it, what can be done now."""
    may_write, may_read = request.user.has_perm(WRITE), may_read_content(request, report)
    context: dict[str, Any] = {
        "report": report,
        "name": template_name(report.template),
        "period": period_words(report.since, report.until),
        "subject": subject_name(report),
        "tone": TONES.get(report.state, "neutral"),
        "may_write": may_write,
        "may_read": may_read,
        "crumbs": crumbs_home(),
        "is_making": report.job is not None and report.job.is_live,
    }
    if report.snapshot is not None and may_read:
        with override(report.language):
            context["blocks"] = list(shown(document_of(report).blocks))
        context["signatures"] = signatures_of(report.snapshot)
        context["files"] = report.snapshot.files.select_related("file")
        context["is_whole"] = report.snapshot.is_whole
        context["formats"] = len(WRITERS)
    if may_write:
        context |= acts_on(request, report)
    return render(request, "reports/report.html", context)


def may_read_content(request: HttpRequest, report: Report) -> bool:
    """What was withdrawn is read by the centre alone; others read that it was."""
    return not report.is_withdrawn or request.user.has_perm(READ_ALL)


def acts_on(request: HttpRequest, report: Report) -> dict[str, Any]:
    """Its way so far, the steps from here, the places to sign."""
    signatures = signatures_of(report.snapshot) if report.snapshot is not None else []
    signers = {line["one"].person_id for line in signatures if line["one"] is not None}
    return {
        "steps": stepper_of(report),
        "trail": report.steps.select_related("actor").exclude(reason=""),
        "moves": steps_from(report.state),
        "signatures": signatures,
        "has_signed": request.user.pk in signers,
        "may_sign_as_head": request.user.has_perm(SIGN_AS_HEAD),
        "is_signed": bool(signatures) and all(line["one"] is not None for line in signatures),
        "is_own": report.created_by_id == request.user.pk,
    }


@written_report
@require_GET
def compare(request: HttpRequest, report: Report) -> HttpResponse:
    """Every figure asked again today, with the reasons where it differs."""
    if report.snapshot is None:
        raise Http404
    context = {
        "report": report,
        "at": report.snapshot.at,
        "found": comparison_with_today(report.snapshot),
        "crumbs": crumbs_of(report),
    }
    return render(request, "reports/compare.html", context)


@read_report
@require_GET
def content(request: HttpRequest, report: Report) -> HttpResponse:
    """The sealed text itself: whoever has it can count its SHA-256 again."""
    if report.snapshot is None or not may_read_content(request, report):
        raise Http404
    name = f"report-{report.reference or report.short_id}.json"
    return file_answer(report.snapshot.text, name=name, kind="application/json")


@read_report
@require_GET
def file(request: HttpRequest, report: Report, file_format: str) -> HttpResponse:
    found = SnapshotFile.objects.filter(snapshot=report.snapshot_id, format=file_format).select_related(
        "file"
    )
    one = found.filter(file__scan_state=StoredFile.Scan.CLEAN).first()
    if one is None or not may_read_content(request, report):
        raise Http404
    with one.file.content.open() as opened:
        return file_answer(opened.read(), name=one.file.shown_name, kind=one.file.content_type)
