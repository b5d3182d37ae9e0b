"""Beginning an assessment."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from deungdae.apps.academy.forms.seats import CompanyField
from deungdae.apps.core import clock
from deungdae.apps.core.imports import cells
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.diagnosis.bridge.frameworks import rule_codes, title_of
from deungdae.apps.diagnosis.models import Assessment, FrameworkVersion
from deungdae.apps.diagnosis.selectors.assessments import versions_in_use
from deungdae.apps.organisations.forms.cells import CellField


class OpenForm(KeyForm):
    """`of_staff`: with the company, and with the rule."""

    company = CompanyField(
        label=gettext_lazy("기업"),
        max_length=120,
        help_text=gettext_lazy("등록된 이름이나 사업자등록번호를 적습니다."),
    )
    framework = forms.ChoiceField(label=pgettext_lazy("one", "진단 체계"))
    round = forms.ChoiceField(
        label=gettext_lazy("차수"),
        choices=Assessment.Round.choices,
        help_text=gettext_lazy("T1은 T0을, T2는 T1을 마친 뒤에 시작합니다."),
    )
    due_on = CellField(
        label=pgettext_lazy("due", "기한"),
        parse=cells.day,
        empty=None,
        max_length=30,
        help_text=gettext_lazy("2026-12-31처럼 적습니다. 비우면 기한이 없습니다."),
    )
    rule = forms.ChoiceField(
        label=gettext_lazy("채점 규칙"),
        required=False,
        help_text=gettext_lazy("앞 차수가 있으면 그 규칙을, 없으면 진단 체계의 기본 규칙을 씁니다."),
    )

    def __init__(self, *arguments: Any, of_staff: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.versions = {one.short_id: one for one in versions_in_use()}
        choices = [(key, f"{title_of(one)} ({one.version})") for key, one in self.versions.items()]
        self.fields["framework"].choices = choices  # type: ignore[attr-defined]
        if not of_staff:
            del self.fields["company"], self.fields["rule"]
            return
        codes = dict.fromkeys(code for one in self.versions.values() for code, _about in rule_codes(one))
        usual = [("", _("정해진 대로"))]
        self.fields["rule"].choices = [*usual, *((code, code) for code in codes)]  # type: ignore[attr-defined]

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if day is not None and day < clock.today():
            raise ValidationError(_("기한은 오늘이거나 그 뒤여야 합니다."))
        return day

    @property
    def version(self) -> FrameworkVersion:
        return self.versions[self.cleaned_data["framework"]]
