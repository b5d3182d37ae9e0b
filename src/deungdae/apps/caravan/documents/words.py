"""The words on the documents: translated inside the product, Korean where no settings are in force."""

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext


def say(text: str) -> str:
    """The text in the language in force; the command line runs without Django's settings, in Korean."""
    return gettext(text) if settings.configured else text


_ = say


def weekday(day: date) -> str:
    names = [_("월"), _("화"), _("수"), _("목"), _("금"), _("토"), _("일")]
    return names[day.weekday()]


def long_date(day: date) -> str:
    """2021. 4. 14.(수)"""
    return f"{day.year}. {day.month}. {day.day}.({weekday(day)})"


def clock_time(moment: datetime) -> str:
    return moment.strftime("%H:%M")


def period(start: datetime, end: datetime) -> str:
    return f"{clock_time(start)}~{clock_time(end)}"


def shortened(text: str, longest: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1].rstrip() + "…"
