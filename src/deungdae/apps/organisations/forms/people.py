"""Bringing people in to act for an organisation."""

from django import forms
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.forms import InvitationForm
from deungdae.apps.organisations.models import Membership


class MemberInvitationForm(InvitationForm):
    role = forms.ChoiceField(
        label=gettext_lazy("역할"),
        choices=Membership.Role.choices,
        initial=Membership.Role.MEMBER,
        widget=forms.RadioSelect,
    )
