"""Names and short texts as they may be kept: nothing in them that the eye cannot see.

Marks without a meaning (zero-width blanks, left-to-right and right-to-left marks, soft hyphens, byte order
marks) come along when text is copied; nobody can see them, so they are taken out. What turns the reading
direction around (embeddings, overrides, isolates) makes a name look like another one, and control characters
have no place in a name: both are refused.
"""

import re
import unicodedata
from collections.abc import Callable

from django.utils.translation import gettext as _

from deungdae.apps.core import reading_direction
from deungdae.apps.core.imports.cells import CellError, limited_text

INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def seen_text(value: str) -> str:
    """The text without what cannot be seen, its blanks single; CellError for what deceives the eye."""
    if reading_direction.TURNING.search(value):
        raise turning()
    if CONTROL.search(value):
        raise CellError(
            "control",
            _("보이지 않는 제어 문자가 들어 있습니다."),
            _("내용을 지우고 직접 다시 적어 주십시오."),
        )
    return " ".join(unicodedata.normalize("NFC", INVISIBLE.sub("", value)).split())


def required_text(value: str) -> str:
    """As `seen_text`; a text of invisible marks alone is none."""
    text = seen_text(value)
    if not text:
        raise CellError("nothing_to_see", _("보이는 글자가 없습니다."), _("이름을 글자로 적어 주십시오."))
    return text


def seen_lines(value: str) -> str:
    """As `seen_text` for a text of several lines; CellError also when nothing can be seen."""
    lines = [INVISIBLE.sub("", line) for line in value.replace("\r\n", "\n").split("\n")]
    for line in lines:
        seen_text(line)
    text = unicodedata.normalize("NFC", "\n".join(lines)).strip()
    if not text:
        raise CellError("nothing_to_see", _("보이는 글자가 없습니다."), _("내용을 글자로 적어 주십시오."))
    return text


def turning() -> CellError:
    return CellError(reading_direction.CODE, reading_direction.problem(), reading_direction.remedy())


def short_text(length: int, *, required: bool = False) -> Callable[[str], str]:
    """For a cell: a name or another text of one line, of at most this many characters."""
    look, measure = (required_text if required else seen_text), limited_text(length)
    return lambda value: measure(look(value))


def long_text(length: int) -> Callable[[str], str]:
    """For a cell: a text of several lines; what turns the direction is refused, line ends are welcome."""
    measure = limited_text(length)

    def parse(value: str) -> str:
        if reading_direction.TURNING.search(value):
            raise turning()
        return measure(value)

    return parse
