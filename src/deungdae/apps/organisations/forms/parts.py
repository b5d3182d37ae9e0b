"""Other names, contacts and branches as a person types them."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core.imports import cells
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.dates import past_day
from deungdae.apps.organisations.forms.cells import CellField, RegionField
from deungdae.apps.organisations.models import Branch, Contact, OrganisationName
from deungdae.apps.organisations.texts import required_text, seen_text


def day_field(label: Any, help_text: Any = "") -> CellField:
    return CellField(label=label, parse=past_day, empty=None, max_length=40, help_text=help_text)


def refuse_backward(form: forms.Form, start: date | None, end: date | None, field: str) -> None:
    if start and end and end <= start:
        form.add_error(field, ValidationError(_("끝난 날이 시작한 날보다 늦어야 합니다.")))


class NameForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("이름의 종류"),
        choices=OrganisationName.Kind.choices,
        initial=OrganisationName.Kind.FORMER,
    )
    text = CellField(label=gettext_lazy("이름"), max_length=200, required=True, parse=required_text)
    valid_from = day_field(gettext_lazy("쓰기 시작한 날"), gettext_lazy("예: 2001-03-02. 모르면 비웁니다."))
    valid_to = day_field(gettext_lazy("쓰기를 그친 날"), gettext_lazy("이 날부터는 다른 이름을 썼습니다."))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        refuse_backward(self, values.get("valid_from"), values.get("valid_to"), "valid_to")
        return values

    @staticmethod
    def initial_of(name: OrganisationName) -> dict[str, Any]:
        return {
            "kind": name.kind,
            "text": name.text,
            "valid_from": name.valid_from,
            "valid_to": name.valid_to,
        }


class ContactForm(forms.Form):
    name = CellField(label=gettext_lazy("이름"), max_length=100, required=True, parse=required_text)
    department = CellField(label=gettext_lazy("부서·직위"), max_length=100, parse=seen_text)
    phone = CellField(
        label=gettext_lazy("전화"),
        max_length=40,
        parse=cells.phone,
        help_text=gettext_lazy("예: 02-1234-5678, 010-1234-5678"),
    )
    email = CellField(label=gettext_lazy("이메일"), max_length=254, parse=cells.email)
    purpose = CellField(
        label=gettext_lazy("맡은 일"),
        max_length=200,
        parse=seen_text,
        help_text=gettext_lazy("예: 세금계산서, 스마트공장 도입"),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not values.get("phone") and not values.get("email"):
            self.add_error("phone", _("전화나 이메일 가운데 하나는 적어 주십시오."))
        return values

    @staticmethod
    def initial_of(contact: Contact) -> dict[str, Any]:
        return {name: getattr(contact, name) for name in ContactForm.base_fields}


class BranchForm(forms.Form):
    name = CellField(label=gettext_lazy("사업장 이름"), max_length=100, required=True, parse=required_text)
    kind = forms.ChoiceField(
        label=gettext_lazy("종류"), choices=Branch.Kind.choices, initial=Branch.Kind.FACTORY
    )
    region = RegionField(
        label=gettext_lazy("지역"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("시·도와 시·군·구. 예: 경기도 안양시, 서울 금천구"),
    )
    address = CellField(label=gettext_lazy("주소"), max_length=300, parse=seen_text)
    business_number = CellField(
        label=gettext_lazy("사업장 사업자등록번호"),
        parse=numbers.business_number,
        empty=None,
        max_length=40,
        help_text=gettext_lazy("본사와 다른 번호가 있을 때만 적습니다."),
    )
    opened_on = day_field(gettext_lazy("연 날"))
    closed_on = day_field(gettext_lazy("닫은 날"), gettext_lazy("운영하고 있으면 비웁니다."))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        refuse_backward(self, values.get("opened_on"), values.get("closed_on"), "closed_on")
        return values

    @staticmethod
    def initial_of(branch: Branch) -> dict[str, Any]:
        found = {name: getattr(branch, name) for name in BranchForm.base_fields}
        number = numbers.shown_business(branch.business_number)
        region = branch.region.full_name if branch.region else ""
        return {**found, "region": region, "business_number": number}
