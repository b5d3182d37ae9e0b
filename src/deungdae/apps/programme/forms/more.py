"""Targets, figures of others, and distinctions as a person types them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.forms.seats import CompanyField
from deungdae.apps.core.imports import cells
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.texts import required_text
from deungdae.apps.programme import parsing
from deungdae.apps.programme.kinds import Axis, DistinctionName
from deungdae.apps.programme.models import ImportedFigure


class TargetsForm(forms.Form):
    targets = CellField(
        label=gettext_lazy("목표"),
        parse=parsing.targets,
        required=True,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "사업을 시작한 때부터 그 기간 끝까지 쌓은 값을 한 줄에 하나씩 적습니다. 예: 2024: 100"
        ),
    )
    reason = CellField(
        label=gettext_lazy("근거나 바꾸는 까닭"), parse=required_text, required=True, max_length=300
    )


class FigureForm(KeyForm):
    on = CellField(label=gettext_lazy("어느 날의 값입니까"), parse=cells.day, required=True, max_length=30)
    value = CellField(label=gettext_lazy("값"), parse=parsing.decimal, required=True, max_length=30)
    part = CellField(
        label=gettext_lazy("일부의 값이면 무엇의"),
        parse=cells.text,
        max_length=60,
        help_text=gettext_lazy("전체의 값이면 비웁니다."),
    )
    source = CellField(
        label=gettext_lazy("출처"),
        parse=required_text,
        required=True,
        max_length=200,
        help_text=gettext_lazy("누가 언제 어디에 발표했는지 적습니다."),
    )
    mark = forms.ChoiceField(label=gettext_lazy("확인한 방법"), choices=ImportedFigure.Mark.choices)


class DistinctionForm(KeyForm):
    company = CompanyField(
        label=gettext_lazy("기업"),
        max_length=120,
        help_text=gettext_lazy("등록된 이름이나 사업자등록번호를 적습니다."),
    )
    distinction = forms.ChoiceField(label=gettext_lazy("선정"), choices=DistinctionName.choices)
    axis = forms.ChoiceField(
        label=gettext_lazy("축"),
        choices=Axis.choices,
        required=False,
        help_text=gettext_lazy("등대 중견기업이면 세 축 가운데 하나를 고릅니다."),
    )
    on = CellField(label=gettext_lazy("선정한 날"), parse=cells.day, required=True, max_length=30)
    by = CellField(label=gettext_lazy("선정한 곳"), parse=required_text, required=True, max_length=120)
    proof = CellField(
        label=gettext_lazy("출처"),
        parse=required_text,
        required=True,
        max_length=200,
        help_text=gettext_lazy("공고나 공문의 이름과 날짜를 적습니다. 기업도 읽습니다."),
    )

    def facts(self) -> dict[str, Any]:
        names = ("distinction", "axis", "on", "by", "proof")
        return {"organisation": self.cleaned_data["company"], **{n: self.cleaned_data[n] for n in names}}
