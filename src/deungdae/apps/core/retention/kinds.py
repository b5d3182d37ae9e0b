"""The records of this app that end: mail that was sent, and what lists brought in held."""

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models import ImportRow, ImportRun, OutboxMessage, StoredFile
from deungdae.apps.core.retention.registry import GONE, RecordKind, deleting, register_record_kind

ENDED = (OutboxMessage.State.SENT, OutboxMessage.State.SETTLED)


def start_of(day: date) -> datetime:
    """The first moment of a day in Seoul."""
    return make_aware(datetime.combine(day, time()))


def old_messages(before: date) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(created_at__lt=start_of(before), state__in=ENDED)


def words_of_message(message: OutboxMessage) -> str:
    return f"{message.created_at:%Y-%m-%d} {message.template}"


def old_rows(before: date) -> QuerySet[ImportRow]:
    return ImportRow.objects.filter(run__created_at__lt=start_of(before))


def old_files(before: date) -> QuerySet[StoredFile]:
    runs = ImportRun.objects.filter(created_at__lt=start_of(before))
    return StoredFile.objects.filter(pk__in=runs.values("file")).exclude(shown_name=GONE)


def empty_files(keys: Sequence[int]) -> None:
    """With what the page showed of them."""
    empty_stored(keys)
    ImportRun.objects.filter(file__in=keys).update(preview={})


def empty_stored(keys: Sequence[int]) -> None:
    """The bytes and the name go; that there was a file stays."""
    for stored in StoredFile.objects.filter(pk__in=keys):
        if stored.content.name:
            transaction.on_commit(partial(stored.content.storage.delete, stored.content.name))
    StoredFile.objects.filter(pk__in=keys).update(shown_name=GONE)


register_record_kind(
    RecordKind("outbox_message", _("보낸 메일"), old_messages, deleting(OutboxMessage), words_of_message)
)
register_record_kind(RecordKind("import_row", _("가져오기의 오류 행"), old_rows, deleting(ImportRow)))
register_record_kind(RecordKind("import_file", _("가져온 명단 파일"), old_files, empty_files))
