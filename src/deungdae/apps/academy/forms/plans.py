"""What a year should hold: its days and hours, and how many cohorts of each course."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.models import Course
from deungdae.apps.academy.models.cohorts import MOST_SEATS
from deungdae.apps.academy.services.year_plans import MOST_COHORTS, CourseWish
from deungdae.apps.calendar.forms.resource import near_day
from deungdae.apps.calendar.opening_words import minutes_of
from deungdae.apps.core import clock
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.organisations.forms.cells import CellField

MOST_SESSIONS = 30


class YearPlanForm(KeyForm):
    first_day = CellField(label=gettext_lazy("첫날"), parse=near_day, required=True, max_length=30)
    last_day = CellField(label=gettext_lazy("끝날"), parse=near_day, required=True, max_length=30)
    starts = CellField(
        label=gettext_lazy("시작 시각"),
        parse=minutes_of,
        required=True,
        empty=None,
        max_length=20,
        initial="10:00",
    )
    ends = CellField(
        label=gettext_lazy("끝 시각"),
        parse=minutes_of,
        required=True,
        empty=None,
        max_length=20,
        initial="17:00",
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        year = clock.today().year + 1
        self.initial.setdefault("first_day", date(year, 1, 1).isoformat())
        self.initial.setdefault("last_day", date(year, 12, 31).isoformat())
        self.courses = list(Course.objects.filter(state=Course.State.OFFERED))
        for course in self.courses:
            for name, label, most, initial in (
                ("cohorts", gettext_lazy("기수 수"), MOST_COHORTS, 0),
                ("sessions", gettext_lazy("회차 수"), MOST_SESSIONS, max(1, round(course.hours / 6))),
                ("seats", gettext_lazy("정원"), MOST_SEATS, 20),
            ):
                lowest = 0 if name == "cohorts" else 1
                self.fields[f"{name}_{course.short_id}"] = forms.IntegerField(
                    label=label, min_value=lowest, max_value=most, initial=initial
                )

    def rows(self) -> list[dict[str, Any]]:
        """Each course with its three fields, for the page."""
        names = ("cohorts", "sessions", "seats")
        return [
            {"course": course, "fields": [self[f"{name}_{course.short_id}"] for name in names]}
            for course in self.courses
        ]

    def wishes(self) -> list[CourseWish]:
        names = ("cohorts", "sessions", "seats")
        return [
            CourseWish(course, *(self.cleaned_data[f"{name}_{course.short_id}"] for name in names))
            for course in self.courses
        ]
