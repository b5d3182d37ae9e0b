"""What a file really is, by its first bytes; its name may say otherwise. No Django here."""

import re

ZIP, OLE, PDF, TEXT, EMPTY = "zip", "ole", "pdf", "text", "empty"
HTML, XML, PICTURE, BINARY = "html", "xml", "picture", "binary"
HEAD_BYTES = 8192
FEW_CONTROLS = 8
MARKS = {
    ZIP: (b"PK\x03\x04", b"PK\x05\x06"),
    OLE: (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
    PDF: (b"%PDF",),
    PICTURE: (b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
    TEXT: (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"),
}
EXTENSIONS = {"xlsx": ZIP, "csv": TEXT}


def extension_of(name: str) -> str:
    """The letters after the last dot, in lower case."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def kind_of(head: bytes) -> str:
    """The kind of content that begins with these bytes."""
    if not head:
        return EMPTY
    for kind, marks in MARKS.items():
        if head.startswith(marks):
            return kind
    return kind_of_text(head)


def kind_of_text(head: bytes) -> str:
    start = head.lstrip()[:512].lower()
    if re.match(rb"<!doctype html|<html|<table|<meta|<head|<body", start):
        return HTML
    if start.startswith(b"<?xml"):
        return HTML if b"<html" in start else XML
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return BINARY if controls >= FEW_CONTROLS and controls * 20 > len(head) else TEXT


def ole_kind(head_and_directory: bytes) -> str:
    """Which program wrote an OLE file: the names of its streams say it."""
    if "EncryptedPackage".encode("utf-16-le") in head_and_directory:
        return "encrypted"
    if "HwpSummaryInformation".encode("utf-16-le") in head_and_directory:
        return "hwp"
    if any(name.encode("utf-16-le") in head_and_directory for name in ("Workbook", "Book")):
        return "xls"
    return "other"
