"""From the request to the deleted file: every step checks the state it starts from, and is written down."""

import base64
import hashlib
import hmac
import io
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from msoffcrypto.format.ooxml import OOXMLFile

from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import (
    EXPORT_ASKED,
    EXPORT_DECIDED,
    FILE_DOWNLOADED,
    PEOPLE,
    PEOPLE_EXPORTED,
)
from deungdae.apps.core.audit.caller import HOUSE, Caller
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.exports.cells import workbook_of
from deungdae.apps.core.exports.kinds import KINDS
from deungdae.apps.core.files import discard_file, keep_file
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function
from deungdae.apps.core.jobs.services import enqueue_job
from deungdae.apps.core.models import PersonalExport, StoredFile
from deungdae.apps.core.models.exports import ROWS_WITHOUT_APPROVAL

MAKE = "core.make_personal_export"
KEPT_FOR = timedelta(hours=24)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
State = PersonalExport.State


def subject_of(export: PersonalExport) -> Subject:
    return Subject(PEOPLE, export.short_id, export.row_count)


def target_of(export: PersonalExport) -> str:
    return f"personal_export:{export.short_id}"


@transaction.atomic
def ask_export(*, kind: str, reason: str, caller: Caller) -> PersonalExport:
    """Ask for a file. Up to 1,000 rows it is made at once; beyond, somebody else has to approve."""
    words = " ".join(reason.split())
    if kind not in KINDS or len(words) < 5 or caller.user_id is None:
        raise RefusedError("no_reason", _("내보낼 명단을 고르고 이유를 5자 이상 적어 주십시오."))
    count = KINDS[kind].count()
    export = PersonalExport.objects.create(
        kind=kind, reason=words, row_count=count, asker_id=caller.user_id, asked_at=clock.now()
    )
    if count <= ROWS_WITHOUT_APPROVAL:
        approve(export)
    record_audit(
        act=EXPORT_ASKED, caller=caller, subject=subject_of(export), target=target_of(export), reason=words
    )
    return export


def approve(export: PersonalExport) -> None:
    """From now on the worker makes the file."""
    export.state, export.decided_at = State.APPROVED, clock.now()
    export.save(update_fields=["state", "decided_at", "approver"])
    enqueue_job(
        name=MAKE,
        title=str(KINDS[export.kind].title),
        arguments={"export": export.pk, "language": get_language()},
        idempotency_key=f"export:{export.short_id}",
        owner=export.asker,
    )


def locked(export: PersonalExport, *states: str) -> PersonalExport:
    """The export as it is now, held until the end of the transaction; refused in any other state."""
    found = PersonalExport.objects.select_for_update().get(pk=export.pk)
    if found.state not in states:
        text = _("지금 상태(%(state)s)에서는 할 수 없습니다. 화면을 새로 고쳐 확인해 주십시오.")
        raise RefusedError("wrong_state", text % {"state": found.get_state_display()})
    return found


@transaction.atomic
def decide_export(*, export: PersonalExport, is_approved: bool, caller: Caller) -> None:
    """A second person says yes or no; never the one who asked."""
    found = locked(export, State.ASKED)
    if caller.user_id is None or caller.user_id == found.asker_id:
        raise RefusedError("own_export", _("자기가 요청한 내보내기는 스스로 승인할 수 없습니다."))
    found.approver_id = caller.user_id
    if is_approved:
        approve(found)
    else:
        found.state, found.decided_at = State.REFUSED, clock.now()
        found.save(update_fields=["state", "decided_at", "approver"])
    words = _("승인") if is_approved else _("거절")
    record_audit(
        act=EXPORT_DECIDED, caller=caller, subject=subject_of(found), target=target_of(found), reason=words
    )


@job_function(MAKE)
def make_export(context: JobContext) -> None:
    """Write the workbook, encrypt it, keep it for a day."""
    export = PersonalExport.objects.get(pk=context.arguments["export"])
    kind = KINDS[export.kind]
    with context.in_language():
        lines = [[str(column) for column in kind.columns], *map(list, kind.rows())]
        if len(lines) - 1 > ROWS_WITHOUT_APPROVAL and export.approver_id is None:
            send_back(context, export, row_count=len(lines) - 1)
            return
        title, done = str(kind.title), _("암호를 건 파일을 만들었습니다.")
    plain = workbook_of([(title, lines, [24] * len(lines[0]))])
    seed = secrets.token_hex(32)
    name = f"{export.kind}-{clock.today():%Y%m%d}.xlsx"
    stored = keep_file(
        file=ContentFile(encrypted(plain, password_of(seed))),
        shown_name=name,
        content_type=XLSX,
        extension="xlsx",
        owner_id=export.asker_id,
    )
    try:
        finish(context, export, stored, seed=seed, row_count=len(lines) - 1, message=done)
    except BaseException:
        discard_file(stored=stored)
        raise


