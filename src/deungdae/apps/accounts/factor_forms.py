"""Forms of second factors: allauth's, labelled in our words."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.factors import say_when_used_up

CODE_WIDGET = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}


class CodeForm(AuthenticateForm):
    code = forms.CharField(
        label=_("코드"),
        max_length=20,
        widget=forms.TextInput(attrs=CODE_WIDGET),
        help_text=_("인증 앱의 6자리 코드나 복구 코드 하나를 적습니다."),
    )

    def save(self) -> None:
        super().save()
        say_when_used_up(factor=self.authenticator)


class CodeAgainForm(ReauthenticateForm):
    code = forms.CharField(
        label=_("코드"),
        max_length=20,
        widget=forms.TextInput(attrs=CODE_WIDGET),
        help_text=_("인증 앱의 6자리 코드나 복구 코드 하나를 적습니다."),
    )

    def save(self) -> None:
        super().save()
        say_when_used_up(factor=self.authenticator)


class FirstCodeForm(ActivateTOTPForm):
    code = forms.CharField(
        label=_("인증 앱에 보이는 코드"), max_length=20, widget=forms.TextInput(attrs=CODE_WIDGET)
    )


class PasskeyForm(AddWebAuthnForm):
    name = forms.CharField(
        label=_("패스키 이름"),
        max_length=100,
        required=False,
        help_text=_("어느 기기인지 알아볼 수 있게 적습니다. 예: 사무실 노트북"),
    )
    passwordless = forms.BooleanField(
        label=_("비밀번호 없이 이 패스키로만 로그인하기"), required=False, initial=True
    )
