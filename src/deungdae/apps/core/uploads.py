"""Files that are sent: beyond a bound they are counted and not kept, so that a page can say how large."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

MOST_KEPT_BYTES = 64 * 1024 * 1024
"""More than any page takes; each page says its own limit."""


class OverlongFile(UploadedFile):
    """A file that was too large to keep: its name and its size, and no content."""


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Writes to the disk as the bytes come; what is too large is let go at once, whatever else comes."""

    def new_file(self, *arguments: Any, **named: Any) -> None:
        super().new_file(*arguments, **named)
        self.is_overlong = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.is_overlong or start + len(raw_data) > MOST_KEPT_BYTES:
            self.is_overlong = True
            self.file.seek(0)
            self.file.truncate()
            return
        super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        kept = super().file_complete(file_size)
        if not self.is_overlong or kept is None:
            return kept
        return OverlongFile(kept.file, kept.name, kept.content_type, file_size, kept.charset)
