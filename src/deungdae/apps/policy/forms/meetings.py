"""A meeting, what it adds, decides and orders, its minutes, and how an order was done."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.core import clock
from deungdae.apps.core.imports import cells
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.policy.models import MeetingOrder, Ministry, Task, TaskMeeting
from deungdae.apps.policy.selectors.ministries import ministries_with_names


class MeetingForm(KeyForm):
    title = forms.CharField(label=_("회의 이름"), max_length=120)
    day = CellField(label=_("회의일"), parse=cells.day, required=True, max_length=30)
    place = forms.CharField(label=_("장소"), max_length=120, required=False)


class TaskChoice(forms.ModelChoiceField):
    def label_from_instance(self, task: Any) -> str:
        return f"{task.code} {task.title}"


class MinistryChoice(forms.ModelChoiceField):
    def label_from_instance(self, ministry: Any) -> str:
        return str(ministry.name_on(clock.today()))


def standing_ministries() -> Any:
    return ministries_with_names().filter(ends_on=None)


class ItemForm(forms.Form):
    task = TaskChoice(label=pgettext_lazy("one", "과제"), queryset=Task.objects.none())

    def __init__(self, *arguments: Any, meeting: TaskMeeting, **named: Any) -> None:
        super().__init__(*arguments, **named)
        rest = Task.objects.filter(strategy=meeting.strategy).exclude(agenda_items__meeting=meeting)
        self.fields["task"].queryset = rest  # type: ignore[attr-defined]


class OrderForm(KeyForm):
    kind = forms.ChoiceField(label=_("종류"), choices=MeetingOrder.Kind, initial=MeetingOrder.Kind.ORDER)
    text = forms.CharField(label=_("내용"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 4}))
    task = TaskChoice(label=pgettext_lazy("one", "과제"), queryset=Task.objects.none(), required=False)
    owner = MinistryChoice(label=_("맡을 부처"), queryset=Ministry.objects.none(), required=False)
    due_on = CellField(label=_("기한"), parse=cells.day, empty=None, max_length=30)

    def __init__(self, *arguments: Any, meeting: TaskMeeting, **named: Any) -> None:
        super().__init__(*arguments, **named)
        tasks = Task.objects.filter(strategy=meeting.strategy)
        self.fields["task"].queryset = tasks  # type: ignore[attr-defined]
        self.fields["owner"].queryset = standing_ministries()  # type: ignore[attr-defined]


class OutcomeForm(forms.Form):
    outcome = forms.CharField(
        label=_("조치 결과"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 4})
    )


class MinutesForm(forms.Form):
    minutes = forms.CharField(
        label=_("회의록"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("확정하면 회의록과 결정을 고칠 수 없습니다."),
    )
