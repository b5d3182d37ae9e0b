"""What a picture is, as far as a paper has to know."""

import struct

PNG = b"\x89PNG\r\n\x1a\n"


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels; ValueError for anything else."""
    if not picture.startswith(PNG):
        raise ValueError("no PNG")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height
