"""Why something is done; kept with it, told to nobody."""

from django import forms
from django.utils.translation import gettext_lazy

from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.texts import required_text


class WhyForm(forms.Form):
    reason = CellField(label=gettext_lazy("까닭"), parse=required_text, required=True, max_length=200)
