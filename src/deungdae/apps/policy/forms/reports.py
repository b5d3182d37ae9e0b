"""Opening a round, what a ministry reports, a reason, a comment."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core import clock
from deungdae.apps.core.imports import cells
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.policy.importers.columns import number
from deungdae.apps.policy.models import Milestone, ReportingRound, ReportVersion, TaskIndicator, TaskReport
from deungdae.apps.policy.services.reports import ReportContent
from deungdae.apps.policy.services.rounds import period_of


class RoundForm(KeyForm):
    kind = forms.ChoiceField(label=_("주기"), choices=ReportingRound.Kind)
    day = CellField(
        label=_("대상 기간의 한 날"),
        parse=cells.day,
        required=True,
        max_length=30,
        help_text=_("이 날이 들어 있는 달이나 분기를 보고합니다."),
    )
    due_on = CellField(label=_("제출 기한"), parse=cells.day, required=True, max_length=30)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        last = clock.today().replace(day=1) - timedelta(days=1)
        _first, after = period_of(ReportingRound.Kind.MONTH, last)
        self.initial.setdefault("day", f"{last}")
        self.initial.setdefault("due_on", f"{after + timedelta(days=9)}")


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files, each looked at as one; its value is a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(one, initial) for one in sent if one]


class ReportForm(forms.Form):
    """`seen`: the version that the writer began from. A field for each indicator and each open milestone."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    percent = CellField(label=_("진도(%)"), parse=cells.whole_number(0, 100), required=True, max_length=5)
    progress = forms.CharField(
        label=_("추진 실적"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    issues = forms.CharField(
        label=_("문제와 건의"), max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(
        self, *arguments: Any, report: TaskReport, version: ReportVersion | None, **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        self.indicators = list(report.task.indicators.all())
        self.milestones = list(report.task.milestones.all())
        figures = {one.indicator_id: one.value for one in version.figures.all()} if version else {}
        claims = {one.milestone_id: one.done_on for one in version.claims.all()} if version else {}
        for indicator in self.indicators:
            self.add_figure(indicator, figures.get(indicator.pk))
        for milestone in self.milestones:
            self.add_claim(milestone, claims.get(milestone.pk))
        self.fields["files"] = ManyFilesField(
            label=_("증빙 파일"),
            required=False,
            help_text=_("PDF, 그림, 한글, 오피스, ZIP을 한 번에 세 개까지, 각각 20 MB까지 올립니다."),
        )
        self.initial["seen"] = report.number
        if version is not None:
            told = {name: getattr(version, name) for name in ("percent", "progress", "issues")}
            self.initial.update(told)

    def add_figure(self, indicator: TaskIndicator, value: Decimal | None) -> None:
        known = indicator.value if value is None else value
        self.fields[f"figure-{indicator.pk}"] = CellField(
            label=f"{indicator.title} ({indicator.unit})",
            parse=number,
            empty=None,
            max_length=20,
            initial=f"{known.normalize():f}" if known is not None else "",
            help_text=gettext("기간이 끝난 날의 누적값입니다. 모르면 비웁니다."),
        )

    def add_claim(self, milestone: Milestone, day: Any) -> None:
        known = day or milestone.done_on
        self.fields[f"claim-{milestone.pk}"] = CellField(
            label=milestone.title,
            parse=cells.day,
            empty=None,
            max_length=30,
            initial=f"{known}" if known else "",
            help_text=gettext("마친 날을 적습니다. 예정일 %(day)s.") % {"day": milestone.due_on},
        )

    @property
    def words(self) -> Iterable[forms.BoundField]:
        return [self[name] for name in ("percent", "progress", "issues")]

    @property
    def figures(self) -> Iterable[forms.BoundField]:
        return [self[f"figure-{one.pk}"] for one in self.indicators]

    @property
    def claims(self) -> Iterable[forms.BoundField]:
        return [self[f"claim-{one.pk}"] for one in self.milestones]

    def content(self) -> ReportContent:
        told = self.cleaned_data
        return ReportContent(
            percent=told["percent"],
            progress=told["progress"],
            issues=told["issues"],
            figures={
                one.pk: told[f"figure-{one.pk}"]
                for one in self.indicators
                if told[f"figure-{one.pk}"] is not None
            },
            claims={
                one.pk: told[f"claim-{one.pk}"]
                for one in self.milestones
                if told[f"claim-{one.pk}"] is not None
            },
        )


class ActForm(forms.Form):
    """`seen`: the version that is approved, handed in, accepted or returned."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(ActForm):
    reason = forms.CharField(
        label=_("보완할 내용"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 5})
    )


class CommentForm(KeyForm):
    text = forms.CharField(label=_("의견"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 5}))
