"""Where figures come from, in the language of the page: the data says a code, `data/sources.csv` its name."""

import csv
import re
from functools import lru_cache

from django.utils.translation import get_language, gettext, gettext_lazy

from deungdae.apps.core.data_folder import data_folder

PART = re.compile(r"(?P<code>[a-z0-9]+)(?: (?P<day>\d{4}-\d{2}-\d{2})| (?P<article>\d+))?")
"""A code, with the day it was published or the number of the article."""
NOTES = {"restated": gettext_lazy("뒤에 고쳐 발표된 값, 발표일은 찾지 못함")}


def source_words(text: str) -> str:
    """The names of all that a text names by code; whatever else it says stays as it is."""
    told, _mark, note = text.partition("; ")
    named = ", ".join(part_words(one) for one in told.split(", "))
    return f"{named}; {NOTES.get(note, note)}" if note else named


def part_words(part: str) -> str:
    found = PART.fullmatch(part)
    if found is None or found["code"] not in known_sources():
        return part
    words = name_of(found["code"])
    if found["article"]:
        return gettext("{name} 기사 {number}").format(name=words, number=found["article"])
    return f"{words} {found['day']}" if found["day"] else words


def name_of(code: str) -> str:
    """An outlet that nobody could name for sure keeps its code, and says what it is."""
    korean, english = known_sources()[code]
    if not korean:
        return gettext("{code}(언론 보도)").format(code=code)
    return english if english and get_language() == "en" else korean


@lru_cache(maxsize=1)
def known_sources() -> dict[str, tuple[str, str]]:
    """By code: Korean name, English name; empty where it is not known."""
    text = (data_folder() / "sources.csv").read_text(encoding="utf-8")
    return {row["code"]: (row["name_ko"], row["name_en"]) for row in csv.DictReader(text.splitlines())}
