"""A new name, an end into another ministry, and the body whose people act for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.imports import cells
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.models import Organisation, OrganisationKind
from deungdae.apps.policy.forms.meetings import MinistryChoice, standing_ministries
from deungdae.apps.policy.models import Ministry


class RenameForm(forms.Form):
    name = forms.CharField(label=_("새 이름"), max_length=80)
    short_name = forms.CharField(label=_("짧은 이름"), max_length=20)
    short_english = forms.CharField(label=_("영문 약칭"), max_length=20, required=False)
    starts_on = CellField(label=_("쓰기 시작하는 날"), parse=cells.day, required=True, max_length=30)
    source = forms.CharField(label=_("근거"), max_length=200)


class MergeForm(forms.Form):
    successor = MinistryChoice(label=_("이어받는 부처"), queryset=Ministry.objects.none())
    on = CellField(label=_("통합하는 날"), parse=cells.day, required=True, max_length=30)

    def __init__(self, *arguments: Any, ministry: Ministry, **named: Any) -> None:
        super().__init__(*arguments, **named)
        others = standing_ministries().exclude(pk=ministry.pk)
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]


class BodyForm(forms.Form):
    organisation = forms.ModelChoiceField(
        label=_("등록된 기관"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("연결하지 않음"),
        help_text=_("구분이 정부기관인 기관만 나옵니다. 이 기관의 담당자가 부처의 과제를 보고합니다."),
    )

    def __init__(self, *arguments: Any, ministry: Ministry, **named: Any) -> None:
        super().__init__(*arguments, **named)
        bodies = Organisation.objects.standing().filter(kinds__kind=OrganisationKind.Kind.GOVERNMENT)
        self.fields["organisation"].queryset = bodies  # type: ignore[attr-defined]
        self.initial.setdefault("organisation", ministry.organisation_id)
