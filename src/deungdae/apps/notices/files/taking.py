"""Taking a file that somebody sends: judged by name, size and content before anything is kept of it."""

from dataclasses import dataclass

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core.errors import refused
from deungdae.apps.core.files import keep_file
from deungdae.apps.core.imports.services import shown_name
from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.resident.refusing import kept_for_a_moment
from deungdae.apps.notices.files.kinds import KINDS, MOST_BYTES, ending_of
from deungdae.apps.notices.files.looking import Looked, look

KINDS_WORDS = "PDF, HWPX, HWP, DOCX, XLSX, PPTX, DOC, XLS, PPT, ZIP, PNG, JPG, GIF, TXT, CSV"


@dataclass(frozen=True, slots=True)
class Judged:
    """A file that may be kept: under which name, of which kind, and what it says."""

    name: str
    ending: str
    looked: Looked


def judged(file: UploadedFile) -> Judged:
    """RefusedError names the file, what is wrong with it, and the way out."""
    name = shown_name(file.name or "")
    ending = known_ending(name, file.size or 0)
    with kept_for_a_moment(file) as path:
        return Judged(name, ending, look(path, name=name, ending=ending))


def known_ending(name: str, size: int) -> str:
    ending = ending_of(name)
    if ending not in KINDS:
        template = _("‘{name}’(은/는) 올릴 수 없는 형식입니다. {kinds} 가운데 하나로 올려 주십시오.")
        raise refused("file_kind", template, name=name[:80], kinds=KINDS_WORDS)
    if size > MOST_BYTES:
        template = _(
            "‘{name}’(은/는) {size} MB입니다. 파일 하나는 {most} MB까지 올릴 수 있으니 나누거나 줄이십시오."
        )
        megabytes = -(-size // (1024 * 1024))
        raise refused("file_large", template, name=name[:80], size=megabytes, most=MOST_BYTES >> 20)
    if not size:
        raise refused(
            "file_empty", _("‘{name}’(은/는) 빈 파일입니다. 내용을 확인해 주십시오."), name=name[:80]
        )
    return ending


def stored_file(file: File, *, name: str, ending: str, actor: User | None) -> StoredFile:
    """The bytes of a judged file, written; its row is the caller's to save."""
    stored = keep_file(
        file=file,
        shown_name=name,
        content_type=KINDS[ending].content_type,
        extension=ending,
        owner_id=actor.pk if actor is not None else None,
    )
    stored.scan_state = StoredFile.Scan.CLEAN
    return stored
