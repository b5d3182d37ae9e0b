"""Words that the rows of a person's own data are made of."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime

from deungdae.apps.accounts.models import User

Row = tuple[str, ...]
Rows = Callable[[User], Iterator[Row]]
Kind = tuple[str, str | Promise, tuple[str | Promise, ...], Rows]
"""Name, title, columns, and how the rows are found."""


def moment(value: datetime | None) -> str:
    return date_format(localtime(value), "SHORT_DATETIME_FORMAT") if value else "–"


def day(value: date | None) -> str:
    return date_format(value, "SHORT_DATE_FORMAT") if value else "–"
