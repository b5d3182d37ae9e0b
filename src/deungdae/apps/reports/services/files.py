"""The published files: one content in four formats, made once by a job and kept."""

from collections.abc import Callable, Sequence

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from deungdae.apps.accounts.models import User
from deungdae.apps.core.answers import HWPX, PDF, XLSX
from deungdae.apps.core.files import discard_file, keep_file
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function
from deungdae.apps.core.jobs.services import enqueue_job
from deungdae.apps.core.models import StoredFile
from deungdae.apps.reports.documents.docx import report_docx
from deungdae.apps.reports.documents.hwpx import report_hwpx
from deungdae.apps.reports.documents.paper import Document, document_of
from deungdae.apps.reports.documents.pdf import report_pdf
from deungdae.apps.reports.documents.xlsx import report_xlsx
from deungdae.apps.reports.models import Report, SnapshotFile

WRITE_FILES = "reports.write_files"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Format = SnapshotFile.Format
WRITERS: dict[str, tuple[Callable[[Document], bytes], str]] = {
    Format.HWPX: (report_hwpx, HWPX),
    Format.PDF: (report_pdf, PDF),
    Format.DOCX: (report_docx, DOCX),
    Format.XLSX: (report_xlsx, XLSX),
}
"""Format → its writer and the type of what it writes."""
Tell = Callable[[int, str], None]


def ask_files(*, report: Report, actor: User | None) -> Report:
    report.job = enqueue_job(
        name=WRITE_FILES,
        title=_("보고서 파일 만들기: {title}").format(title=report.title)[:200],
        arguments={"report": report.pk, "language": report.language},
        idempotency_key=f"{WRITE_FILES}:{report.short_id}",
        owner=actor,
    )
    report.save(update_fields=["job"])
    return report


@job_function(WRITE_FILES)
def write_files_job(context: JobContext) -> None:
    report = Report.objects.select_related("snapshot").get(pk=context.arguments["report"])
    with context.in_language():
        stored = written(report, tell=context.tell)
        with transaction.atomic():
            context.hold()
            keep_files(report, stored)
            context.finish(
                message=_("보고서를 네 형식의 파일로 만들었습니다."),
                result_url=reverse("reports:report", args=[report.public_id]),
            )


def write_files(report: Report) -> None:
    """Write and keep them at once (demo, tests)."""
    with override(report.language):
        keep_files(report, written(report, tell=lambda _percent, _step: None))


def written(report: Report, *, tell: Tell) -> list[tuple[str, StoredFile]]:
    """The bytes lie in the store, the rows do not yet; what was written goes when somebody stops the job."""
    assert report.snapshot is not None  # noqa: S101  # nosec - the database holds it of published ones
    there = set(report.snapshot.files.values_list("format", flat=True))
    waiting = [format_ for format_ in WRITERS if format_ not in there]
    document, stored = document_of(report), list[tuple[str, StoredFile]]()
    try:
        for place, format_ in enumerate(waiting):
            tell(
                100 * place // len(waiting),
                _("{format} 파일을 쓰고 있습니다.").format(format=format_.upper()),
            )
            writer, kind = WRITERS[format_]
            stored.append((format_, kept_file(report, format_, writer(document), kind)))
    except BaseException:
        for _format, one in stored:
            discard_file(stored=one)
        raise
    return stored


def kept_file(report: Report, format_: str, content: bytes, kind: str) -> StoredFile:
    return keep_file(
        file=ContentFile(content),
        shown_name=f"{report.reference}-{report.title}.{format_}",
        content_type=kind,
        extension=format_,
        owner_id=None,
    )


@transaction.atomic
def keep_files(report: Report, stored: Sequence[tuple[str, StoredFile]]) -> None:
    """What the house wrote itself needs no scan."""
    snapshot = report.snapshot
    assert snapshot is not None  # noqa: S101  # nosec - the database holds it of published ones
    for format_, one in stored:
        one.scan_state = StoredFile.Scan.CLEAN
        one.save()
        SnapshotFile.objects.create(snapshot=snapshot, format=format_, file=one)
