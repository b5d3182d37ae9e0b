"""A share, a group and their ends as a person types them."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.imports import cells
from deungdae.apps.core.resident.refusing import refuse_in_text
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.amounts import Amount, amount, figure_value
from deungdae.apps.organisations.dates import past_day
from deungdae.apps.organisations.figure_kinds import ASSETS, KINDS, UNITS
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.models import BusinessGroup, Organisation, OwnershipLink
from deungdae.apps.organisations.selectors.called import organisations_called
from deungdae.apps.organisations.services.ownership import Owner
from deungdae.apps.organisations.texts import required_text, seen_text
from deungdae.engine.kernel.korean import sentence

SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s*%?")
NUMBERS = {
    numbers.BUSINESS_DIGITS: ("business_number", numbers.shown_business),
    numbers.CORPORATE_DIGITS: ("corporate_number", numbers.shown_corporate),
}
FEWEST_DIGITS = 8
"""So many digits and nothing else are meant as a number, perhaps a mistyped one."""


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def first_day_field() -> CellField:
    widget = forms.DateInput(attrs={"type": "date"})
    label = gettext_lazy("언제부터")
    return CellField(label=label, parse=past_day, required=True, max_length=40, widget=widget)


def owner_words(value: str) -> str:
    """A name, or the digits of a number; some corporate numbers look like a resident registration number."""
    text = required_text(value)
    digits = number_in(text)
    if not digits:
        refuse_in_text(text)
        return text
    corporate = len(digits) == numbers.CORPORATE_DIGITS
    return numbers.corporate_number(digits) if corporate else numbers.business_number(digits)


def number_in(text: str) -> str:
    """The digits of what can only be a number; of a name none."""
    digits = numbers.SEPARATORS.sub("", cells.plain(text))
    return digits if digits.isdecimal() and len(digits) >= FEWEST_DIGITS else ""


def source_field() -> CellField:
    return CellField(label=gettext_lazy("출처"), max_length=200, parse=seen_text)


class ShareForm(forms.Form):
    known: Organisation | None = None

    owner = CellField(
        label=gettext_lazy("주주"),
        max_length=200,
        required=True,
        parse=owner_words,
        is_register_number=True,
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
    source = source_field()
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

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        text, kind = told.get("owner", ""), told.get("owner_kind")
        if not text or not kind:
            return told
        try:
            if number_in(text) or kind != OwnershipLink.OwnerKind.PERSON:
                self.known = registered(text)
        except RefusedError as error:
            self.add_error("owner", error.message)
        return told

    def found_owner(self) -> Owner:
        """The organisation of this number or name; else somebody outside the register."""
        told, known = self.cleaned_data, self.known
        return Owner(known, "" if known else told["owner"], told["owner_kind"], told["owner_assets"])


def registered(text: str) -> Organisation | None:
    """The organisation that is meant; RefusedError where a number is nobody's, or a name is of several."""
    digits = number_in(text)
    if digits:
        return of_number(digits)
    found = organisations_called(text)
    if len(found) > 1:
        raise refused(
            "owner_unclear",
            _("이름이 ‘{name}’인 기업·기관이 {count}곳 있습니다. 사업자등록번호로 적어 주십시오."),
            name=text,
            count=len(found),
        )
    return found[0] if found else None


def of_number(digits: str) -> Organisation:
    """Of a merged organisation's number the one that stands for it."""
    field, shown = NUMBERS[len(digits)]
    found = Organisation.objects.select_related("merged_into").filter(**{field: digits}).first()
    if found is None:
        raise refused(
            "owner_unknown",
            _(
                "{number}(은/는) 등록된 기업·기관의 번호가 아닙니다."
                " 먼저 등록하거나, 번호 대신 주주의 이름을 적어 주십시오."
            ),
            number=shown(digits),
        )
    return found.merged_into or found


class GroupForm(forms.Form):
    name = CellField(
        label=gettext_lazy("기업집단 이름"),
        max_length=200,
        required=True,
        parse=required_text,
        help_text=gettext_lazy("없던 이름이면 새 기업집단으로 등록합니다."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("종류"), choices=BusinessGroup.Kind.choices)
    starts_on = first_day_field()
    ends_on = day_field(
        gettext_lazy("언제까지"), required=False, help_text=gettext_lazy("그날은 들어가지 않습니다.")
    )
    source = source_field()


class EndForm(forms.Form):
    ends_on = day_field(gettext_lazy("언제 끝났습니까"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["ends_on"].initial = clock.today()


class DayForm(forms.Form):
    """Another day to look at; nonsense is today."""

    on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
