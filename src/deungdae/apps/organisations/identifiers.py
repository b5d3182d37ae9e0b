"""Numbers that other registers give: as they are typed, and as they are kept."""

import re

from django.utils.translation import gettext as _

from deungdae.apps.core.imports.cells import CellError, plain

KRX, SUPPLIER = "krx", "smart-factory-supplier"
DIGITS, CODE = re.compile(r"[0-9]{1,6}|A([0-9]{6})"), re.compile(r"[0-9A-Z]{6}")
"""The exchange itself puts an A before the six digits of a share."""


def krx_code(value: str) -> str:
    """Six characters: 069730, A069730, 0004V0; zeros that Excel has dropped in front come back."""
    code = plain(value).upper()
    if digits := DIGITS.fullmatch(code):
        return digits[1] or code.zfill(6)
    if CODE.fullmatch(code):
        return code
    raise CellError(
        "krx_code", _("종목코드는 여섯 자리입니다."), _("‘069730’처럼 여섯 자리로 적어 주십시오.")
    )


def identifier(scheme: str, code: str) -> tuple[str, str]:
    """A number of any register as it is kept, or CellError where we know what it must look like."""
    name = plain(scheme).casefold()
    return name, krx_code(code) if name == KRX else code.strip()
