"""Forms of a person's own account."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("토큰 이름"),
        max_length=100,
        help_text=_("어디에 쓰는지 알 수 있게 적습니다. 예: 사내 일정 연동"),
    )
