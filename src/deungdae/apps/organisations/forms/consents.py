"""A consent that came on paper, as staff write it down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import User
from deungdae.apps.organisations.models import Membership, Organisation
from deungdae.apps.organisations.selectors.consents import Holder, asked_of

SELF = "organisation"


class PaperConsentForm(forms.Form):
    """For the organisation itself, or for one of the people who act for it."""

    paper = forms.FileField(
        label=_("서명한 동의서"),
        help_text=_("PDF, PNG, JPG, 30 MB까지. 주민등록번호가 적혀 있으면 가리고 올려 주십시오."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        acting = Membership.objects.current().filter(organisation=organisation).select_related("user")
        people = {membership.user.short_id: membership.user for membership in acting}
        self.holders: dict[str, Holder] = {SELF: organisation, **people}
        choices = [
            (f"{key}:{asked.purpose.key}", f"{name_of(holder)}: {asked.text.title}")
            for key, holder in self.holders.items()
            for asked in asked_of(holder)
            if asked.given is None
        ]
        self.fields["what"] = forms.ChoiceField(label=_("누가 무엇에 동의했습니까"), choices=choices)
        self.order_fields(["what", "paper"])

    def chosen(self) -> tuple[Holder, str]:
        key, _colon, purpose = self.cleaned_data["what"].partition(":")
        return self.holders[key], purpose


def name_of(holder: Holder) -> str:
    return holder.name if isinstance(holder, Organisation | User) else ""
