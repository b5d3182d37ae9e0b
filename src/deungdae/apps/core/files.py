"""Keeping a file under our own name, described by what it is."""

import hashlib

from django.core.files import File

from deungdae.apps.core.ids import new_public_id, short
from deungdae.apps.core.models import StoredFile


def keep_file(
    *, file: File, shown_name: str, content_type: str, extension: str, owner_id: int | None
) -> StoredFile:
    """The bytes are written, the row not: save it in the transaction that needs it, or discard the file."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    public_id = new_public_id()
    stored = StoredFile(
        public_id=public_id,
        shown_name=shown_name,
        content_type=content_type,
        size=file.size,
        sha256=digest.hexdigest(),
        owner_id=owner_id,
    )
    stored.content.save(f"{short(public_id)}.{extension}", file, save=False)
    return stored


def discard_file(*, stored: StoredFile) -> None:
    """Take the bytes away; the row, if there was one, is the caller's."""
    stored.content.delete(save=False)
