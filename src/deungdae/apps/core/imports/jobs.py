"""The two jobs of an import: check (read, match, understand, compare) and apply (all or nothing)."""

from functools import partial
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.files import discard_file
from deungdae.apps.core.imports import checking, kinds, mapping, reader, selectors, services
from deungdae.apps.core.imports.checking import Checked
from deungdae.apps.core.imports.frame import IMPORTERS, Importer, Person, Tell
from deungdae.apps.core.imports.turns import take_turn
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function
from deungdae.apps.core.models import ImportRow, ImportRun, StoredFile
from deungdae.apps.core.reading_direction import shown
from deungdae.apps.core.resident.refusing import CODE as RESIDENT_NUMBER

MAX_KEPT_ISSUES = 50_000
IN_ONE_INSERT = 1_000


@job_function("core.check_import")
def check_import(context: JobContext) -> None:
    """Read the file and judge every row; nothing but the run itself is written."""
    run = ImportRun.objects.select_related("file").get(pk=context.arguments["run"])
    with context.in_language():
        try:
            checked = judge(run, tell=context.tell)
        except RefusedError as error:
            with transaction.atomic():
                context.hold()
                keep_refusal(run, error)
            raise
        with transaction.atomic():
            context.hold()
            keep_verdict(run, checked)
            context.finish(message=summary_of(run), result_url=page_of(run))


def judge(run: ImportRun, *, tell: Tell) -> Checked:
    """Everything that is known about the file of a run, read afresh."""
    importer = IMPORTERS[run.importer]
    path = Path(run.file.content.path)
    tell(2, _("파일을 읽는 중입니다."))
    with reader.read_file(path, extension=kinds.extension_of(str(run.file.content.name))) as reading:
        tell(25, _("열을 맞추는 중입니다."))
        return checking.check_reading(
            importer=importer,
            reading=reading,
            chosen=mapping.from_json(run.mapping),
            subject=run.subject,
            options=run.options,
            tell=tell,
        )


def keep_refusal(run: ImportRun, error: RefusedError) -> None:
    ImportRow.objects.filter(run=run).delete()
    ImportRun.objects.filter(pk=run.pk, state__in=services.CHECKABLE).update(
        state=ImportRun.State.FAILED, message=error.message, counts={}, preview={}
    )
    StoredFile.objects.filter(pk=run.file_id).update(scan_state=StoredFile.Scan.REFUSED)


def keep_verdict(run: ImportRun, checked: Checked) -> None:
    """Write what the check found in place of what an earlier check found."""
    current = ImportRun.objects.select_for_update().get(pk=run.pk)
    if current.state not in services.CHECKABLE:
        raise services.refused_state(current)
    ImportRow.objects.filter(run=run).delete()
    rows = (
        ImportRow(
            run=run,
            sheet=issue.sheet[:100],
            row_number=issue.row,
            column=issue.column[:200],
            value=shown(issue.value[:1_000].replace("\x00", "")),
            code=issue.code[:60],
            message=issue.message,
            remedy=issue.remedy,
            is_warning=issue.is_warning,
        )
        for issue in checked.issues[:MAX_KEPT_ISSUES]
    )
    ImportRow.objects.bulk_create(rows, batch_size=IN_ONE_INSERT)
    run.state, run.message = checked.state, checked.message
    run.mapping, run.preview, run.counts = checked.mapping, checked.preview, checked.counts
    run.options_hash = services.digest_of_choices(run.options, run.mapping)
    run.save(update_fields=["state", "message", "mapping", "preview", "counts", "options_hash"])
    has_number = any(issue.code == RESIDENT_NUMBER for issue in checked.issues)
    scan = StoredFile.Scan.REFUSED if has_number else StoredFile.Scan.CLEAN
    StoredFile.objects.filter(pk=run.file_id).update(scan_state=scan)
    if has_number:
        transaction.on_commit(partial(discard_file, stored=run.file))


def summary_of(run: ImportRun) -> str:
    if run.message:
        return run.message
    if run.state == ImportRun.State.CHECKED and selectors.changes_nothing(run=run):
        return _("%(rows)s행을 검사했습니다. 모두 등록된 내용과 같아 바뀌는 것이 없습니다.") % run.counts
    return _("%(rows)s행을 검사했습니다. 오류 %(errors)s건, 새로 %(created)s, 변경 %(changed)s.") % run.counts


