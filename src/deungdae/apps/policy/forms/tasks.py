"""Changing what a task's page says, and saying something else than its computed light."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.imports import cells
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.policy.models import LightOverride, Task


class TaskForm(forms.Form):
    """`seen`: the version that was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("과제명"), max_length=200)
    contents = forms.CharField(
        label=_("내용"), max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    starts_on = CellField(label=_("시작일"), parse=cells.day, required=True, max_length=30)
    ends_on = CellField(label=_("종료일"), parse=cells.day, required=True, max_length=30)

    def __init__(self, *arguments: Any, task: Task, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.initial.update(
            {
                "seen": task.version,
                "title": task.title,
                "contents": task.contents,
                "starts_on": f"{task.starts_on}",
                "ends_on": f"{task.ends_on}",
            }
        )

    def content(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class LightForm(forms.Form):
    light = forms.ChoiceField(
        label=_("보일 신호"),
        choices=[("", _("계산한 신호로 되돌리기")), *LightOverride.Light.choices],
        required=False,
    )
    reason = forms.CharField(label=_("까닭"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
