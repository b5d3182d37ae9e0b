"""What a text begins with, and the place in it that answers a question, with the words marked."""

import re
from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

AROUND = 60


def beginning(text: str, most: int) -> str:
    """The first words, cut at a blank."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    cut = flat.rfind(" ", most // 2, most)
    return flat[: cut if cut > 0 else most].rstrip() + "…"


def pattern_of(words: Sequence[str]) -> re.Pattern[str] | None:
    """Where one of the words stands, whatever its blanks and capitals; the longest first."""
    spelled = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    if not spelled:
        return None
    return re.compile("|".join(r"[ \t]?".join(map(re.escape, word)) for word in spelled), re.IGNORECASE)


def marked(text: str, words: Sequence[str]) -> SafeString:
    """The text with every place of the words marked; all else escaped."""
    pattern = pattern_of(words)
    if pattern is None:
        return format_html("{}", text)
    pieces, at = [], 0
    for match in pattern.finditer(text):
        pieces.append((text[at : match.start()], match[0]))
        at = match.end()
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[at:])


def snippet(text: str, words: Sequence[str], *, most: int = 180) -> SafeString:
    """The place where the first of the words stands, with what is around it; else the beginning."""
    flat = " ".join(text.split())
    pattern = pattern_of(words)
    found = pattern.search(flat) if pattern is not None else None
    if found is None:
        return format_html("{}", beginning(flat, most))
    start = flat.rfind(" ", 0, max(0, found.start() - AROUND)) + 1 if found.start() > AROUND else 0
    part = flat[start : start + most]
    before, after = "…" if start else "", "…" if start + most < len(flat) else ""
    return format_html("{}{}{}", before, marked(part, words), after)