def page_of(run: ImportRun) -> str:
    return reverse("core:import_detail", args=[run.public_id])


@job_function("core.apply_import")
def apply_import(context: JobContext) -> None:
    """Apply the rows of a checked run in one transaction with the job's own end."""
    run = ImportRun.objects.select_related("file").get(pk=context.arguments["run"])
    importer = IMPORTERS[run.importer]
    with context.in_language():
        parsed = parse_again(run, tell=context.tell)
        context.tell(50, _("반영하는 중입니다. 이제부터는 모두 반영되거나 하나도 반영되지 않습니다."))
        with transaction.atomic():
            context.hold()
            apply_parsed(run, importer, parsed, context)


def parse_again(run: ImportRun, *, tell: Tell) -> Checked:
    """The rows of the file once more, understood but not yet compared."""
    importer = IMPORTERS[run.importer]
    tell(2, _("파일을 다시 읽는 중입니다."))
    with reader.read_file(
        Path(run.file.content.path), extension=kinds.extension_of(str(run.file.content.name))
    ) as reading:
        return checking.parse_reading(
            importer=importer,
            reading=reading,
            found=mapping.from_json(run.mapping),
            subject=run.subject,
            options=run.options,
            tell=tell,
        )


def apply_parsed(run: ImportRun, importer: Importer, parsed: Checked, context: JobContext) -> None:
    """Inside the one transaction: check against the records of this moment, write, mark, end the job."""
    take_turn(f"import:{run.importer}:{run.subject}")
    current = ImportRun.objects.select_for_update(of=("self",)).select_related("file").get(pk=run.pk)
    if current.state != ImportRun.State.CHECKED:
        raise services.refused_state(current)
    services.refuse_twice(current)
    quiet: Tell = lambda percent, step: None  # noqa: E731
    verdict = importer.check(parsed.data, tell=quiet)
    errors = [issue for issue in (*parsed.issues, *verdict.issues) if not issue.is_warning]
    if errors:
        raise RefusedError(
            "import_changed",
            _(
                "검사한 뒤에 자료가 바뀌어 반영할 수 없습니다(%(sheet)s %(row)s행: %(message)s). "
                "다시 검사해 주십시오."
            )
            % {"sheet": errors[0].sheet, "row": errors[0].row, "message": errors[0].message},
        )
    actor = actor_of(context)
    try:
        with transaction.atomic():
            outcome = importer.apply(parsed.data, run=current, actor=actor, tell=quiet)
    except IntegrityError as error:
        raise RefusedError(
            "import_changed",
            _("검사하는 사이에 같은 자료가 등록되어 반영할 수 없습니다. 다시 검사해 주십시오."),
        ) from error
    current.counts = checking.counts_document(
        parsed, outcome.counts, warnings=current.counts.get("warnings", 0)
    )
    current.undo_log = outcome.undo_log
    current.state, current.applied_at = ImportRun.State.APPLIED, clock.now()
    current.message = ""
    try:
        with transaction.atomic():
            current.save(update_fields=["counts", "undo_log", "state", "applied_at", "message"])
    except IntegrityError as error:
        raise RefusedError("import_twice", _("같은 파일이 이미 반영되었습니다.")) from error
    context.finish(
        message=_("%(created)s건을 새로 등록하고 %(changed)s건을 고쳤습니다. %(unchanged)s건은 그대로입니다.")
        % current.counts,
        result_url=page_of(current),
    )


def actor_of(context: JobContext) -> Person | None:
    return get_user_model()._default_manager.filter(pk=context.arguments["actor"]).first()


@job_function("core.undo_import")
def undo_import(context: JobContext) -> None:
    """Take the changes of a run back, in one transaction with the job's own end."""
    run = ImportRun.objects.select_related("file").get(pk=context.arguments["run"])
    with context.in_language():
        context.tell(10, _("되돌리는 중입니다. 모두 되돌려지거나 하나도 되돌려지지 않습니다."))
        with transaction.atomic():
            context.hold()
            services.undo_import(run=run, actor=actor_of(context))
            context.finish(
                message=_("파일 ‘%(name)s’의 반영을 되돌렸습니다.") % {"name": run.file.shown_name},
                result_url=page_of(run),
            )
