"""Who wants to come, as people type it, and which talks they want to hear."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from deungdae.apps.core.imports import cells
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.forum.models import Talk
from deungdae.apps.forum.services.registrations import PersonFacts
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.texts import required_text, seen_text


class RegisterForm(KeyForm):
    name = CellField(label=gettext_lazy("이름"), parse=required_text, required=True, max_length=80)
    email = CellField(
        label=gettext_lazy("이메일"),
        parse=cells.email,
        required=True,
        max_length=254,
        help_text=gettext_lazy("확인 메일과 입장 QR을 이 주소로 보냅니다."),
    )
    affiliation = CellField(
        label=gettext_lazy("소속"),
        parse=seen_text,
        max_length=120,
        help_text=gettext_lazy("이름표에 적습니다."),
    )
    job_title = CellField(label=gettext_lazy("직위"), parse=seen_text, max_length=60)
    phone = CellField(
        label=gettext_lazy("휴대전화"),
        parse=cells.phone,
        max_length=40,
        help_text=gettext_lazy("장소나 시간이 급히 바뀔 때만 씁니다."),
    )

    def facts(self) -> PersonFacts:
        names = ("name", "email", "phone", "affiliation", "job_title")
        return PersonFacts(**{name: self.cleaned_data[name] for name in names})


class WalkInForm(RegisterForm):
    email = CellField(label=gettext_lazy("이메일"), parse=cells.email, max_length=254)


class WishesForm(forms.Form):
    """The talks by their short ids."""

    talks = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *arguments: Any, talks: list[Talk], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.known = {talk.short_id: talk for talk in talks}
        self.fields["talks"].choices = [(key, talk.title) for key, talk in self.known.items()]  # type: ignore[attr-defined]

    def chosen(self) -> list[Talk]:
        return [self.known[key] for key in self.cleaned_data["talks"]]
