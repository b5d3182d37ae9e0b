"""Names of organisations, compared: with the form of the company or without, however it is written."""

import re
import unicodedata

from deungdae.apps.core.imports.cells import MARKS

SHORT_FORMS = re.compile(r"[(（]\s*(?:주|유|재|사|합|합자|합명|학|의|복|농|협)\s*[)）]|[㈜㈐㈑㈔㈕]")
LEGAL_FORM = re.compile(r"주식회사|유한책임회사|유한회사|합자회사|합명회사|농업회사법인")
ENGLISH_FORM = re.compile(r"\b(?:co\.?\s*,?\s*ltd|inc|corp(?:oration)?|ltd|llc|company)\b\.?", re.I)


def bare_name(name: str) -> str:
    """The name without the form of the company, in small letters; its words stay apart."""
    text = SHORT_FORMS.sub(" ", unicodedata.normalize("NFC", name))
    text = LEGAL_FORM.sub(" ", unicodedata.normalize("NFKC", text)).casefold()
    return ENGLISH_FORM.sub(" ", text)


def name_key(name: str) -> str:
    """What two spellings of one name share: `(주)이프`, `주식회사 이프` and `이프` are one."""
    key = MARKS.sub("", bare_name(name))
    return key or re.sub(r"\s+", "", name.casefold())


def search_tokens(text: str) -> list[str]:
    """The words to look for: blanks separate them, company forms do not count unless they stand alone."""
    words = unicodedata.normalize("NFC", text).split()
    kept = [word for word in (SHORT_FORMS.sub("", word) for word in words) if not LEGAL_FORM.fullmatch(word)]
    return [word for word in kept if word][:8] or words[:8]
