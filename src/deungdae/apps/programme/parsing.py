"""Targets and conditions as people type them, a line for each."""

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from deungdae.apps.core.imports import cells
from deungdae.apps.programme.services.targets import Wanted
from deungdae.apps.programme.words import FIELD_NAMES
from deungdae.engine.kernel.korean import sentence

LINE = re.compile(r"^\s*(?P<period>.+?)\s*[::=]\s*(?P<value>\S.*?)\s*$")
YEAR = re.compile(r"^(?P<year>[12]\d{3})년?$", re.ASCII)
SPAN = re.compile(r"\s*[~～–]\s*")
MOST = 10**15
"""Of a value in hundredths."""


def decimal(text: str) -> int:
    """Hundredths of a number that is not below nought."""
    plain = cells.plain(text).replace(",", "").removesuffix("%")
    try:
        value = Decimal(plain)
    except InvalidOperation as error:
        raise not_a_number(text) from error
    if not value.is_finite() or value < 0 or value > MOST // 100 or value * 100 != int(value * 100):
        raise not_a_number(text)
    return int(value * 100)


def not_a_number(text: str) -> cells.CellError:
    words = sentence(_("‘{text}’(은/는) 0 이상의 수가 아닙니다."), {"text": text[:30]})
    return cells.CellError("number", words, _("소수점 아래 두 자리까지 적어 주십시오. 예: 4,000 또는 2.5"))


def targets(text: str) -> tuple[Wanted, ...]:
    """“2024: 100”, or “2024. 1. 1. ~ 2024. 6. 30.: 40”, one on a line."""
    found = []
    for row in text.splitlines():
        if not row.strip():
            continue
        match = LINE.match(row)
        if match is None:
            words = sentence(_("‘{row}’ 줄을 읽을 수 없습니다."), {"row": row.strip()[:40]})
            raise cells.CellError(
                "target", words, _("‘2024: 100’처럼 해와 값을 쌍점으로 나누어 적어 주십시오.")
            )
        found.append(Wanted(*period(match["period"]), decimal(match["value"])))
    return tuple(sorted(found))


def period(text: str) -> tuple[date, date]:
    """A year, or two days that are both in; half-open."""
    year = YEAR.match(text)
    if year is not None:
        number = int(year["year"])
        return date(number, 1, 1), date(number + 1, 1, 1)
    parts = SPAN.split(text)
    if len(parts) == 2:
        first, last = cells.day(parts[0]), cells.day(parts[1])
        if last < date.max:
            return first, last + timedelta(days=1)
    words = sentence(_("‘{text}’(은/는) 해나 기간이 아닙니다."), {"text": text[:40]})
    raise cells.CellError("period", words, _("‘2024’나 ‘2024-01-01 ~ 2024-06-30’처럼 적어 주십시오."))


def conditions(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """“round = T0, T1”, one field on a line, by its name or by what people call it."""
    names = {cells.squeezed(str(label)): field for field, label in FIELD_NAMES.items()}
    found = []
    for row in text.splitlines():
        if not row.strip():
            continue
        field, equals, values = row.partition("=")
        if not equals:
            words = sentence(_("‘{row}’ 줄을 읽을 수 없습니다."), {"row": row.strip()[:40]})
            raise cells.CellError(
                "condition", words, _("‘차수 = T0’처럼 칸과 값을 등호로 이어 적어 주십시오.")
            )
        told = field.strip()
        parts = tuple(one.strip() for one in values.split(",") if one.strip())
        found.append((names.get(cells.squeezed(told), told), parts))
    return tuple(found)
