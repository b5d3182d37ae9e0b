"""What a report is called, its time and its subject, in words."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from deungdae.apps.core.reporting.sections import SECTIONS
from deungdae.apps.reports.models import Report, ReportTemplate

ONE_DAY = timedelta(days=1)


def template_name(template: ReportTemplate) -> str:
    return template.name if get_language() == "ko" else template.english_name


def part_title(row: Mapping[str, Any]) -> str:
    """The heading of a part of a template: its own, that of its section, or the bare name."""
    own = row["title"].get(get_language() or "ko")
    if own:
        return str(own)
    section = SECTIONS.get(row["section"])
    return str(section.label) if section is not None else str(row["section"])


def subject_name(report: Report) -> str:
    """The company (by the name of the one that stands for it) or the forum; "" for the whole centre."""
    if report.organisation is not None:
        return (report.organisation.merged_into or report.organisation).name
    return report.forum.title if report.forum is not None else ""


def period_words(since: date, until: date) -> str:
    """A whole year or month by its name, else the first and the last day."""
    last = until - ONE_DAY
    if (since.month, since.day) == (1, 1) and until == date(since.year + 1, 1, 1):
        return _("{year}년").format(year=since.year)
    if since.day == 1 and until.day == 1 and (last.year, last.month) == (since.year, since.month):
        return date_format(since, "YEAR_MONTH_FORMAT")
    first, end = (date_format(day, "SHORT_DATE_FORMAT") for day in (since, last))
    return first if since == last else f"{first} ~ {end}"
