"""A visit as staff plan it, and the answer of the host."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.forms.seats import CompanyField
from deungdae.apps.academy.models import Visit
from deungdae.apps.academy.models.cohorts import MOST_SEATS
from deungdae.apps.academy.services.visits import FIELDS, VisitFacts
from deungdae.apps.core.imports import cells
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.texts import long_text, required_text, seen_text


class VisitForm(forms.Form):
    host = CompanyField(
        label=gettext_lazy("방문할 기업"),
        max_length=120,
        help_text=gettext_lazy("등록된 이름이나 사업자등록번호를 적습니다."),
    )
    contact_name = CellField(
        label=gettext_lazy("맞아 주실 분"), parse=required_text, required=True, max_length=80
    )
    contact_email = CellField(
        label=gettext_lazy("이메일"),
        parse=cells.email,
        required=True,
        max_length=254,
        help_text=gettext_lazy("조건을 보고 답할 주소를 이 주소로 보냅니다."),
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("방문 인원"), min_value=1, max_value=MOST_SEATS, initial=20
    )
    no_photographs = forms.BooleanField(label=gettext_lazy("사진을 찍지 않음"), required=False, initial=True)
    no_competitors = forms.BooleanField(
        label=gettext_lazy("경쟁사는 들어올 수 없음"), required=False, initial=True
    )
    promise = CellField(
        label=gettext_lazy("비밀 유지 약속"),
        parse=long_text(2_000),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("방문하는 분이 한 분씩 동의할 글입니다."),
    )
    transport = CellField(label=gettext_lazy("오시는 길과 교통"), parse=seen_text, max_length=500)

    def facts(self) -> VisitFacts:
        return VisitFacts(**{name: self.cleaned_data[name] for name in FIELDS})


def initial_of_visit(visit: Visit | None) -> dict[str, Any]:
    if visit is None:
        return {}
    return {name: getattr(visit, name) for name in FIELDS} | {"host": visit.host.name}


class HostForm(forms.Form):
    reason = CellField(label=gettext_lazy("맞이하기 어려운 까닭"), parse=seen_text, max_length=200)
