"""What somebody wants to hear of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from deungdae.apps.core.imports import cells
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.notices.models import Category, Subscription
from deungdae.apps.notices.selectors.board import tags_in_use
from deungdae.apps.organisations.forms.cells import CellField

MOST_TAGS = 40


class ChoicesForm(forms.Form):
    categories = forms.MultipleChoiceField(
        label=gettext_lazy("분류"),
        choices=Category,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("분류와 꼬리표를 하나도 고르지 않으면 모든 새 글을 알려 드립니다."),
    )
    tags = forms.MultipleChoiceField(
        label=gettext_lazy("꼬리표"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *arguments: Any, chosen: Subscription | None = None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        known = {tag.key: tag.name for tag in tags_in_use(MOST_TAGS)}
        if chosen is not None:
            known |= {tag.key: tag.name for tag in chosen.tags.all()}
        self.fields["tags"].choices = list(known.items())  # type: ignore[attr-defined]
        if not known:
            del self.fields["tags"]


class SubscribeForm(ChoicesForm, KeyForm):
    email = CellField(
        label=gettext_lazy("이메일"),
        parse=cells.email,
        required=True,
        max_length=254,
        help_text=gettext_lazy("이 주소로 확인 메일을 보냅니다. 메일 속 단추를 눌러야 시작합니다."),
    )
    field_order = ("email", "categories", "tags")
