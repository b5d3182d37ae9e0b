"""The form behind every page that makes something."""

from typing import Any

from django import forms

from deungdae.apps.core.ids import new_public_id


class KeyForm(forms.Form):
    """A form that makes something: its own key makes a second press the same act."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.initial.setdefault("key", new_public_id())
