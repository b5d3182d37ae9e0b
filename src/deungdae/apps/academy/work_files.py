"""What files people may hand in: known by how they begin and by their ending, and not too big."""

from django.core.files import File
from django.utils.translation import gettext as _

from deungdae.apps.core.errors import refused

MOST_FILES, MOST_BYTES = 3, 20 * 1024 * 1024
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "pdf": (b"%PDF-", "application/pdf"),
    "png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "jpg": (b"\xff\xd8\xff", "image/jpeg"),
    "jpeg": (b"\xff\xd8\xff", "image/jpeg"),
    "docx": (ZIP, f"{OFFICE}wordprocessingml.document"),
    "xlsx": (ZIP, f"{OFFICE}spreadsheetml.sheet"),
    "pptx": (ZIP, f"{OFFICE}presentationml.presentation"),
    "hwpx": (ZIP, "application/hwp+zip"),
    "hwp": (OLD_OFFICE, "application/x-hwp"),
    "zip": (ZIP, "application/zip"),
}
"""Ending → how such a file begins, and its type."""


def kind_of(file: File) -> tuple[str, str]:
    """Its ending and type; RefusedError for one that is too big or not what its name says."""
    name = str(file.name)
    if file.size > MOST_BYTES:
        template = _("‘{name}’(은/는) 20 MB보다 큽니다. 줄이거나 나누어 다시 올려 주십시오.")
        raise refused("file_too_big", template, name=name[:80])
    if not file.size:
        template = _("‘{name}’(은/는) 빈 파일입니다. 내용을 확인하고 다시 올려 주십시오.")
        raise refused("file_empty", template, name=name[:80])
    ending = name.rpartition(".")[2].lower()
    start, kind = KINDS.get(ending, (b"", ""))
    head = file.read(16)
    file.seek(0)
    if not kind or not head.startswith(start):
        template = _(
            "‘{name}’(은/는) 받지 않는 파일입니다. PDF, 그림(PNG, JPG), 한글(HWP, HWPX), 오피스(DOCX, XLSX,"
            " PPTX), ZIP 가운데 하나로 다시 올려 주십시오."
        )
        raise refused("file_kind", template, name=name[:80])
    return ending, kind
