"""One organisation as a person types it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core.imports import cells
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.industries import industry_names
from deungdae.apps.organisations.models import Industry, Organisation, OrganisationKind, Region
from deungdae.apps.organisations.regions import region_names
from deungdae.engine.kernel.korean import sentence

SCHEME_LENGTH, CODE_LENGTH = 30, 60


class CellField(forms.CharField):
    """A field that reads what is typed with the same parser as a list's cell."""

    def __init__(self, *, parse: Callable[[str], str], **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.parse = parse

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return self.parse(text)
        except cells.CellError as error:
            raise ValidationError(f"{error.message} {error.remedy}", code=error.code) from error


class OrganisationForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("이름"), max_length=200)
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("구분"),
        choices=OrganisationKind.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    business_number = CellField(
        label=gettext_lazy("사업자등록번호"),
        parse=numbers.business_number,
        max_length=40,
        help_text=gettext_lazy("예: 123-45-00003. ‘-’는 없어도 됩니다."),
    )
    corporate_number = CellField(
        label=gettext_lazy("법인등록번호"),
        parse=numbers.corporate_number,
        max_length=40,
        help_text=gettext_lazy("예: 110111-9999991"),
    )
    industry = forms.CharField(
        label=gettext_lazy("업종"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("한국표준산업분류(11차)의 코드나 이름. 예: 26111, 소프트웨어 개발 및 공급업"),
    )
    region = forms.CharField(
        label=gettext_lazy("지역"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("시·도와 시·군·구. 예: 경기도 안양시, 서울 금천구"),
    )
    products = forms.CharField(
        label=gettext_lazy("주요 제품"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    home_page = CellField(
        label=gettext_lazy("홈페이지"),
        parse=cells.web_address,
        max_length=300,
        help_text=gettext_lazy("예: https://www.example.co.kr"),
    )
    identifiers = forms.CharField(
        label=gettext_lazy("외부 번호"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("한 줄에 하나씩, 체계와 번호를 빈칸으로 나누어 적습니다. 예: krx 069730"),
    )

    def clean_industry(self) -> Industry | None:
        text = self.cleaned_data["industry"]
        if not text:
            return None
        names = industry_names()
        code = names.find(text)
        if code is None:
            close = ", ".join(names.suggestions(text))
            remedy = _("비슷한 이름: %(names)s.") % {"names": close} if close else _("코드로 적어 보십시오.")
            problem = sentence(_("‘{text}’(은/는) 분류에 없는 업종입니다."), {"text": text})
            raise ValidationError(f"{problem} {remedy}")
        return Industry.objects.get(code=code)

    def clean_region(self) -> Region | None:
        text = self.cleaned_data["region"]
        if not text:
            return None
        code = region_names().find(text)
        if code is None:
            template = _("‘{text}’(은/는) 지역 표에 없습니다. ‘경기도 안양시’처럼 시·도부터 적어 주십시오.")
            raise ValidationError(sentence(template, {"text": text}))
        return Region.objects.get(code=code)

    def clean_identifiers(self) -> list[tuple[str, str]]:
        found = []
        for line in self.cleaned_data["identifiers"].splitlines():
            if not line.strip():
                continue
            scheme, _blank, code = line.strip().partition(" ")
            code = code.strip()
            if not code or len(scheme) > SCHEME_LENGTH or len(code) > CODE_LENGTH:
                template = _(
                    "‘{line}’(을/를) 체계와 번호로 읽을 수 없습니다. ‘krx 069730’처럼 적어 주십시오."
                )
                raise ValidationError(sentence(template, {"line": line.strip()[:80]}))
            found.append((scheme.casefold(), code))
        return found


def initial_of(organisation: Organisation) -> dict[str, Any]:
    """The form's values for an organisation as it is."""
    return {
        "name": organisation.name,
        "kinds": [each.kind for each in organisation.kinds.all()],
        "business_number": numbers.shown_business(organisation.business_number),
        "corporate_number": numbers.shown_corporate(organisation.corporate_number),
        "industry": f"{organisation.industry.code} {organisation.industry}" if organisation.industry else "",
        "region": str(organisation.region or ""),
        "products": organisation.products,
        "home_page": organisation.home_page,
        "identifiers": "\n".join(f"{each.scheme} {each.code}" for each in organisation.identifiers.all()),
    }
