"""HTML to pages with the house's fonts; nothing else is ever loaded."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration

from deungdae.apps.core.documents.fonts import ADDRESS, HouseFonts

PAPER = Path(__file__).resolve().parent / "styles" / "paper.css"
SHORT_WORD = re.compile(r"(?<![가-힣])[가-힣]{2,12}(?![가-힣])")
WORD_JOINER = "\u2060"
TITLE = re.compile(r"(<title>.*?</title>)", re.DOTALL)


def laid_out(parts: Iterable[str], *, style: str) -> Iterator[Document]:
    """Each HTML in pages, in the paper's own style and this one."""
    fonts, fetcher = FontConfiguration(), HouseFonts()
    sheets = [
        CSS(string=text, base_url=ADDRESS, font_config=fonts, url_fetcher=fetcher)
        for text in (PAPER.read_text(encoding="utf-8"), style)
    ]
    for part in parts:
        page = HTML(string=unbroken(part), url_fetcher=fetcher)
        yield page.render(stylesheets=sheets, font_config=fonts)


def unbroken(html: str) -> str:
    """The same HTML with its short Korean words kept whole: the layout library knows no keep-all.

    The title stays as it is: it is laid out nowhere, and found and read aloud by its letters.
    """
    parts = TITLE.split(html)
    parts[::2] = [SHORT_WORD.sub(lambda word: WORD_JOINER.join(word[0]), part) for part in parts[::2]]
    return "".join(parts)
