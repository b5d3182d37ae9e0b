"""What files say, for tests that look for a word in tens of thousands of answers.

In a PDF its letters are numbers of glyphs, and workbooks and HWPX are packed: a search of their bytes finds
nothing. A paper's words are kept as they are handed to the layout, and a paper that was set once is not set
again, which took a quarter of the sweep's time.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from weasyprint import HTML
from weasyprint.document import Document


@contextmanager
def papers_set_once() -> Iterator[list[str]]:
    """The words of each paper as it is asked for; whoever reads them empties the list."""
    asked: list[str] = []
    documents: dict[str, Document] = {}
    begin, render, write = HTML.__init__, HTML.render, Document.write_pdf

    def begun(self: Any, *arguments: Any, string: str = "", **more: Any) -> None:
        begin(self, *arguments, string=string, **more)
        self.words = string
        asked.append(string)

    def set_once(self: Any, **more: Any) -> Document:
        if self.words not in documents:
            documents[self.words] = render(self, **more)
        return documents[self.words]

    def written_once(self: Any, *arguments: Any, **more: Any) -> bytes:
        if not hasattr(self, "content"):
            self.content = write(self, *arguments, **more)
        return self.content  # type: ignore[no-any-return]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HTML, "__init__", begun)
        patch.setattr(HTML, "render", set_once)
        patch.setattr(Document, "write_pdf", written_once)
        yield asked


def unpacked(body: bytes) -> bytes:
    """With the content of everything in it, where it is a packed file."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return body + b"".join(packed.read(name) for name in packed.namelist())
