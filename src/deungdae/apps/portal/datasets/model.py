"""A dataset: its words, its columns, and how its rows are made as of a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Cell = str | int | float | None
Row = tuple[Cell, ...]


class Status(models.TextChoices):
    """Why a figure stands there, or does not."""

    GIVEN = "given", _("값이 있음")
    HIDDEN = "hidden", _("5 미만이라 숨김")
    NONE = "none", _("아직 없음")


class Look(models.TextChoices):
    """How a column stands on the page; files have all of them."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    FILE = "file"
    KOREAN = "ko"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Column:
    """`code`: stands in the files, in every language; it never changes."""

    code: str
    label: Promise
    meaning: Promise
    look: str = Look.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """`begins`, `until`: the first and the last day that count, None: not known; `made_on`: when the figures
    were last made."""

    rows: tuple[Row, ...]
    begins: date | None
    until: date
    made_on: date


@dataclass(frozen=True, slots=True)
class Bars:
    """What the chart shows: a bar for each row of `having`, with the number of a column as its length."""

    title: Promise
    label: tuple[str, str]
    value: str
    unit: Promise
    having: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dataset:
    """`make`: the table as of the end of a day."""

    code: str
    title: Promise
    definition: Promise
    unit: Promise
    source: Promise
    columns: tuple[Column, ...]
    make: Callable[[date], Table]
    bars: Bars


NAMES = (
    Column("name_ko", _("이름"), _("한국어로 부르는 이름"), Look.KOREAN),
    Column("name_en", _("이름"), _("영어로 부르는 이름"), Look.ENGLISH),
)
STATUS = Column(
    "status",
    _("상태"),
    _("given: 값이 있음, hidden: 5 미만이거나 그런 값을 알아낼 수 있어 숨김, none: 아직 없음"),
    Look.FILE,
)


def in_both(words: Promise | str) -> tuple[str, str]:
    """In Korean and in English."""
    with translation.override("ko"):
        korean = str(words)
    with translation.override("en"):
        return korean, str(words)
