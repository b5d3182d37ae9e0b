"""A questionnaire as somebody answers it."""

from typing import Any

from django import forms

from deungdae.apps.academy.surveys import Words, choices_of


class SurveyForm(forms.Form):
    """A choice for each question, one column."""

    def __init__(self, *arguments: Any, kind: str, questions: dict[str, Words], **named: Any) -> None:
        super().__init__(*arguments, **named)
        for key, words in questions.items():
            self.fields[key] = forms.TypedChoiceField(
                label=str(words), choices=choices_of(kind, key), coerce=int, widget=forms.RadioSelect
            )
