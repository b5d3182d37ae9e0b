"""What a company wants of its roadmap, and its decisions on steps."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core import clock
from deungdae.apps.core.imports import cells
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.diagnosis.bridge.frameworks import framework_of, said
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.roadmap import parsing
from deungdae.apps.roadmap.bridge.question import levels_of, usual_target
from deungdae.apps.roadmap.models import Roadmap
from deungdae.apps.roadmap.models.offerings import MOST_MONTHS
from deungdae.apps.roadmap.months import month_of, months_after
from deungdae.apps.roadmap.services.roadmaps import Wishes
from deungdae.apps.roadmap.words import month_words
from deungdae.engine.kernel.korean import sentence

WEIGHTS = [
    ("1", gettext_lazy("보통")),
    ("3", gettext_lazy("중요")),
    ("5", gettext_lazy("매우 중요")),
    ("0", gettext_lazy("다루지 않음")),
]
AHEAD = 12
"""A roadmap begins within so many months."""


class WishesForm(KeyForm):
    """A target and a weight for each dimension of the assessment, money, time."""

    budget = CellField(
        label=gettext_lazy("예산(원)"),
        parse=parsing.amount,
        required=True,
        max_length=30,
        help_text=gettext_lazy("지원금을 뺀 우리 부담입니다. ‘5천만원’처럼 적어도 됩니다."),
    )
    months = CellField(
        label=gettext_lazy("기간(달)"), parse=cells.whole_number(1, MOST_MONTHS), required=True, max_length=5
    )
    begins_on = forms.ChoiceField(label=gettext_lazy("시작하는 달"))
    hours = CellField(
        label=gettext_lazy("쓸 수 있는 직원 시간"),
        parse=cells.whole_number(0, 1_000_000),
        empty=None,
        max_length=10,
        help_text=gettext_lazy("교육과 회의에 낼 수 있는 시간을 모두 더한 값입니다. 비우면 제한이 없습니다."),
    )

    def __init__(self, *arguments: Any, assessment: Assessment, before: Roadmap | None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.levels = levels_of(assessment)
        framework, goals = framework_of(assessment.framework), before.goals if before is not None else {}
        months = [months_after(clock.today(), count) for count in range(AHEAD)]
        choices = [(one.isoformat(), month_words(one)) for one in months]
        self.fields["begins_on"].choices = choices  # type: ignore[attr-defined]
        for code, level in self.levels.items():
            target, weight = goals.get(code, [usual_target(framework, level), 1])
            name = said(framework.dimension(code).text)
            self.add_goal(code, name, level, max(target, level), weight)
        self.initial.update({"months": 12, "begins_on": months[1].isoformat()})
        if before is not None:
            self.initial.update(
                {
                    "budget": f"{before.budget_krw:,}",
                    "months": before.months,
                    "hours": "" if before.hours is None else before.hours,
                }
            )

    def add_goal(self, code: str, name: str, level: int, target: int, weight: int) -> None:
        self.fields[f"target-{code}"] = CellField(
            label=name, parse=cells.whole_number(0, 100), required=True, max_length=5, initial=target
        )
        self.fields[f"weight-{code}"] = forms.ChoiceField(
            label=_("%(name)s의 중요도") % {"name": name}, choices=WEIGHTS, initial=str(weight)
        )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for code, level in self.levels.items():
            target = told.get(f"target-{code}")
            if target is not None and target < level:
                template = _(
                    "목표 {target}점이 지금 수준보다 낮습니다. {level}점부터 100점까지 적어 주십시오."
                )
                self.add_error(f"target-{code}", sentence(template, {"target": target, "level": level}))
        return told

    def rows(self) -> list[dict[str, Any]]:
        """For the page: each dimension with its level and its two fields."""
        return [
            {"code": code, "level": level, "target": self[f"target-{code}"], "weight": self[f"weight-{code}"]}
            for code, level in self.levels.items()
        ]

    def plain_fields(self) -> list[Any]:
        return [self[name] for name in ("budget", "months", "begins_on", "hours")]

    def wishes(self) -> Wishes:
        told = self.cleaned_data
        goals = {code: (told[f"target-{code}"], int(told[f"weight-{code}"])) for code in self.levels}
        begins_on = date.fromisoformat(told["begins_on"])
        return Wishes(goals, told["budget"], told["months"], told["hours"], begins_on)


class MonthForm(KeyForm):
    """When a step begins, or until when it is postponed. `usual`: the month of the plan, where it is one of
    `months`."""

    month = forms.ChoiceField(label=gettext_lazy("달"))

    def __init__(self, *arguments: Any, months: Sequence[date], usual: date | None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = [(one.isoformat(), month_words(one)) for one in months]
        self.fields["month"].choices = choices  # type: ignore[attr-defined]
        if usual is not None:
            self.initial["month"] = month_of(usual).isoformat()

    def chosen(self) -> dict[str, Any]:
        return {"month": date.fromisoformat(self.cleaned_data["month"])}


class ReasonForm(KeyForm):
    reason = CellField(label=gettext_lazy("까닭"), parse=cells.text, max_length=200)

    def chosen(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}


class EvidenceForm(KeyForm):
    """Which entry of the company's case shows it."""

    entry = forms.ChoiceField(label=gettext_lazy("기업 카드의 기록"))

    def __init__(self, *arguments: Any, entries: Sequence[tuple[EvidenceEntry, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.entries = {one.short_id: one for one, _words in entries}
        choices = [(one.short_id, words) for one, words in entries]
        self.fields["entry"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        return {"evidence": self.entries[self.cleaned_data["entry"]]}


class SupportForm(KeyForm):
    """The centre has seen that a company had a support."""

    on = CellField(label=gettext_lazy("마친 날"), parse=cells.day, required=True, max_length=30)
    proof = CellField(
        label=gettext_lazy("확인한 근거"),
        parse=cells.text,
        required=True,
        max_length=200,
        help_text=gettext_lazy("기업 카드에 남습니다. 예: 협약서 2026-113호, 현장 방문"),
    )

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > clock.today():
            raise ValidationError(_("아직 오지 않은 날입니다. 지원을 마친 날을 적어 주십시오."))
        return day
