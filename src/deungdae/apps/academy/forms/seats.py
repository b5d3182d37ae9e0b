"""Asking for a seat, and changing how many there are."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.models import Cohort, Enrolment, Quota
from deungdae.apps.academy.models.cohorts import MOST_SEATS
from deungdae.apps.academy.selectors.companies import company_named
from deungdae.apps.academy.services.seats import QuotaWords
from deungdae.apps.academy.services.trainees import PersonFacts
from deungdae.apps.accounts.personal.masking import masked
from deungdae.apps.core.imports import cells
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.evidence.models import CompanySize
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.regions import region_names
from deungdae.apps.organisations.selectors.places import provinces
from deungdae.apps.organisations.texts import required_text, seen_lines, seen_text
from deungdae.engine.kernel.korean import sentence

LINE = re.compile(r"(?P<name>.+?)\s*[:：]?\s*(?P<seats>\d{1,4})\s*명?")


class NamesakeForm(KeyForm):
    """A form that may be about one of two people of the same name."""

    is_other_person = forms.BooleanField(
        label=gettext_lazy("동명이인: 이름이 같은 사람이 이미 신청했지만 다른 사람입니다"), required=False
    )


class EnrolForm(NamesakeForm):
    """What the centre needs beside the account of somebody who enrols."""

    job_title = CellField(label=gettext_lazy("직위"), parse=seen_text, max_length=60)
    phone = CellField(
        label=gettext_lazy("휴대전화"),
        parse=cells.phone,
        max_length=40,
        help_text=gettext_lazy("강의실이나 시간이 급히 바뀔 때만 씁니다."),
    )
    field_order = ("job_title", "phone", "is_other_person")


class PersonForm(NamesakeForm):
    """Somebody for whom a company, or the centre, asks for a seat."""

    name = CellField(label=gettext_lazy("이름"), parse=required_text, required=True, max_length=80)
    email = CellField(
        label=gettext_lazy("이메일"),
        parse=cells.email,
        required=True,
        max_length=254,
        help_text=gettext_lazy("신청 결과와 빈자리 소식을 이 주소로 보냅니다."),
    )
    phone = CellField(label=gettext_lazy("휴대전화"), parse=cells.phone, max_length=40)
    job_title = CellField(label=gettext_lazy("직위"), parse=seen_text, max_length=60)
    field_order: Sequence[str] = ("name", "email", "phone", "job_title", "is_other_person")

    def facts(self) -> PersonFacts:
        names = ("name", "email", "phone", "job_title")
        return PersonFacts(**{name: self.cleaned_data[name] for name in names})


class CompanyField(forms.CharField):
    """A company as staff write it: its name or its business number."""

    def clean(self, value: Any) -> Organisation | None:
        text = super().clean(value)
        return company_named(text) if text else None


class StaffPersonForm(PersonForm):
    company = CompanyField(
        label=gettext_lazy("기업"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("등록된 이름이나 사업자등록번호를 적습니다. 소속 없이 오는 사람은 비웁니다."),
    )
    field_order = ("company", "name", "email", "phone", "job_title", "is_other_person")


class ReasonForm(forms.Form):
    reason = CellField(label=gettext_lazy("알릴 까닭"), parse=required_text, required=True, max_length=200)


class FreeReasonForm(forms.Form):
    reason = CellField(label=gettext_lazy("알릴 까닭"), parse=seen_text, max_length=200)


class TakenBackField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Enrolment) -> str:
        company = obj.organisation.name if obj.organisation is not None else ""
        words = [
            _("접수 번호 %(number)s") % {"number": obj.number},
            masked("name", obj.trainee.name),
            company,
        ]
        return " · ".join(word for word in words if word)


class SeatsForm(forms.Form):
    """The limits of a cohort; and whose seats go back where there will be fewer."""

    capacity = forms.IntegerField(label=gettext_lazy("정원"), min_value=1, max_value=MOST_SEATS)
    most_per_company = forms.IntegerField(
        label=gettext_lazy("기업당 인원"), min_value=1, max_value=MOST_SEATS, required=False
    )
    regions = forms.CharField(
        label=gettext_lazy("지역별 한도"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("한 줄에 시·도 하나와 가장 많은 인원을 적습니다. 예: 서울 10"),
    )
    sizes = forms.CharField(
        label=gettext_lazy("기업 규모별 한도"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "종사자 수를 1-9, 10-49, 50-299, 300-999, 1000- 가운데서 적습니다. 예: 1000- 5"
        ),
    )
    taken_back = TakenBackField(
        label=gettext_lazy("대기로 돌릴 사람"),
        queryset=Enrolment.objects.none(),
        to_field_name="public_id",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "정원을 자리를 가진 사람보다 적게 줄일 때만 고릅니다. 늦게 온 사람이 위에 있습니다."
        ),
    )
    reason = CellField(
        label=gettext_lazy("알릴 까닭"),
        parse=seen_text,
        max_length=200,
        help_text=gettext_lazy("자리를 잃는 사람에게 그대로 알립니다."),
    )

    def __init__(self, *arguments: Any, cohort: Cohort, **named: Any) -> None:
        super().__init__(*arguments, **named)
        held = Enrolment.objects.filter(cohort=cohort).holding().order_by("-place")
        held = held.select_related("trainee", "organisation")
        self.fields["taken_back"].queryset = held  # type: ignore[attr-defined]

    def clean_regions(self) -> list[QuotaWords]:
        return [("region", province(name), seats) for name, seats in lines_of(self.cleaned_data["regions"])]

    def clean_sizes(self) -> list[QuotaWords]:
        return [("size", band(name), seats) for name, seats in lines_of(self.cleaned_data["sizes"])]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name in ("regions", "sizes"):
            keys = [key for _kind, key, _seats in values.get(name, [])]
            if len(keys) != len(set(keys)):
                self.add_error(name, _("같은 것이 두 줄에 있습니다. 한 줄만 남겨 주십시오."))
        return values

    def quotas(self) -> list[QuotaWords]:
        return [*self.cleaned_data["regions"], *self.cleaned_data["sizes"]]


def lines_of(text: str) -> list[tuple[str, int]]:
    """Each line: a name and how many at most."""
    if not text.strip():
        return []
    found = []
    for line in seen_lines(text).splitlines():
        match = LINE.fullmatch(line.strip())
        if line.strip() and match is None:
            template = _("‘{line}’(을/를) 읽을 수 없습니다. ‘서울 10’처럼 이름과 인원을 적어 주십시오.")
            raise ValidationError(sentence(template, {"line": line.strip()[:40]}))
        if match is not None:
            found.append((match["name"], int(match["seats"])))
    return found


def province(name: str) -> str:
    code = region_names().find(name)
    if code is None or len(code) != 2:
        template = _("‘{name}’(은/는) 시·도가 아닙니다. ‘서울’이나 ‘경상남도’처럼 적어 주십시오.")
        raise ValidationError(sentence(template, {"name": name[:40]}))
    return code


def band(name: str) -> str:
    found = name.replace("~", "-").replace("명", "").replace(",", "").replace("이상", "-").replace(" ", "")
    if found not in CompanySize.values or not found:
        template = _(
            "‘{name}’(은/는) 종사자 규모가 아닙니다."
            " 1-9, 10-49, 50-299, 300-999, 1000- 가운데서 적어 주십시오."
        )
        raise ValidationError(sentence(template, {"name": name[:40]}))
    return found


def initial_of_seats(cohort: Cohort) -> dict[str, Any]:
    names = dict(provinces().values_list("code", "name"))
    quotas = list(cohort.quotas.all())
    of_regions = [one for one in quotas if one.kind == Quota.Kind.REGION]
    regions = [f"{names.get(one.key, one.key)} {one.seats}" for one in of_regions]
    sizes = [f"{one.key} {one.seats}" for one in quotas if one.kind == Quota.Kind.SIZE]
    return {
        "capacity": cohort.capacity,
        "most_per_company": cohort.most_per_company,
        "regions": "\n".join(regions),
        "sizes": "\n".join(sizes),
    }
