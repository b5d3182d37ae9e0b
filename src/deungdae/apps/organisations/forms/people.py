"""Bringing people in to act for an organisation, and claiming one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.forms import InvitationForm
from deungdae.apps.core.imports.cells import CellError
from deungdae.apps.organisations.models import Membership, Organisation
from deungdae.apps.organisations.numbers import business_number


class MemberInvitationForm(InvitationForm):
    role = forms.ChoiceField(
        label=gettext_lazy("역할"),
        choices=Membership.Role.choices,
        initial=Membership.Role.MEMBER,
        widget=forms.RadioSelect,
    )


class ClaimForm(forms.Form):
    business_number = forms.CharField(
        label=gettext_lazy("사업자등록번호"),
        max_length=40,
        help_text=gettext_lazy("사업자등록증에 있는 10자리 번호입니다. 예: 123-45-00003"),
    )
    document = forms.FileField(
        label=gettext_lazy("증명 서류"),
        required=False,
        help_text=gettext_lazy(
            "사업자등록증이나 재직증명서를 올리시면 확인이 빨라집니다. PDF, JPG, PNG, 10 MB까지.",
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    note = forms.CharField(
        label=gettext_lazy("센터에 남길 말"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_business_number(self) -> str:
        try:
            return business_number(self.cleaned_data["business_number"])
        except CellError as error:
            raise forms.ValidationError(f"{error.message} {error.remedy}") from error


class ClaimRefusalForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("반려하는 까닭"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("신청한 사람에게 메일로 그대로 갑니다."),
    )


class ClaimReleaseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("끝내는 까닭"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("센터의 직원과 신청했던 사람이 읽습니다."),
    )


class SuccessorForm(forms.Form):
    """Who of the others takes over."""

    successor = forms.ChoiceField(label=gettext_lazy("넘겨받을 사람"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, organisation: Organisation, leaver_id: int, **more: Any) -> None:
        super().__init__(*args, **more)
        others = Membership.objects.filter(organisation=organisation, ends_on__isnull=True)
        others = others.exclude(user=leaver_id).select_related("user").order_by("user__name", "id")
        self.people = {one.user.short_id: one.user for one in others}
        choices = [(key, person.name) for key, person in self.people.items()]
        self.fields["successor"].choices = choices  # type: ignore[attr-defined]
