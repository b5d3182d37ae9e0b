"""The files that a notice may carry: how each begins, what must be inside, its type. No Django here."""

from dataclasses import dataclass

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = "application/vnd.openxmlformats-officedocument."
MOST_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileKind:
    """`start`: how it begins; `inside`: a part that an archive or OLE file of this kind has."""

    start: tuple[bytes, ...]
    content_type: str
    inside: str = ""


KINDS = {
    "pdf": FileKind((b"%PDF-",), "application/pdf"),
    "hwpx": FileKind((ZIP,), "application/hwp+zip", "Contents/content.hpf"),
    "hwp": FileKind((OLE,), "application/x-hwp", "FileHeader"),
    "docx": FileKind((ZIP,), f"{OFFICE}wordprocessingml.document", "word/document.xml"),
    "xlsx": FileKind((ZIP,), f"{OFFICE}spreadsheetml.sheet", "xl/workbook.xml"),
    "pptx": FileKind((ZIP,), f"{OFFICE}presentationml.presentation", "ppt/presentation.xml"),
    "doc": FileKind((OLE,), "application/msword", "WordDocument"),
    "xls": FileKind((OLE,), "application/vnd.ms-excel", "Workbook"),
    "ppt": FileKind((OLE,), "application/vnd.ms-powerpoint", "PowerPoint Document"),
    "zip": FileKind((ZIP, b"PK\x05\x06"), "application/zip"),
    "png": FileKind((b"\x89PNG\r\n\x1a\n",), "image/png"),
    "jpg": FileKind((b"\xff\xd8\xff",), "image/jpeg"),
    "jpeg": FileKind((b"\xff\xd8\xff",), "image/jpeg"),
    "gif": FileKind((b"GIF87a", b"GIF89a"), "image/gif"),
    "txt": FileKind((), "text/plain; charset=utf-8"),
    "csv": FileKind((), "text/csv; charset=utf-8"),
}
ACCEPT = ",".join(f".{ending}" for ending in KINDS)
PROGRAMS = (
    "exe dll com scr pif cpl msi msp bat cmd ps1 psm1 vbs vbe js jse wsf wsh hta lnk reg jar apk sh app"
    " dmg iso"
)
WITH_MACROS = "docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm"
DANGEROUS = frozenset(f"{PROGRAMS} {WITH_MACROS}".split())
"""Endings of programs and of documents with macros: not inside an archive either."""


def ending_of(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
