"""What a device sends with an answer that it kept."""

from datetime import UTC, datetime

from django import forms

LAST_MILLISECOND = 4_102_444_800_000
"""The year 2100."""


class DeliveryForm(forms.Form):
    """Read with a prefix, beside the fields of the question. `given_at`: milliseconds since 1970."""

    prefix = "device"
    key = forms.UUIDField()
    person = forms.CharField(max_length=22)
    question = forms.CharField(max_length=16)
    seen = forms.IntegerField(min_value=0, max_value=1_000_000)
    given_at = forms.IntegerField(min_value=0, max_value=LAST_MILLISECOND)

    def clean_given_at(self) -> datetime:
        return datetime.fromtimestamp(self.cleaned_data["given_at"] / 1000, UTC)