@transaction.atomic
def send_back(context: JobContext, export: PersonalExport, *, row_count: int) -> None:
    """The list has grown while the export waited: now somebody else has to approve it."""
    context.hold()
    found = locked(export, State.APPROVED)
    found.state, found.decided_at, found.row_count = State.ASKED, None, row_count
    found.save(update_fields=["state", "decided_at", "row_count"])
    text = _("그동안 명단이 %(count)s행을 넘어 다른 사람의 승인을 기다립니다.")
    message = text % {"count": f"{ROWS_WITHOUT_APPROVAL:,}"}
    context.finish(message=message, result_url=f"/exports/{found.short_id}/")
    record_audit(
        act=EXPORT_ASKED,
        caller=HOUSE,
        subject=subject_of(found),
        target=target_of(found),
        reason=found.reason,
    )


@transaction.atomic
def finish(
    context: JobContext,
    export: PersonalExport,
    stored: StoredFile,
    *,
    seed: str,
    row_count: int,
    message: str,
) -> None:
    """The last transaction of the job: the file is there, with its entry."""
    context.hold()
    found = locked(export, State.APPROVED)
    stored.scan_state = StoredFile.Scan.CLEAN
    stored.save()
    found.file, found.seed, found.state = stored, seed, State.MADE
    found.row_count, found.made_at = row_count, clock.now()
    found.save()
    context.finish(message=message, result_url=f"/exports/{found.short_id}/")
    record_audit(
        act=PEOPLE_EXPORTED,
        caller=HOUSE,
        subject=subject_of(found),
        target=target_of(found),
        fields=[str(column) for column in KINDS[found.kind].columns],
        reason=found.reason,
    )


def encrypted(plain: bytes, password: str) -> bytes:
    output = io.BytesIO()
    OOXMLFile(io.BytesIO(plain)).encrypt(password, output)
    return output.getvalue()


def password_of(seed: str) -> str:
    """Twenty characters out of the seed and our key: without either nobody can say it again."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"export:{seed}".encode(), hashlib.sha256).digest()
    return "-".join(base64.b32encode(digest).decode()[place : place + 5] for place in range(0, 20, 5))


@transaction.atomic
def show_password(*, export: PersonalExport) -> str:
    """The password, this once: its seed is forgotten here."""
    found = locked(export, State.MADE, State.DOWNLOADED)
    if not found.seed:
        raise RefusedError("shown", _("비밀번호는 한 번만 보여 드립니다. 잊었다면 새로 요청해 주십시오."))
    password = password_of(found.seed)
    found.seed = ""
    found.save(update_fields=["seed"])
    return password


@transaction.atomic
def take_file(*, export: PersonalExport, caller: Caller) -> StoredFile:
    """The file, for the one who asked; each time it is taken is an entry."""
    found = locked(export, State.MADE, State.DOWNLOADED)
    if found.file is None:
        raise RefusedError("gone", _("파일이 이미 지워졌습니다. 새로 요청해 주십시오."))
    found.state, found.downloaded_at = State.DOWNLOADED, clock.now()
    found.save(update_fields=["state", "downloaded_at"])
    record_audit(
        act=FILE_DOWNLOADED,
        caller=caller,
        subject=subject_of(found),
        target=target_of(found),
        reason=found.reason,
    )
    return found.file


def delete_old_files() -> int:
    """A chore of the worker: after a day the bytes go, what was asked and by whom stays."""
    old = PersonalExport.objects.filter(
        state__in=[State.MADE, State.DOWNLOADED], made_at__lt=clock.now() - KEPT_FOR
    )
    return sum(delete_file(export) for export in old)


@transaction.atomic
def delete_file(export: PersonalExport) -> bool:
    found = PersonalExport.objects.select_for_update().get(pk=export.pk)
    stored = found.file
    found.state, found.seed, found.file = State.EXPIRED, "", None
    found.save(update_fields=["state", "seed", "file"])
    if stored is not None:
        stored.delete()
        transaction.on_commit(lambda: discard_file(stored=stored))
    return True
