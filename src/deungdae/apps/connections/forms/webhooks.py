"""A webhook as it is registered and changed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from deungdae.apps.connections.events import Event
from deungdae.apps.connections.models.webhooks import MOST_ADDRESS
from deungdae.apps.core.key_form import KeyForm


class WebhookForm(KeyForm):
    address = forms.CharField(
        label=_("받을 주소"),
        max_length=MOST_ADDRESS,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_("인터넷에서 열리는 https 주소입니다. 일이 생길 때마다 이 주소로 알립니다."),
    )
    events = forms.MultipleChoiceField(
        label=_("알릴 일"),
        choices=[(event.code, event.label) for event in Event],
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_address(self) -> str:
        return str(self.cleaned_data["address"]).strip()
