"""One organisation as a person types it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core.imports import cells
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.dates import past_day
from deungdae.apps.organisations.forms.cells import CellField, RegionField
from deungdae.apps.organisations.identifiers import identifier
from deungdae.apps.organisations.industries import IndustryNames, industry_names
from deungdae.apps.organisations.models import Industry, Organisation, OrganisationKind
from deungdae.apps.organisations.texts import required_text, seen_text
from deungdae.engine.kernel.korean import sentence

SCHEME_LENGTH, CODE_LENGTH, MAX_OTHER_INDUSTRIES = 30, 60, 20
UNKNOWN = ("", gettext_lazy("알려지지 않음"))
NOT_LISTED = ("", gettext_lazy("비상장"))


class OrganisationForm(forms.Form):
    SECTIONS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
        (gettext_lazy("이름과 번호"), ("name", "english_name", "business_number", "corporate_number")),
        (gettext_lazy("구분과 설립"), ("kinds", "legal_kind", "founded_on", "market")),
        (gettext_lazy("업종과 지역"), ("industry", "other_industries", "region")),
        (gettext_lazy("그 밖의 정보"), ("products", "home_page", "identifiers")),
    )

    name = CellField(label=gettext_lazy("이름"), max_length=200, required=True, parse=required_text)
    english_name = CellField(
        label=gettext_lazy("영문 이름"),
        max_length=200,
        parse=seen_text,
        help_text=gettext_lazy("예: Deungdae Precision Co., Ltd."),
    )
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
        is_register_number=True,
    )
    legal_kind = forms.ChoiceField(
        label=gettext_lazy("법적 형태"),
        choices=[UNKNOWN, *Organisation.LegalKind.choices],
        required=False,
        help_text=gettext_lazy("중견기업·중소기업 판단에 쓰입니다."),
    )
    founded_on = CellField(
        label=gettext_lazy("설립일"),
        parse=past_day,
        empty=None,
        max_length=40,
        help_text=gettext_lazy("예: 2001-03-02. 1880년부터 오늘까지."),
    )
    market = forms.ChoiceField(
        label=gettext_lazy("상장 시장"), choices=[NOT_LISTED, *Organisation.Market.choices], required=False
    )
    industry = forms.CharField(
        label=gettext_lazy("업종"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("한국표준산업분류(11차)의 코드나 이름. 예: 26111, 소프트웨어 개발 및 공급업"),
    )
    other_industries = forms.CharField(
        label=gettext_lazy("다른 업종"),
        max_length=3_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("한 줄에 하나씩, 코드나 이름으로 적습니다."),
    )
    region = RegionField(
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

    @property
    def sections(self) -> list[tuple[str | Promise, list[BoundField]]]:
        """The fields as the page groups them."""
        return [(title, [self[name] for name in names]) for title, names in self.SECTIONS]

    def clean_industry(self) -> Industry | None:
        text = self.cleaned_data["industry"]
        return industry_of(text, industry_names()) if text else None

    def clean_other_industries(self) -> list[Industry]:
        lines = [line.strip() for line in self.cleaned_data["other_industries"].splitlines() if line.strip()]
        if len(lines) > MAX_OTHER_INDUSTRIES:
            raise ValidationError(
                _("다른 업종은 %(limit)s개까지 적을 수 있습니다.") % {"limit": MAX_OTHER_INDUSTRIES}
            )
        names = industry_names() if lines else IndustryNames()
        return [industry_of(line, names) for line in lines]

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
            try:
                found.append(identifier(scheme, code))
            except cells.CellError as error:
                raise ValidationError(f"‘{line.strip()}’: {error.message} {error.remedy}") from error
        return found


class NewOrganisationForm(KeyForm, OrganisationForm):
    """One that is not registered yet; `is_new`: it is none of the similar ones that were shown."""

    is_new = forms.BooleanField(required=False)

    def particulars(self) -> dict[str, Any]:
        """What is known of it, without what only the form needs."""
        return {name: self.cleaned_data[name] for name in OrganisationForm.base_fields}


class OrganisationEditForm(OrganisationForm):
    """As it is registered; a changed name may stay on record as a former one."""

    SECTIONS = (
        (
            gettext_lazy("이름과 번호"),
            ("name", "keep_former_name", "english_name", "business_number", "corporate_number"),
        ),
        *OrganisationForm.SECTIONS[1:],
    )

    keep_former_name = forms.BooleanField(
        label=gettext_lazy("이름이 바뀌었으면 지금까지의 이름을 ‘이전 이름’으로 남기기"),
        required=False,
        initial=True,
    )
    seen = forms.DateTimeField(widget=forms.HiddenInput)
    """When the organisation was last changed, as the person saw it."""


def industry_of(text: str, names: IndustryNames) -> Industry:
    """The class that the text names, or a ValidationError with names that are close."""
    code = names.find(text)
    if code is None:
        close = ", ".join(names.suggestions(text))
        remedy = _("비슷한 이름: %(names)s.") % {"names": close} if close else _("코드로 적어 보십시오.")
        problem = sentence(_("‘{text}’(은/는) 분류에 없는 업종입니다."), {"text": text})
        raise ValidationError(f"{problem} {remedy}")
    return Industry.objects.get(code=code)


def initial_of(organisation: Organisation) -> dict[str, Any]:
    """The form's values for an organisation as it is."""
    return {
        "name": organisation.name,
        "english_name": organisation.english_name,
        "kinds": [each.kind for each in organisation.kinds.all()],
        "business_number": numbers.shown_business(organisation.business_number),
        "corporate_number": numbers.shown_corporate(organisation.corporate_number),
        "legal_kind": organisation.legal_kind,
        "founded_on": organisation.founded_on.isoformat() if organisation.founded_on else "",
        "market": organisation.market,
        "industry": coded(organisation.industry),
        "other_industries": "\n".join(coded(each.industry) for each in organisation.other_industries.all()),
        "region": organisation.region.full_name if organisation.region else "",
        "products": organisation.products,
        "home_page": organisation.home_page,
        "identifiers": "\n".join(f"{each.scheme} {each.code}" for each in organisation.identifiers.all()),
        "seen": organisation.updated_at.isoformat(),
    }


def differences(form: OrganisationForm, organisation: Organisation) -> list[tuple[str, str]]:
    """Where the organisation is not as the form says: the field's label, and what is registered."""
    registered, found = initial_of(organisation), []
    for name, field in OrganisationForm.base_fields.items():
        value = registered[name]
        if isinstance(value, list):
            labels = dict(OrganisationKind.Kind.choices)
            typed, own = sorted(form[name].value() or []), sorted(value)
            value = ", ".join(str(labels[kind]) for kind in value)
        else:
            typed, own = str(form[name].value() or "").split(), str(value).split()
        if typed != own:
            found.append((str(field.label), str(value) or str(UNKNOWN[1])))
    return found


def coded(industry: Industry | None) -> str:
    return f"{industry.code} {industry}" if industry else ""
