"""What people type into cells, understood: amounts, dates, times, numbers, choices.

Every parser takes the trimmed text of a filled cell and raises `CellError` with a sentence and a way out.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

MARKS = re.compile(r"[\W_ㆍ\u119e]+")
"""What does not count when words are compared; the middle dot ㆍ is a letter to Unicode."""
SCIENTIFIC = re.compile(r"^\d(?:\.\d+)?[eE]\+\d+$")
DATE = re.compile(
    r"^(\d{4}|\d{2})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?(?:\s*\(.\))?(?:\s+00:00)?$"
)
COMPACT_DATE = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
TIME = re.compile(
    r"^(오전|오후|AM|PM)?\s*(\d{1,2})\s*(?::|시)\s*(?:(\d{1,2})\s*분?)?(?::00)?\s*(AM|PM)?$", re.I
)
DOUBLED_SCHEME = re.compile(r"^(?:https?:/+\s*)*(https?):/+(?=[^/\s])", re.I)
WEB_ADDRESS = re.compile(
    r"https?://[^\s@/:?#<>\"\[\]\\]+\.[^\s@/.:?#<>\"\[\]\\]{2,}(?::[0-9]{1,5})?(?:[/?#][^\s<>\"]*)?", re.I
)
YES = {"예", "네", "y", "yes", "o", "○", "ㅇ", "1", "true", "참", "있음", "✓", "v"}
NO = {"아니오", "아니요", "n", "no", "x", "×", "0", "false", "거짓", "없음", "-"}


class CellError(Exception):
    """A cell that is not understood: a stable code, what is wrong, and what to write instead."""

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy


def plain(value: str) -> str:
    """Full-width digits and letters made ordinary, blanks at the ends removed."""
    return value.strip() if value.isascii() else unicodedata.normalize("NFKC", value).strip()


def text(value: str) -> str:
    """The text as it was written."""
    return value


def limited_text(length: int) -> Callable[[str], str]:
    """Text of at most this many characters."""

    def parse(value: str) -> str:
        if len(value) > length:
            raise CellError(
                "too_long",
                _("%(count)s자입니다. %(limit)s자까지 적을 수 있습니다.")
                % {"count": len(value), "limit": length},
                _("짧게 줄여 주십시오."),
            )
        return value

    return parse


def integer(value: str) -> int:
    """A whole number, with or without thousands separators."""
    digits = plain(value).replace(",", "").replace(" ", "")
    if SCIENTIFIC.match(digits):
        raise lost_digits()
    if not re.fullmatch(r"[-+]?\d{1,18}(?:\.0+)?", digits):
        raise CellError("integer", _("정수가 아닙니다."), _("숫자만 적어 주십시오. 예: 12"))
    return int(digits.partition(".")[0])


def whole_number(lowest: int, highest: int) -> Callable[[str], int]:
    """A whole number between two bounds, both included."""

    def parse(value: str) -> int:
        number = integer(re.sub(r"(건|명|개|회|번|순위|분|위)$", "", plain(value)))
        if not lowest <= number <= highest:
            raise CellError(
                "out_of_range",
                _("%(lowest)s에서 %(highest)s 사이의 수가 아닙니다.")
                % {"lowest": lowest, "highest": highest},
                _("범위 안의 수로 고쳐 주십시오."),
            )
        return number

    return parse


def lost_digits() -> CellError:
    return CellError(
        "lost_digits",
        _("Excel이 긴 수를 줄여 적어(예: 1.23E+09) 뒷자리가 사라졌습니다."),
        _("열의 셀 서식을 ‘텍스트’로 바꾸고 원래 번호를 다시 적어 주십시오."),
    )


def day(value: str) -> date:
    """A date: 2021-04-14, 2021.4.14, 2021. 4. 14.(수), 2021년 4월 14일, 20210414."""
    words = plain(value)
    match = DATE.match(words) or COMPACT_DATE.match(words)
    if match:
        year = int(match[1]) + (2000 if len(match[1]) == 2 else 0)
        try:
            return date(year, int(match[2]), int(match[3]))
        except ValueError:
            match = None
    raise CellError("date", _("날짜로 읽을 수 없습니다."), _("‘2021-04-14’처럼 적어 주십시오."))


def time_of_day(value: str) -> time:
    """A time: 14:00, 14시 30분, 오후 2시, 2:30 PM."""
    match = TIME.match(plain(value))
    if match:
        half, hour, minute = (match[1] or match[4] or "").upper(), int(match[2]), int(match[3] or 0)
        if half in ("오후", "PM") and hour < 12:
            hour += 12
        elif half in ("오전", "AM") and hour == 12:
            hour = 0
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise CellError("time", _("시각으로 읽을 수 없습니다."), _("‘14:00’이나 ‘오후 2시’처럼 적어 주십시오."))


def time_range(value: str) -> tuple[time, time]:
    """From a time to a later one: 10:00~11:30, 오후 1시 - 오후 2시."""
    parts = re.split(r"\s*[~∼〜～–—-]\s*", plain(value))
    if len(parts) != 2:
        raise CellError(
            "time_range", _("시작과 끝 시각으로 읽을 수 없습니다."), _("‘10:00~11:30’처럼 적어 주십시오.")
        )
    start, end = time_of_day(parts[0]), time_of_day(parts[1])
    if end <= start:
        raise CellError(
            "time_range_order",
            _("끝 시각이 시작 시각보다 늦지 않습니다."),
            _("두 시각의 순서를 고쳐 주십시오."),
        )
    return start, end


def phone(value: str) -> str:
    """A telephone number with hyphens where Korean numbers have them; foreign ones (+…) as written."""
    words = plain(value)
    if words.startswith("+") and not words.startswith("+82"):
        return words[:40]
    digits = re.sub(r"[\s().-]", "", re.sub(r"^\+82[\s-]*\(?0?\)?", "0", words))
    if re.fullmatch(r"1\d{9}", digits):
        digits = "0" + digits
    for pattern in (
        r"(02)(\d{3,4})(\d{4})",
        r"(0\d{2})(\d{3,4})(\d{4})",
        r"(1[568]\d{2})(\d{4})",
        r"(050\d)(\d{3,4})(\d{4})",
    ):
        match = re.fullmatch(pattern, digits)
        if match:
            return "-".join(match.groups())
    raise CellError("phone", _("전화번호로 읽을 수 없습니다."), _("‘010-1234-5678’처럼 적어 주십시오."))


def email(value: str) -> str:
    """An e-mail address; its domain in lower case."""
    words = plain(value)
    try:
        validate_email(words)
    except ValidationError as error:
        raise CellError(
            "email", _("이메일 주소가 아닙니다."), _("‘name@company.co.kr’처럼 한 개만 적어 주십시오.")
        ) from error
    name, _at, domain = words.rpartition("@")
    return f"{name}@{domain.lower()}"


def web_address(value: str) -> str:
    """An address of the web with its scheme: example.co.kr becomes http://example.co.kr.

    A scheme that stands twice (http://https://…) or has three strokes is put right.
    """
    words = DOUBLED_SCHEME.sub(r"\1://", plain(value))
    address = words if "://" in words else f"http://{words}"
    if len(address) > 300 or not WEB_ADDRESS.fullmatch(address):
        raise CellError(
            "web_address",
            _("홈페이지 주소가 아닙니다."),
            _("‘https://www.example.co.kr’처럼 적거나 비워 주십시오."),
        )
    return address


def yes_no(value: str) -> bool:
    """Yes or no, in the many ways people tick a box."""
    word = plain(value).casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise CellError("yes_no", _("예/아니오로 읽을 수 없습니다."), _("‘예’나 ‘아니오’로 적어 주십시오."))


def squeezed(value: str) -> str:
    """What is compared: no blanks, no case, no punctuation."""
    return MARKS.sub("", plain(value).casefold())


def spellings(words: Iterable[object]) -> set[str]:
    """How the words may be written: as they are, or, where they are translated, in any of our languages."""
    found = set()
    for word in words:
        found.add(str(word))
        if isinstance(word, Promise):
            for code, _name in settings.LANGUAGES:
                with translation.override(code):
                    found.add(str(word))
    return {squeezed(word) for word in found}


def one_of(choices: Mapping[str, Sequence[object]]) -> Callable[[str], str]:
    """The key whose spellings the text is among; the first spelling is the one that is suggested."""
    keys: dict[str, str] = {}

    def parse(value: str) -> str:
        if not keys:
            for key, words in choices.items():
                keys.update((word, key) for word in spellings((*words, key)))
        key = keys.get(squeezed(value), "")
        if not key:
            raise unknown_choice(choices)
        return key

    return parse


def many_of(choices: Mapping[str, Sequence[object]]) -> Callable[[str], tuple[str, ...]]:
    """The keys of several values in one cell, each once, in the order they are written."""
    parse_one = one_of(choices)

    def parse(value: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(parse_one(part) for part in separated(value)))

    return parse


def unknown_choice(choices: Mapping[str, Sequence[object]]) -> CellError:
    words = ", ".join(str(words[0]) for words in choices.values())
    return CellError(
        "choice",
        _("정해진 값이 아닙니다."),
        _("다음 가운데 하나로 적어 주십시오: %(words)s") % {"words": words},
    )


def separated(value: str) -> tuple[str, ...]:
    """Several texts in one cell, separated by a comma, semicolon, slash, middle dot or line end."""
    return tuple(part for part in (part.strip() for part in re.split(r"[,;/·ㆍ\n、]", value)) if part)
