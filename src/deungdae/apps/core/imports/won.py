"""Amounts of money in won, as people write them."""

import re

from django.utils.translation import gettext as _

from deungdae.apps.core.imports.cells import CellError, plain

UNITS = {"조": 10**12, "억": 10**8, "만": 10**4}
SMALL_UNITS = {"천": 1_000, "백": 100, "십": 10}
WON_PART = re.compile(r"(\d+(?:\.\d+)?)?(천|백|십)?(조|억|만)")


def won(value: str) -> int:
    """An amount in won: 170000000, 1,700억, 5조 3천억, 1억 2,000만원, 300백만원."""
    words = re.sub(r"[\s,₩]|원$", "", plain(value))
    scale = {"천": 1_000, "백만": 10**6}
    for word, factor in scale.items():
        if re.fullmatch(rf"\d+(?:\.\d+)?{word}", words):
            return exact_won(words[: -len(word)], factor)
    if re.fullmatch(r"-?\d{1,18}", words):
        return int(words)
    total, position = 0, 0
    for part in WON_PART.finditer(words):
        if part.start() != position or not (part[1] or part[2]):
            raise no_amount()
        total += exact_won(part[1] or "1", SMALL_UNITS.get(part[2] or "", 1) * UNITS[part[3]])
        position = part.end()
    rest = words[position:]
    if not position or (rest and not rest.isdecimal()):
        raise no_amount()
    return total + int(rest or 0)


def exact_won(number: str, factor: int) -> int:
    whole, _point, fraction = number.partition(".")
    if len(whole) > 15 or len(fraction) > 12:
        raise no_amount()
    scaled, rest = divmod(int(whole + fraction) * factor, 10 ** len(fraction))
    if rest:
        raise no_amount()
    return scaled


def no_amount() -> CellError:
    return CellError(
        "amount", _("금액으로 읽을 수 없습니다."), _("원 단위 숫자나 ‘1,700억’처럼 적어 주십시오.")
    )
