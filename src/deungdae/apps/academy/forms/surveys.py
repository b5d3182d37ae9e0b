"""A questionnaire as somebody answers it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.surveys import YES_NO, Words

FIVE = (
    (5, _("5 매우 그렇다")),
    (4, _("4 그렇다")),
    (3, _("3 보통이다")),
    (2, _("2 아니다")),
    (1, _("1 전혀 아니다")),
)
SKILL = (
    (5, _("5 남을 가르칠 수 있다")),
    (4, _("4 혼자 할 수 있다")),
    (3, _("3 도움을 받아 할 수 있다")),
    (2, _("2 들어 보았다")),
    (1, _("1 모른다")),
)
USED = ((1, _("쓰고 있다")), (0, _("쓰지 않는다")))


class SurveyForm(forms.Form):
    """A choice for each question, one column."""

    def __init__(self, *arguments: Any, questions: dict[str, Words], is_skill: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for key, words in questions.items():
            choices = USED if key == YES_NO else SKILL if is_skill else FIVE
            self.fields[key] = forms.TypedChoiceField(
                label=str(words), choices=choices, coerce=int, widget=forms.RadioSelect
            )
