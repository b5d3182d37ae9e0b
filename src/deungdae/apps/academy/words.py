"""How courses and seats are said on pages."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Cohort, Course
from deungdae.apps.academy.services.letters import until_words
from deungdae.apps.academy.spans import first_start, last_cancel_day
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.core.words import dash

STATE_TONES = {
    "draft": "neutral",
    "open": "success",
    "closed": "info",
    "finished": "neutral",
    "cancelled": "danger",
    "requested": "info",
    "waiting": "warning",
    "offered": "warning",
    "seated": "success",
    "declined": "danger",
    "expired": "neutral",
    "transferred": "neutral",
}


def won(amount: int) -> str:
    return _("%(won)s원") % {"won": f"{amount:,}"}


def money(amount: int) -> str:
    """A price."""
    return won(amount) if amount else _("무료")


def subsidy_words(course: Course) -> str:
    """What a mid-sized company need not pay."""
    if not course.fee_krw or not course.subsidy_percent:
        return ""
    words = _("중견기업 %(percent)s%% 지원") % {"percent": course.subsidy_percent}
    if course.subsidy_most_krw is not None:
        words += _(" (기업당 %(most)s까지)") % {"most": money(course.subsidy_most_krw)}
    return words


def course_facts(course: Course) -> list[dict[str, str]]:
    facts = [
        (_("교육 대상"), str(course.get_role_display())),
        (_("수준"), str(course.get_step_display())),
        (_("교육 시간"), _("%(hours)s시간") % {"hours": course.hours}),
        (_("수료 기준"), _("출석 %(percent)s%% 이상") % {"percent": course.attendance_percent}),
        (_("교육비"), money(course.fee_krw)),
        (_("지원"), subsidy_words(course)),
        (_("수업 언어"), str(course.get_language_display())),
        (_("영어 이름"), course.title_english),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]


def cohort_facts(cohort: Cohort) -> list[dict[str, str]]:
    last = last_cancel_day(cohort, first_start(cohort))
    most = cohort.most_per_company
    facts = [
        (_("모집 기간"), f"{until_words(cohort.enrol_from)} {dash()} {until_words(cohort.enrol_until)}"),
        (_("선발 방식"), str(cohort.get_admission_display())),
        (_("방식"), str(cohort.get_delivery_display())),
        (_("지역"), str(cohort.region or "")),
        (
            _("기업당 인원"),
            _("%(most)s명까지") % {"most": most} if most else "",
        ),
        (_("스스로 취소"), _("%(day)s까지") % {"day": day_words(last)} if last is not None else ""),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]


def moment_words(at: Any) -> str:
    return date_format(localtime(at), "SHORT_DATETIME_FORMAT")
