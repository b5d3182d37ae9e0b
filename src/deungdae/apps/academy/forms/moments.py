"""A day with a time, in one field."""

import re
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.calendar.forms.resource import near_day
from deungdae.apps.calendar.opening_words import minutes_of
from deungdae.apps.calendar.spans import SEOUL, moment
from deungdae.apps.core.imports.cells import CellError
from deungdae.apps.organisations.forms.cells import CellField

MOMENT = re.compile(
    r"(?P<day>\d.*?\d일?\.?(?:\s*\([월화수목금토일]\))?)[\sT]+(?P<time>(?:오[전후]\s*)?\d{1,2}\s*[:시].*)"
)


def moment_of(value: str) -> datetime:
    """2026. 12. 1. 18:00 and the like."""
    match = MOMENT.fullmatch(value.strip())
    if match is None:
        raise CellError(
            "moment",
            _("날짜와 시각을 읽을 수 없습니다."),
            _("‘2026. 12. 1. 18:00’처럼 날짜와 시각을 함께 적어 주십시오."),
        )
    return moment(near_day(match["day"]), minutes_of(match["time"]))


class MomentField(CellField):
    def __init__(self, **named: Any) -> None:
        named.setdefault("help_text", gettext_lazy("예: 2026. 12. 1. 18:00"))
        super().__init__(parse=moment_of, empty=None, max_length=40, **named)


def typed_moment(at: datetime | None) -> str:
    """As it is read again."""
    return "" if at is None else f"{at.astimezone(SEOUL):%Y-%m-%d %H:%M}"
