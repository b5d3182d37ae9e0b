"""Attaching files: looked into first, kept under our own name, described where they are pictures."""

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.files import discard_file
from deungdae.apps.core.imports.services import shown_name
from deungdae.apps.core.models import StoredFile
from deungdae.apps.notices.files.kinds import KINDS, ending_of
from deungdae.apps.notices.files.looking import Looked
from deungdae.apps.notices.files.taking import judged, known_ending, stored_file
from deungdae.apps.notices.models import Attachment, Notice
from deungdae.apps.notices.services.notices import lock_notice
from deungdae.apps.notices.services.searching import index_notices

MOST_FILES = 20


def attach(
    *, notice: Notice, file: UploadedFile, description: str, key: UUID, actor: User | None
) -> Attachment:
    """The file as the next of the notice; the same form sent twice attaches it once."""
    made = Attachment.objects.filter(key=key).first()
    if made is not None:
        return made
    name = shown_name(file.name or "")
    require_description(name, known_ending(name, file.size or 0), description)
    found = judged(file)
    stored = stored_file(file, name=found.name, ending=found.ending, actor=actor)
    try:
        return written(notice, stored, found.looked, description=description, key=key)
    except Exception:
        discard_file(stored=stored)
        raise


def require_description(name: str, ending: str, description: str) -> None:
    if KINDS[ending].content_type.startswith("image/") and not description.strip():
        template = _(
            "‘{name}’(은/는) 그림입니다. 보지 못하는 사람을 위해 그림이 무엇을 보이는지 ‘설명’에 적으십시오."
        )
        raise refused("no_description", template, name=name[:80])


@transaction.atomic
def written(
    notice: Notice, stored: StoredFile, looked: Looked, *, description: str, key: UUID | None
) -> Attachment:
    notice = lock_notice(notice)
    mine = Attachment.objects.filter(notice=notice)
    if mine.count() >= MOST_FILES:
        raise refused("many_files", _("붙임은 {most}개까지 올릴 수 있습니다."), most=MOST_FILES)
    twin = mine.filter(file__sha256=stored.sha256).select_related("file").first()
    if twin is not None:
        template = _("같은 내용의 파일 ‘{name}’(이/가) 이미 붙어 있습니다.")
        raise refused("file_twice", template, name=twin.file.shown_name[:80])
    stored.save()
    last = mine.aggregate(last=Max("number"))["last"] or 0
    made = Attachment.objects.create(
        notice=notice,
        file=stored,
        number=last + 1,
        description=description.strip(),
        reading=reading_of(looked),
        text=looked.text,
        key=key,
    )
    Notice.objects.filter(pk=notice.pk).update(changed_at=clock.now())
    index_notices([notice.pk])
    return made


def reading_of(looked: Looked) -> str:
    if not looked.text:
        return Attachment.Reading.NONE
    return Attachment.Reading.CUT if looked.is_cut else Attachment.Reading.READ


@transaction.atomic
def detach(*, attachment: Attachment) -> None:
    """The file goes, bytes and all; a picture that a press notice stands on may go too."""
    notice = lock_notice(attachment.notice)
    found = Attachment.objects.filter(pk=attachment.pk, notice=notice).select_related("file").first()
    if found is None:
        raise RefusedError("gone", _("이미 지운 붙임입니다."))
    stored = found.file
    found.delete()
    stored.delete()
    transaction.on_commit(lambda: discard_file(stored=stored))
    Notice.objects.filter(pk=notice.pk).update(changed_at=clock.now())
    index_notices([notice.pk])


@transaction.atomic
def describe(*, attachment: Attachment, description: str) -> None:
    require_description(attachment.file.shown_name, ending_of(attachment.file.shown_name), description)
    Attachment.objects.filter(pk=attachment.pk).update(description=description.strip())


def count_download(*, attachment: Attachment) -> None:
    Attachment.objects.filter(pk=attachment.pk).update(downloads=F("downloads") + 1)
