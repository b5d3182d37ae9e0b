"""What people fill in about a case."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_REASON = 500


class CorrectionForm(forms.Form):
    reason = forms.CharField(
        label=_("바로잡는 까닭"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("무엇이 왜 틀렸는지 적습니다. 기업도 이 까닭을 읽습니다."),
    )
