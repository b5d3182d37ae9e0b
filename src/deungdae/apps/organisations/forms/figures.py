"""The figures of one year as a person types them, and the reason why one is taken back."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core import clock
from deungdae.apps.core.imports import cells
from deungdae.apps.organisations.amounts import Amount, amount, figure_value
from deungdae.apps.organisations.figure_kinds import KINDS, UNITS
from deungdae.apps.organisations.models import YearlyFigure
from deungdae.apps.organisations.models.figures import FIRST_YEAR, MOST_MONTHS
from deungdae.apps.organisations.services.figures import Statement


class AmountField(forms.CharField):
    """A figure in the Korean ways of writing one."""

    def clean(self, value: Any) -> Amount | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return amount(text)
        except cells.CellError as error:
            raise ValidationError(f"‘{text}’: {error.message} {error.remedy}", code=error.code) from error


class FiguresForm(forms.Form):
    """One year of one source; a field that stays empty says nothing."""

    year = forms.IntegerField(label=_("회계연도"), min_value=FIRST_YEAR, max_value=2200)
    source_kind = forms.TypedChoiceField(
        label=_("출처"),
        choices=YearlyFigure.Source.choices,
        coerce=int,
        initial=YearlyFigure.Source.SUBMITTED,
    )
    source = forms.CharField(
        label=_("출처 설명"),
        max_length=200,
        required=False,
        help_text=_("예: 2024년 감사보고서 12쪽"),
    )
    as_of = forms.DateField(
        label=_("기준일"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("자료가 언제의 것인지, 또는 받은 날."),
    )
    unit = forms.ChoiceField(
        label=_("금액 단위"),
        choices=[(unit.name, unit.label) for unit in UNITS.values()],
        help_text=_("숫자만 적은 금액에 씁니다. ‘1,700억’처럼 단위를 함께 적은 금액에는 쓰지 않습니다."),
    )
    months = forms.IntegerField(label=_("회계기간(개월)"), min_value=1, max_value=MOST_MONTHS, initial=12)
    ends_on = forms.DateField(
        label=_("결산일"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("비우면 12월 31일입니다."),
    )
    is_confirmed = forms.BooleanField(label=_("값을 확인했습니다. 이대로 기록합니다."), required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["as_of"].initial = self.fields["as_of"].initial or clock.today()
        examples = {True: _("예: 1,700억"), False: _("예: 350명")}
        for kind in KINDS.values():
            self.fields[kind.name] = AmountField(
                label=kind.label,
                required=False,
                max_length=40,
                help_text=examples[kind.is_money],
                widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
            )
        self.order_fields(["year", *KINDS, "unit", "source_kind", "source", "as_of", "months", "ends_on"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        unit = UNITS.get(cleaned.get("unit", ""))
        values: dict[str, int] = {}
        for kind in KINDS.values():
            typed = cleaned.get(kind.name)
            if typed is None or unit is None:
                continue
            try:
                values[kind.name] = figure_value(typed, kind, unit)
            except cells.CellError as error:
                self.add_error(kind.name, f"‘{typed.text}’: {error.message} {error.remedy}")
        if not values and not self.errors:
            raise ValidationError(_("적은 수치가 없습니다. 적어도 한 칸을 적어 주십시오."))
        cleaned["values"] = values
        return cleaned

    def statement(self) -> Statement:
        told = self.cleaned_data
        return Statement(
            year=told["year"],
            source_kind=told["source_kind"],
            source=told["source"],
            as_of=told["as_of"],
            months=told["months"],
            ends_on=told["ends_on"] or date(told["year"], 12, 31),
        )


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=_("거두는 까닭"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("예: 다른 회사의 감사보고서를 잘못 옮겼음"),
    )
