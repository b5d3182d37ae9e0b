"""Sending a list in, checking it, applying it once, taking it back."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from pathlib import PurePath
from typing import cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files import File
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.files import discard_file, keep_file
from deungdae.apps.core.imports import kinds, mapping, reader
from deungdae.apps.core.imports.frame import IMPORTERS, Importer, Person
from deungdae.apps.core.imports.selectors import changes_nothing, is_applied_already
from deungdae.apps.core.imports.turns import take_turn
from deungdae.apps.core.jobs.services import enqueue_job
from deungdae.apps.core.models import ImportRun, Job, StoredFile
from deungdae.engine.kernel.korean import sentence

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
CHECKABLE = (
    ImportRun.State.UPLOADED,
    ImportRun.State.MAPPED,
    ImportRun.State.CHECKED,
    ImportRun.State.REJECTED,
    ImportRun.State.FAILED,
)


def start_import(
    *,
    importer: str,
    subject: str,
    file: File,
    actor: Person | None,
    options: Mapping[str, str] | None = None,
) -> ImportRun:
    """Keep the file and have it checked. RefusedError when it can be seen at once that it is no list."""
    kind = IMPORTERS[importer]
    stored = store_file(file=file, actor=actor)
    chosen = {**kind.defaults(), **(options or {})}
    try:
        with transaction.atomic():
            stored.save()
            run = ImportRun.objects.create(
                importer=importer,
                subject=subject,
                file=stored,
                file_hash=stored.sha256,
                options=chosen,
                options_hash=digest_of_choices(chosen, {}),
                created_by_id=actor.pk if actor else None,
            )
            request_check(run=run, importer=kind, actor=actor)
    except Exception:
        discard_file(stored=stored)
        raise
    return run


def store_file(*, file: File, actor: Person | None) -> StoredFile:
    """The file under our own name, not yet written to the database."""
    name = shown_name(file.name or "")
    head = file.read(kinds.HEAD_BYTES)
    reader.check_name_and_head(name=name, size=file.size, head=head)
    file.seek(0)
    extension = kinds.extension_of(name)
    return keep_file(
        file=file,
        shown_name=name,
        content_type=CONTENT_TYPES[extension],
        extension=extension,
        owner_id=actor.pk if actor else None,
    )


def shown_name(name: str) -> str:
    """The name as the person knows it: no folders, no control characters, not too long."""
    last = PurePath(name.replace("\\", "/")).name
    clean = "".join(letter for letter in unicodedata.normalize("NFC", last) if letter.isprintable())
    stem, dot, extension = clean.rpartition(".")
    return f"{stem[:200]}{dot}{extension[:40]}" or "?"


def digest_of_choices(options: Mapping[str, str], found: Mapping[str, object]) -> str:
    """What tells two imports of the same file apart: what was chosen, and how the columns are read."""
    text = json.dumps([options, found], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def request_check(*, run: ImportRun, importer: Importer, actor: Person | None) -> Job:
    title = _("가져오기 검사: %(name)s") % {"name": run.file.shown_name}
    run.job = ask(run, act="check", title=title, actor=actor)
    return run.job


def ask(run: ImportRun, *, act: str, title: str, actor: Person | None) -> Job:
    """Have the worker do one act on a run."""
    job = enqueue_job(
        name=f"core.{act}_import",
        title=title,
        arguments={"run": run.pk, "language": get_language(), "actor": actor.pk if actor else None},
        idempotency_key=f"import-{act}:{run.short_id}",
        owner=cast("AbstractBaseUser | None", actor),
    )
    ImportRun.objects.filter(pk=run.pk).update(job=job)
    return job


@transaction.atomic
def check_again(
    *, run: ImportRun, chosen: mapping.FileMapping, options: Mapping[str, str], actor: Person | None
) -> Job:
    """Check with the columns and options that a person has chosen; empty `chosen` guesses afresh."""
    locked = ImportRun.objects.select_for_update(of=("self",)).select_related("file").get(pk=run.pk)
    if locked.state not in CHECKABLE:
        raise refused_state(locked)
    importer = IMPORTERS[locked.importer]
    locked.state, locked.message = ImportRun.State.UPLOADED, ""
    locked.mapping = mapping.as_json(chosen)
    locked.options = {**importer.defaults(), **options}
    locked.options_hash = digest_of_choices(locked.options, locked.mapping)
    locked.save(update_fields=["state", "message", "mapping", "options", "options_hash"])
    return request_check(run=locked, importer=importer, actor=actor)


@transaction.atomic
def apply_import(*, run: ImportRun, actor: Person | None) -> Job:
    """Have the checked rows applied, all or none."""
    locked = ImportRun.objects.select_for_update(of=("self",)).select_related("file").get(pk=run.pk)
    if locked.state != ImportRun.State.CHECKED:
        raise refused_state(locked)
    refuse_twice(locked)
    if changes_nothing(run=locked):
        raise RefusedError("import_nothing", _("모든 행이 등록된 내용과 같아 반영할 것이 없습니다."))
    title = _("가져오기 반영: %(name)s") % {"name": locked.file.shown_name}
    return ask(locked, act="apply", title=title, actor=actor)


def refuse_twice(run: ImportRun) -> None:
    """The same file with the same choices is applied once."""
    if is_applied_already(run=run):
        raise RefusedError(
            "import_twice",
            sentence(
                _("파일 ‘{name}’(은/는) 같은 설정으로 이미 반영되어 있어 다시 반영할 것이 없습니다."),
                {"name": run.file.shown_name},
            ),
        )


@transaction.atomic
def start_undo(*, run: ImportRun, actor: Person | None) -> Job:
    """Have the changes of a run taken back; 100,000 rows take most of a minute."""
    locked = ImportRun.objects.select_for_update(of=("self",)).select_related("file").get(pk=run.pk)
    if locked.state != ImportRun.State.APPLIED:
        raise refused_state(locked)
    obstacle = IMPORTERS[locked.importer].undo_obstacle(locked)
    if obstacle:
        raise RefusedError("import_undo", obstacle)
    title = _("가져오기 되돌리기: %(name)s") % {"name": locked.file.shown_name}
    return ask(locked, act="undo", title=title, actor=actor)


@transaction.atomic
def undo_import(*, run: ImportRun, actor: Person | None) -> None:
    """Take back what the run changed, while nothing depends on it."""
    locked = ImportRun.objects.select_for_update(of=("self",)).select_related("file").get(pk=run.pk)
    if locked.state != ImportRun.State.APPLIED:
        raise refused_state(locked)
    take_turn(f"import:{locked.importer}:{locked.subject}")
    obstacle = IMPORTERS[locked.importer].undo_obstacle(locked)
    if obstacle:
        raise RefusedError("import_undo", obstacle)
    IMPORTERS[locked.importer].undo(run=locked, actor=actor)
    locked.state, locked.undone_at = ImportRun.State.UNDONE, clock.now()
    locked.save(update_fields=["state", "undone_at"])


def refused_state(run: ImportRun) -> RefusedError:
    return RefusedError(
        "import_state",
        _("지금 상태(%(state)s)에서는 할 수 없습니다. 화면을 새로 고쳐 확인해 주십시오.")
        % {"state": run.get_state_display()},
    )
