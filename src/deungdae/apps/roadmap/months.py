"""Months as the first of their days, and how far they are apart."""

from datetime import date


def month_of(day: date) -> date:
    return day.replace(day=1)


def months_after(day: date, count: int) -> date:
    """The first day of the month that many after this day's."""
    whole = day.year * 12 + day.month - 1 + count
    return date(whole // 12, whole % 12 + 1, 1)


def months_between(first: date, day: date) -> int:
    """From one month to another; negative where it lies before."""
    return (day.year - first.year) * 12 + day.month - first.month
