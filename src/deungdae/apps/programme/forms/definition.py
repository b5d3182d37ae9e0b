"""An indicator's definition as a person types it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from deungdae.apps.core.imports import cells
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.gap.models import Size
from deungdae.apps.gap.words import SURVEY_INDICATORS
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.texts import required_text
from deungdae.apps.programme import parsing
from deungdae.apps.programme.definition import (
    UNIT_OF,
    Counted,
    Definition,
    Source,
    Unit,
    countable_kinds,
    label_of,
    typed_value,
)
from deungdae.apps.programme.kinds import AWAITED
from deungdae.apps.programme.models import Goal, Indicator, IndicatorVersion, Programme
from deungdae.apps.programme.services.definitions import IndicatorFacts
from deungdae.apps.programme.words import field_words

LONGEST = 1_000
NOTHING: tuple[str, Any] = ("", "–")


def kind_choices() -> list[tuple[str, str]]:
    """Kinds with what people call them; those that nobody writes yet say so."""
    awaited = pgettext("kind", "아직 없음")
    return [
        (name, f"{label_of(name)} ({awaited})" if name in AWAITED else label_of(name))
        for name in countable_kinds()
    ]


class DefinitionForm(forms.Form):
    source = forms.ChoiceField(label=gettext_lazy("어디에서 옵니까"), choices=Source.choices)
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("셀 증거"),
        choices=kind_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    conditions = CellField(
        label=gettext_lazy("조건"),
        parse=parsing.conditions,
        empty=(),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "한 줄에 하나씩 ‘차수 = T0’처럼 적습니다. 쓸 수 있는 칸은 미리 보기에 나옵니다."
        ),
    )
    counted = forms.ChoiceField(
        label=gettext_lazy("세는 방법"), choices=[NOTHING, *Counted.choices], required=False
    )
    figure = CellField(
        label=gettext_lazy("더하거나 견줄 칸"),
        parse=cells.text,
        max_length=60,
        help_text=gettext_lazy("값을 더하거나 T0와 T1을 견줄 때만 적습니다. 예: minutes"),
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("단위"),
        choices=[NOTHING, *Unit.choices],
        required=False,
        help_text=gettext_lazy("기업·사람·기록으로 셀 때는 비워 두면 저절로 정해집니다."),
    )
    within = forms.ModelChoiceField(
        label=gettext_lazy("이 지표에 든 기업만"),
        queryset=Indicator.objects.none(),
        required=False,
        to_field_name="public_id",
        empty_label="–",
    )
    since = CellField(label=gettext_lazy("이날부터"), parse=cells.day, empty=None, max_length=30)
    until = CellField(
        label=gettext_lazy("이날까지"),
        parse=cells.day,
        empty=None,
        max_length=30,
        help_text=gettext_lazy("비우면 사업 기간 전체를 셉니다."),
    )
    survey = forms.ChoiceField(
        label=gettext_lazy("조사의 지표"), choices=[NOTHING, *SURVEY_INDICATORS.items()], required=False
    )
    size = forms.ChoiceField(
        label=gettext_lazy("조사의 규모"),
        choices=[NOTHING, *((value, label) for value, label in Size.choices if value)],
        required=False,
    )
    reason = CellField(label=gettext_lazy("바꾸는 까닭"), parse=required_text, required=True, max_length=300)

    def __init__(
        self, *arguments: Any, programme: Programme, defines: Indicator | None = None, **named: Any
    ) -> None:
        """`defines`: the indicator that is defined anew; it cannot lie within itself."""
        super().__init__(*arguments, **named)
        within: Any = self.fields["within"]
        others = Indicator.objects.filter(goal__programme=programme)
        within.queryset = others if defines is None else others.exclude(pk=defines.pk)

    def clean(self) -> dict[str, Any] | None:
        """What the source asks for is there."""
        found = super().clean()
        told = self.cleaned_data
        if told.get("source") == Source.EVIDENCE and not told.get("counted"):
            self.add_error("counted", ValidationError(_("무엇을 한 번으로 셀지 골라 주십시오.")))
        if told.get("source") == Source.SURVEY and not (told.get("survey") and told.get("size")):
            self.add_error("survey", ValidationError(_("조사의 지표와 규모를 함께 골라 주십시오.")))
        if self.chosen_unit() == "":
            self.add_error("unit", ValidationError(_("단위를 골라 주십시오.")))
        return found

    def chosen_unit(self) -> str:
        told = self.cleaned_data
        counted = told.get("counted", "")
        if not told.get("unit") and told.get("source") == Source.EVIDENCE and counted in UNIT_OF:
            return UNIT_OF[counted].value
        return str(told.get("unit") or "")

    def definition(self) -> Definition:
        """Fields of other sources than the chosen one are let go."""
        told = self.cleaned_data
        if told["source"] != Source.EVIDENCE:
            is_survey = told["source"] == Source.SURVEY
            names = ("survey", "size") if is_survey else ()
            more = {name: told[name] for name in names}
            return Definition(source=told["source"], unit=self.chosen_unit(), **more)
        kinds = tuple(told["kinds"])
        return Definition(
            source=told["source"],
            unit=self.chosen_unit(),
            kinds=kinds,
            conditions=tuple(
                (field, tuple(typed_value(kinds, field, one) for one in values))
                for field, values in told["conditions"]
            ),
            counted=told["counted"],
            figure=told["figure"] if told["counted"] in (Counted.SUM, Counted.CHANGE) else "",
            since=told["since"],
            until=after(told["until"]),
        )

    def chosen_within(self) -> Indicator | None:
        is_evidence = self.cleaned_data["source"] == Source.EVIDENCE
        found: Indicator | None = self.cleaned_data["within"] if is_evidence else None
        return found


def after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day is not None and day < date.max else day


class NewIndicatorForm(DefinitionForm, KeyForm):
    goal = forms.ModelChoiceField(
        label=gettext_lazy("어느 목표에 듭니까"), queryset=Goal.objects.none(), to_field_name="public_id"
    )
    code = CellField(
        label=gettext_lazy("코드"),
        parse=required_text,
        required=True,
        max_length=40,
        help_text=gettext_lazy("한 번 정하면 바뀌지 않습니다. 예: matched-2026"),
    )
    title = CellField(label=gettext_lazy("이름"), parse=required_text, required=True, max_length=120)
    title_english = CellField(label=gettext_lazy("영어 이름"), parse=cells.text, max_length=120)
    place = forms.TypedChoiceField(
        label=gettext_lazy("첫 화면의 자리"),
        choices=[NOTHING, *((number, str(number)) for number in range(1, 9))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    field_order = ["goal", "code", "title", "title_english", "place"]

    def __init__(self, *arguments: Any, programme: Programme, **named: Any) -> None:
        super().__init__(*arguments, programme=programme, **named)
        goal: Any = self.fields["goal"]
        goal.queryset = programme.goals.all()
        del self.fields["reason"]

    def facts(self) -> IndicatorFacts:
        names = ("code", "title", "title_english", "place")
        return IndicatorFacts(**{name: self.cleaned_data[name] for name in names})


def initial_of(version: IndicatorVersion) -> dict[str, Any]:
    """How the form shows the definition that is in force."""
    lines = (
        f"{field_words(field)} = {', '.join(str(one) for one in values)}"
        for field, values in sorted(version.conditions.items())
    )
    return {
        "source": version.source,
        "kinds": version.kinds,
        "conditions": "\n".join(lines),
        "counted": version.counted,
        "figure": version.figure,
        "unit": "" if version.counted in UNIT_OF else version.unit,
        "within": version.within,
        "since": version.since.isoformat() if version.since else "",
        "until": (version.until - timedelta(days=1)).isoformat() if version.until else "",
        "survey": version.survey,
        "size": version.size,
    }
