"""Courses by the year of their first session and whom they are for: cohorts, seats, seats that were taken."""

from collections import Counter
from datetime import date

from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.academy.models import Cohort, Course, Enrolment
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.portal.bridge.hiding import shown_counts
from deungdae.apps.portal.datasets.model import (
    NAMES,
    STATUS,
    Bars,
    Column,
    Dataset,
    Look,
    Status,
    Table,
    in_both,
)

Key = tuple[int, str]


def courses_table(day: date) -> Table:
    """Cohorts that everybody could see and that had begun by the end of the day."""
    seated = Count("enrolments", filter=Q(enrolments__state=Enrolment.State.SEATED), distinct=True)
    begun = Coalesce(Min("sessions__starts_at"), "enrol_from")
    found = Cohort.objects.exclude(opened_at=None).exclude(state=Cohort.State.CANCELLED)
    told = found.annotate(begun=begun, taken=seated).order_by()
    cohorts, seats, taken = Counter[Key](), Counter[Key](), Counter[Key]()
    first = None
    for moment, role, capacity, people in told.values_list("begun", "course__role", "capacity", "taken"):
        start = day_of(moment)
        if start <= day:
            key = (start.year, role)
            cohorts[key] += 1
            seats[key] += capacity
            taken[key] += people
            first = min(first or start, start)
    shown = shown_counts({key: taken[key] for key in cohorts})
    rows = tuple(
        (
            str(key[0]),
            key[1],
            *in_both(Course.Role(key[1]).label),
            cohorts[key],
            seats[key],
            shown[key],
            str(Status.HIDDEN if shown[key] is None else Status.GIVEN),
        )
        for key in sorted(cohorts, key=lambda one: (-one[0], Course.Role.values.index(one[1])))
    )
    return Table(rows, first, day, day)


COURSES = Dataset(
    "courses",
    _("교육 과정과 자리"),
    _("그해에 시작한 기수의 수, 그 정원의 합, 확정된 수강생의 수입니다. 취소한 기수는 세지 않습니다."),
    _("기수, 자리, 명"),
    _("교육 과정의 기수와 수강 신청"),
    (
        Column("year", _("연도"), _("첫 회차가 열린 해")),
        Column("audience", _("부호"), _("교육 대상의 부호"), Look.FILE),
        *NAMES,
        Column("cohorts", _("기수"), _("시작한 기수의 수"), Look.NUMBER),
        Column("seats", _("자리"), _("정원의 합"), Look.NUMBER),
        Column("taken", _("수강생"), _("자리가 확정된 사람의 수"), Look.NUMBER),
        STATUS,
    ),
    courses_table,
    Bars(
        _("교육 대상과 연도에 따른 자리"),
        ("name_ko", "name_en"),
        "seats",
        pgettext_lazy("figure", "{number}자리"),
        {},
    ),
)
