"""A course and a cohort, as staff type them."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.models import Cohort, Course
from deungdae.apps.academy.models.cohorts import MOST_OFFER_HOURS, MOST_SEATS, Delivery
from deungdae.apps.academy.models.courses import MOST_FEE, MOST_HOURS
from deungdae.apps.academy.services.cohorts import CohortFacts
from deungdae.apps.academy.services.courses import PLAIN, CourseFacts
from deungdae.apps.calendar.forms.resource import near_day
from deungdae.apps.calendar.opening_words import clock_words, minutes_of
from deungdae.apps.calendar.spans import SEOUL, day_of, moment
from deungdae.apps.core.imports.cells import separated, whole_number
from deungdae.apps.core.imports.won import won
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.organisations.forms.cells import CellField, RegionField
from deungdae.apps.organisations.texts import long_text, required_text, seen_text


def fee(value: str) -> int:
    """An amount in won that a course may cost."""
    found = won(value)
    if not 0 <= found <= MOST_FEE:
        raise ValidationError(_("0원부터 1억원까지 적을 수 있습니다."))
    return found


def words(value: str) -> tuple[str, ...]:
    """Names with commas between, each once."""
    return tuple(dict.fromkeys(seen_text(one)[:60] for one in separated(value)))


class CourseForm(KeyForm):
    title = CellField(label=gettext_lazy("과정 이름"), parse=required_text, required=True, max_length=120)
    title_english = CellField(label=gettext_lazy("영어 이름"), parse=seen_text, max_length=160)
    role = forms.ChoiceField(label=gettext_lazy("교육 대상"), choices=Course.Role.choices)
    step = forms.ChoiceField(label=gettext_lazy("수준"), choices=Course.Step.choices)
    language = forms.ChoiceField(label=gettext_lazy("수업 언어"), choices=Course.Language.choices)
    summary = CellField(
        label=gettext_lazy("소개"),
        parse=long_text(2_000),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    competencies = CellField(
        label=gettext_lazy("기르는 역량"),
        parse=words,
        empty=(),
        max_length=600,
        help_text=gettext_lazy("쉼표로 나누어 적습니다. 예: 데이터 수집, 시각화, 예지 보전"),
    )
    prerequisites = forms.ModelMultipleChoiceField(
        label=gettext_lazy("먼저 들을 과정"),
        queryset=Course.objects.none(),
        to_field_name="public_id",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hours = CellField(
        label=gettext_lazy("교육 시간"),
        parse=whole_number(1, MOST_HOURS),
        required=True,
        max_length=10,
        help_text=gettext_lazy("모두 몇 시간인지 적습니다. 예: 24"),
    )
    attendance_percent = CellField(
        label=gettext_lazy("수료 기준 출석률(%)"),
        parse=whole_number(1, 100),
        empty=80,
        max_length=5,
        help_text=gettext_lazy("회차 시간 가운데 얼마나 와야 수료하는지 적습니다. 비우면 80입니다."),
    )
    fee_krw = CellField(
        label=gettext_lazy("교육비"),
        parse=fee,
        empty=0,
        max_length=30,
        help_text=gettext_lazy("한 사람에 얼마인지 적습니다. 비우면 무료입니다. 예: 50만원"),
    )
    subsidy_percent = CellField(
        label=gettext_lazy("중견기업 지원 비율(%)"), parse=whole_number(0, 100), empty=0, max_length=5
    )
    subsidy_most_krw = CellField(
        label=gettext_lazy("기업당 지원 한도"),
        parse=fee,
        empty=None,
        max_length=30,
        help_text=gettext_lazy(
            "한 기수에서 한 기업이 받을 수 있는 가장 큰 금액입니다. 비우면 한도가 없습니다."
        ),
    )

    deputies = forms.BooleanField(
        label=gettext_lazy("초청받은 분이 같은 기업의 대리 참석자를 보낼 수 있음"), required=False
    )

    def __init__(self, *arguments: Any, course: Course | None = None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        others = Course.objects.exclude(state=Course.State.ARCHIVED)
        others = others if course is None else others.exclude(pk=course.pk)
        self.fields["prerequisites"].queryset = others  # type: ignore[attr-defined]

    def facts(self) -> CourseFacts:
        values = {name: self.cleaned_data[name] for name in PLAIN}
        return CourseFacts(
            **values,
            competencies=self.cleaned_data["competencies"],
            prerequisites=list(self.cleaned_data["prerequisites"]),
        )


def initial_of_course(course: Course) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(course, name) for name in PLAIN}
    values["competencies"] = ", ".join(one.name for one in course.competencies.all())
    values["prerequisites"] = [one.public_id for one in course.prerequisites.all()]
    return values


class CohortForm(KeyForm):
    """When one may enrol and how people are chosen."""

    region = RegionField(
        label=gettext_lazy("지역"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("예: 경상남도 창원시"),
    )
    delivery = forms.ChoiceField(label=gettext_lazy("방식"), choices=Delivery.choices)
    admission = forms.ChoiceField(
        label=gettext_lazy("선발 방식"),
        choices=Cohort.Admission.choices,
        widget=forms.RadioSelect,
        initial=Cohort.Admission.FIRST_COME,
        help_text=gettext_lazy(
            "추첨은 모집을 열 때 약속한 값으로 뽑아, 누구나 결과를 다시 계산해 볼 수 있습니다."
            " 초청은 센터가 고른 분에게만 자리를 드립니다."
        ),
    )
    from_day = CellField(label=gettext_lazy("모집 시작일"), parse=near_day, required=True, max_length=30)
    from_time = CellField(
        label=gettext_lazy("모집 시작 시각"),
        parse=minutes_of,
        required=True,
        empty=None,
        max_length=20,
        initial="10:00",
    )
    until_day = CellField(label=gettext_lazy("모집 마감일"), parse=near_day, required=True, max_length=30)
    until_time = CellField(
        label=gettext_lazy("모집 마감 시각"),
        parse=minutes_of,
        required=True,
        empty=None,
        max_length=20,
        initial="18:00",
    )
    offer_hours = forms.IntegerField(
        label=gettext_lazy("수락 기한(시간)"),
        min_value=1,
        max_value=MOST_OFFER_HOURS,
        initial=48,
        help_text=gettext_lazy("대기자에게 빈자리를 제안한 뒤 기다리는 시간입니다."),
    )
    cancel_days = forms.IntegerField(
        label=gettext_lazy("취소 기한(일)"),
        min_value=0,
        max_value=60,
        initial=3,
        help_text=gettext_lazy("첫 회차 며칠 전까지 스스로 취소할 수 있는지 적습니다."),
    )
    note = CellField(
        label=gettext_lazy("안내"),
        parse=long_text(2_000),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("준비물, 찾아오는 길 따위를 적습니다."),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        times = self.times(values)
        if times and times[1] <= times[0]:
            self.add_error(
                "until_day", _("모집 마감이 모집 시작보다 늦어야 합니다. 두 시각을 고쳐 주십시오.")
            )
        return values

    def times(self, values: dict[str, Any]) -> tuple[datetime, datetime] | None:
        parts = [values.get(name) for name in ("from_day", "from_time", "until_day", "until_time")]
        if any(one is None or one == "" for one in parts):
            return None
        return moment(parts[0], parts[1]), moment(parts[2], parts[3])  # type: ignore[arg-type]

    def facts(self) -> CohortFacts:
        values, times = self.cleaned_data, self.times(self.cleaned_data)
        if times is None:
            raise ValueError("a form without its times is not valid")
        names = ("region", "delivery", "admission", "offer_hours", "cancel_days", "note")
        return CohortFacts(times[0], times[1], **{name: values[name] for name in names})


class NewCohortForm(CohortForm):
    capacity = forms.IntegerField(label=gettext_lazy("정원"), min_value=1, max_value=MOST_SEATS, initial=30)
    most_per_company = forms.IntegerField(
        label=gettext_lazy("기업당 인원"),
        min_value=1,
        max_value=MOST_SEATS,
        required=False,
        help_text=gettext_lazy("한 기업이 가질 수 있는 자리입니다. 비우면 한도가 없습니다."),
    )
    field_order = ("capacity", "most_per_company")


def initial_of_cohort(cohort: Cohort) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: getattr(cohort, name)
        for name in ("delivery", "admission", "offer_hours", "cancel_days", "note")
    }
    values["region"] = "" if cohort.region is None else str(cohort.region)
    for name, at in (("from", cohort.enrol_from), ("until", cohort.enrol_until)):
        local = at.astimezone(SEOUL)
        values[f"{name}_day"] = day_of(at).isoformat()
        values[f"{name}_time"] = clock_words(local.hour * 60 + local.minute)
    return values
