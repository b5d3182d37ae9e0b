"""Whom to invite, and the answer of who was invited."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.services.invitations import MOST_AT_ONCE
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.texts import seen_text


class ChooseForm(KeyForm):
    """Companies whose chief executives are invited, in the order of the page, and a word of the centre."""

    chosen = forms.ModelMultipleChoiceField(
        label=gettext_lazy("초청할 기업"),
        queryset=Organisation.objects.none(),
        to_field_name="public_id",
        error_messages={"required": gettext_lazy("초청할 기업을 하나 이상 고르십시오.")},
    )
    words = CellField(
        label=gettext_lazy("초청장에 덧붙일 말"),
        parse=seen_text,
        max_length=500,
        help_text=gettext_lazy("비우면 과정과 일정만 보냅니다."),
    )

    def __init__(self, *arguments: Any, companies: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["chosen"].queryset = companies  # type: ignore[attr-defined]

    def companies(self) -> list[Organisation]:
        return list(self.cleaned_data["chosen"][: MOST_AT_ONCE + 1])


class DeclineForm(forms.Form):
    reason = CellField(
        label=gettext_lazy("사양하는 까닭"),
        parse=seen_text,
        max_length=200,
        help_text=gettext_lazy("적지 않으셔도 됩니다. 센터만 봅니다."),
    )
