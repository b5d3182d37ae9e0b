"""Who teaches a course, as staff choose it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from deungdae.apps.calendar.models import Resource


class TrainersForm(forms.Form):
    trainers = forms.ModelMultipleChoiceField(
        label=gettext_lazy("가르치는 강사"),
        queryset=Resource.objects.none(),
        to_field_name="public_id",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "한 해 계획은 여기서 고른 강사에게만 이 과정을 맡깁니다."
            " 아무도 고르지 않으면 모든 강사가 맡을 수 있습니다."
        ),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        people = Resource.objects.kept().filter(kind=Resource.Kind.PERSON).order_by("name", "pk")
        self.fields["trainers"].queryset = people  # type: ignore[attr-defined]
