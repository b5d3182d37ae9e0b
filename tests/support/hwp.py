"""Small HWP 5 documents, byte by byte, in an OLE file without short streams."""

import struct
import zlib

SECTOR = 512
SHORTEST = 4096
END, FREE, FAT, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5
PARAGRAPH_HEAD, PARAGRAPH_TEXT = 66, 67
COMPRESSED, PASSWORD, DISTRIBUTION = 1, 2, 4


def hwp_of(*paragraphs: str, flags: int = COMPRESSED, preview: str = "") -> bytes:
    """A document whose one section holds these paragraphs; characters below 32 are controls."""
    section = b"".join(
        record(PARAGRAPH_HEAD, bytes(22)) + record(PARAGRAPH_TEXT, (text + "\r").encode("utf-16-le"))
        for text in paragraphs
    )
    packer = zlib.compressobj(wbits=-15)
    return ole_of(
        {
            "FileHeader": b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, flags),
            "PrvText": preview.encode("utf-16-le"),
        },
        folder="BodyText",
        content=packer.compress(section) + packer.flush() if flags & COMPRESSED else section,
    )


def record(tag: int, content: bytes) -> bytes:
    if len(content) < 0xFFF:
        return struct.pack("<I", tag | len(content) << 20) + content
    return struct.pack("<II", tag | 0xFFF << 20, len(content)) + content


def ole_of(streams: dict[str, bytes], *, folder: str, content: bytes) -> bytes:
    """An OLE file with these streams, and one folder with the stream Section0."""
    contents = [data.ljust(SHORTEST, b"\0") for data in [*streams.values(), content]]
    sectors, chain, starts = [], [], []
    for data in contents:
        starts.append(len(sectors))
        pieces = [data[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(data), SECTOR)]
        chain += [*range(len(sectors) + 1, len(sectors) + len(pieces)), END]
        sectors += pieces

    last = len(streams) + 1
    entries = [entry("Root Entry", ROOT, child=1)]
    for place, (name, start, data) in enumerate(zip(streams, starts, contents, strict=False), 1):
        entries.append(entry(name, STREAM, after=place + 1, start=start, size=len(data)))
    entries.append(entry(folder, STORAGE, child=last + 1))
    entries.append(entry("Section0", STREAM, start=starts[-1], size=len(contents[-1])))
    directory = b"".join(entries).ljust(2 * SECTOR, b"\0")

    first_of_directory = len(sectors)
    sectors += [directory[:SECTOR], directory[SECTOR:]]
    chain += [first_of_directory + 1, END]
    of_table = len(sectors)
    table = struct.pack(f"<{len(chain) + 1}I", *chain, FAT)
    assert len(table) <= SECTOR, "one sector of the table is enough for small documents"
    return head(of_table, first_of_directory) + b"".join([*sectors, table.ljust(SECTOR, b"\xff")])


def head(of_table: int, of_directory: int) -> bytes:
    parts = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
    parts += bytes(6) + struct.pack("<9I", 0, 1, of_directory, 0, SHORTEST, END, 0, END, 0)
    return (parts + struct.pack("<I", of_table)).ljust(SECTOR, b"\xff")


def entry(
    name: str, kind: int, *, after: int = NONE, child: int = NONE, start: int = 0, size: int = 0
) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    place = struct.pack("<HBB3I", len(written), kind, 1, NONE, after, child) + bytes(36)
    return written.ljust(64, b"\0") + place + struct.pack("<IQ", start, size)
