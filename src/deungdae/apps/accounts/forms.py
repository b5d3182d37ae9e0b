"""Forms of a person's own account, and of bringing people in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import RoleGrant


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("토큰 이름"),
        max_length=100,
        help_text=_("어디에 쓰는지 알 수 있게 적습니다. 예: 사내 일정 연동"),
    )


def agrees_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("위의 개인정보 수집·이용에 동의합니다."),
        error_messages={
            "required": _("동의하셔야 계정을 만들 수 있습니다. 위의 문안을 읽고 표시해 주십시오.")
        },
    )


def version_field() -> forms.IntegerField:
    """Which version of the text was on the page."""
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=9_999)


class SignUpForm(forms.Form):
    """Who wants to come in. The password is set later, at the address of the mail."""

    email = forms.EmailField(
        label=_("이메일"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("이 주소로 확인 메일을 보냅니다. 로그인할 때에도 이 주소를 씁니다."),
    )
    name = forms.CharField(
        label=_("이름"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )

    agrees = agrees_field()
    version = version_field()

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class InvitationForm(forms.Form):
    """Who is invited; a form of its own adds as what."""

    email = forms.EmailField(
        label=_("이메일"), max_length=254, help_text=_("이 주소로 초대를 보내고, 이 주소로 로그인합니다.")
    )
    name = forms.CharField(
        label=_("이름"),
        max_length=100,
        help_text=_("이미 계정이 있는 주소라면 그 계정의 이름을 그대로 씁니다."),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class CentreInvitationForm(InvitationForm):
    role = forms.ChoiceField(
        label=_("역할"),
        choices=RoleGrant.Role.choices,
        initial=RoleGrant.Role.CENTRE_STAFF,
        widget=forms.RadioSelect,
        help_text=_("센터장은 센터 직원의 일을 모두 하고, 사람을 초대하고 역할을 끝낼 수 있습니다."),
    )


class FactorResetForm(forms.Form):
    reason = forms.CharField(
        label=_("까닭"),
        min_length=5,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("본인임을 어떻게 확인했는지 적습니다. 본인의 메일과 감사 기록에 남습니다."),
    )
