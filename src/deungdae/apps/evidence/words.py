"""The words of an entry as searches compare them."""

import re
import unicodedata
from collections.abc import Mapping

SHORT_ID = re.compile(r"[0-9A-Za-z]{22}")


def searchable(payload: Mapping[str, object]) -> str:
    """What people wrote in a payload, folded; public ids are no words."""
    texts = [value for value in payload.values() if isinstance(value, str)]
    return folded(" ".join(text for text in texts if not SHORT_ID.fullmatch(text)))


def folded(text: str) -> str:
    """One spelling of the same letters, large and small alike."""
    return unicodedata.normalize("NFC", text).casefold()
