"""A share, a group and their ends as a person types them."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core import clock
from deungdae.apps.core.imports import cells
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.amounts import Amount, amount, figure_value
from deungdae.apps.organisations.dates import past_day
from deungdae.apps.organisations.figure_kinds import ASSETS, KINDS, UNITS
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.models import BusinessGroup, Organisation, OwnershipLink
from deungdae.apps.organisations.services.ownership import Owner
from deungdae.engine.kernel.korean import sentence

SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s*%?")
NUMBER_LENGTHS = {10: "business_number", 13: "corporate_number"}


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def first_day_field() -> CellField:
    widget = forms.DateInput(attrs={"type": "date"})
    label = gettext_lazy("언제부터")
    return CellField(label=label, parse=past_day, required=True, max_length=40, widget=widget)


class ShareForm(forms.Form):
    owner = forms.CharField(
        label=gettext_lazy("주주"),
        max_length=200,
        help_text=gettext_lazy("등록된 기업이면 이름이나 사업자등록번호, 아니면 주주의 이름."),
    )
    owner_kind = forms.ChoiceField(label=gettext_lazy("주주의 종류"), choices=OwnershipLink.OwnerKind.choices)
    owner_assets = forms.CharField(
        label=gettext_lazy("주주의 자산총액"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("등록되지 않은 기업일 때. 예: 6,000억"),
    )
    share = forms.CharField(
        label=gettext_lazy("지분율(%)"), max_length=12, help_text=gettext_lazy("예: 30, 12.5%")
    )
    starts_on = first_day_field()
    ends_on = day_field(
        gettext_lazy("언제까지"), required=False, help_text=gettext_lazy("그날은 들어가지 않습니다.")
    )
    source = forms.CharField(label=gettext_lazy("출처"), max_length=200, required=False)
    is_confirmed = forms.BooleanField(
        label=gettext_lazy("실제로 순환 출자입니다. 이대로 기록합니다."), required=False
    )

    def clean_share(self) -> Decimal:
        text = self.cleaned_data["share"]
        match = SHARE.fullmatch(cells.plain(text))
        if not match:
            template = _("‘{text}’(을/를) 지분율로 읽을 수 없습니다. ‘12.5’처럼 적어 주십시오.")
            raise ValidationError(sentence(template, {"text": text}))
        return Decimal(match[1])

    def clean_owner_assets(self) -> int | None:
        text = self.cleaned_data["owner_assets"]
        if not text:
            return None
        try:
            typed: Amount = amount(text)
            return figure_value(typed, KINDS[ASSETS], UNITS["won"])
        except cells.CellError as error:
            raise ValidationError(f"‘{text}’: {error.message} {error.remedy}", code=error.code) from error

    def found_owner(self) -> Owner:
        """The organisation of this number or exact name; else somebody outside the register."""
        told = self.cleaned_data
        text = told["owner"].strip()
        known = registered(text) if told["owner_kind"] != OwnershipLink.OwnerKind.PERSON else None
        return Owner(known, "" if known else text, told["owner_kind"], told["owner_assets"])


def registered(text: str) -> Organisation | None:
    digits = numbers.SEPARATORS.sub("", cells.plain(text))
    field = NUMBER_LENGTHS.get(len(digits)) if digits.isdecimal() else None
    if field is not None:
        return Organisation.objects.filter(**{field: digits}).first()
    found = list(Organisation.objects.filter(name=text)[:2])
    return found[0] if len(found) == 1 else None


class GroupForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("기업집단 이름"),
        max_length=200,
        help_text=gettext_lazy("없던 이름이면 새 기업집단으로 등록합니다."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("종류"), choices=BusinessGroup.Kind.choices)
    starts_on = first_day_field()
    ends_on = day_field(
        gettext_lazy("언제까지"), required=False, help_text=gettext_lazy("그날은 들어가지 않습니다.")
    )
    source = forms.CharField(label=gettext_lazy("출처"), max_length=200, required=False)


class EndForm(forms.Form):
    ends_on = day_field(gettext_lazy("언제 끝났습니까"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["ends_on"].initial = clock.today()


class DayForm(forms.Form):
    """Another day to look at; nonsense is today."""

    on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
