"""A course site as it is registered, and what of it a session opens."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.models import CourseSite
from deungdae.apps.academy.services.course_sites import SiteFacts
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.texts import required_text


class EncryptedField(forms.URLField):
    """An address that nobody on the way can read."""

    def __init__(self, **named: Any) -> None:
        super().__init__(max_length=300, assume_scheme="https", **named)
        words = gettext_lazy("https://로 시작하는 주소를 적어 주십시오.")
        self.validators.append(URLValidator(schemes=["https"], message=words))


class SiteForm(forms.Form):
    name = CellField(label=gettext_lazy("사이트 이름"), parse=required_text, required=True, max_length=80)
    login_url = EncryptedField(
        label=gettext_lazy("로그인 시작 주소"),
        help_text=gettext_lazy("사이트가 알려 주는 OIDC 로그인 시작 주소(Initiate login URL)입니다."),
    )
    launch_url = EncryptedField(
        label=gettext_lazy("학습 열기 주소"),
        help_text=gettext_lazy("사이트가 알려 주는 리디렉션 주소(Redirection URI)입니다."),
    )

    def facts(self) -> SiteFacts:
        return SiteFacts(**{name: self.cleaned_data[name] for name in ("name", "login_url", "launch_url")})


class SessionLinkForm(forms.Form):
    site = forms.ModelChoiceField(
        label=gettext_lazy("학습 사이트"),
        queryset=CourseSite.objects.filter(retired_at=None),
        to_field_name="client_id",
        empty_label=gettext_lazy("고르십시오"),
    )
    title = CellField(label=gettext_lazy("학습 이름"), parse=required_text, required=True, max_length=120)
    target = EncryptedField(
        label=gettext_lazy("열 주소"),
        help_text=gettext_lazy(
            "사이트가 그 학습에 준 주소(target link)입니다. 따로 없으면 학습 열기 주소와 같습니다."
        ),
    )
