"""Revoking a certificate, and issuing it again."""

from django import forms
from django.utils.translation import gettext_lazy

from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.texts import required_text, seen_text


class RevokeForm(forms.Form):
    reason = CellField(label=gettext_lazy("알릴 까닭"), parse=required_text, required=True, max_length=200)


class ReissueForm(RevokeForm):
    name = CellField(
        label=gettext_lazy("바른 이름"),
        parse=seen_text,
        max_length=80,
        help_text=gettext_lazy("이름이 틀렸을 때만 적습니다. 비우면 지금 등록된 이름으로 발급합니다."),
    )
    field_order = ("name", "reason")
