"""Archives with the files of old posts: kept until an import takes from them."""

import unicodedata
import zipfile
from pathlib import Path, PurePosixPath
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.files import discard_file
from deungdae.apps.core.imports.services import shown_name
from deungdae.apps.core.resident.refusing import kept_for_a_moment
from deungdae.apps.notices.files.looking import LIMITS
from deungdae.apps.notices.files.taking import known_ending, stored_file
from deungdae.apps.notices.models import OldFiles

UTF8_FLAG = 0x800
OLD_KOREAN = "cp949"


def keep_old_files(*, file: UploadedFile, key: UUID, actor: User | None) -> OldFiles:
    """The archive as it came, with what is in it; the same form sent twice keeps one."""
    made = OldFiles.objects.filter(key=key).first()
    if made is not None:
        return made
    name = shown_name(file.name or "")
    if known_ending(name, file.size or 0) != "zip":
        raise refused(
            "file_kind", _("‘{name}’(은/는) ZIP이 아닙니다. ZIP으로 묶어 올려 주십시오."), name=name[:80]
        )
    with kept_for_a_moment(file) as path:
        names = [[shown, size] for shown, size in names_in(path).values()]
    stored = stored_file(file, name=name, ending="zip", actor=actor)
    try:
        with transaction.atomic():
            stored.save()
            return OldFiles.objects.create(file=stored, names=names, key=key, sent_at=clock.now())
    except Exception:
        discard_file(stored=stored)
        raise


def names_in(path: Path) -> dict[str, tuple[str, int]]:
    """Of each file: the name that the archive calls it by → as a person knows it, its size."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        message = _("압축 파일이 손상되었거나 끝까지 올라오지 않았습니다. 다시 묶어 올려 주십시오.")
        raise RefusedError("file_damaged", message) from error
    if not entries:
        raise RefusedError("file_empty", _("압축 파일 안에 파일이 없습니다."))
    if len(entries) > LIMITS.entries:
        template = _("압축 파일에 파일이 {count}개 있습니다. {most}개까지 나누어 올려 주십시오.")
        raise refused("many", template, count=len(entries), most=LIMITS.entries)
    return {one.filename: (known_name(one), one.file_size) for one in entries}


def known_name(entry: zipfile.ZipInfo) -> str:
    """Programs of Windows in Korean write names in their own code and do not say so."""
    name = entry.filename
    if not entry.flag_bits & UTF8_FLAG:
        try:
            name = name.encode("cp437").decode(OLD_KOREAN)
        except UnicodeError:
            name = entry.filename
    return PurePosixPath(unicodedata.normalize("NFC", name.replace("\\", "/"))).name[:200]
