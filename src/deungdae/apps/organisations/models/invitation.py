"""Invitations to act for an organisation: nobody is made a member without saying yes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core import clock
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models.membership import Membership


class MemberInvitation(PublicModel):
    """One letter to one address; its link is good once, and only for the account of that address."""

    class State(models.TextChoices):
        OPEN = "open", _("답을 기다림")
        ACCEPTED = "accepted", _("수락")
        DECLINED = "declined", _("거절")
        WITHDRAWN = "withdrawn", _("거둠")

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="invitations"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="member_invitations"
    )
    email = models.EmailField(help_text="the address that the letter went to")
    role = models.CharField(max_length=10, choices=Membership.Role)
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of what the link carries")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=models.Q(state="open"),
                name="member_invitation_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", answered_at__isnull=True)
                | (~models.Q(state="open") & models.Q(answered_at__isnull=False)),
                name="member_invitation_answer_has_time",
            ),
        ]

    @property
    def is_expired(self) -> bool:
        return self.state == self.State.OPEN and self.expires_at <= clock.now()


class HandOver(models.Model):
    """On a person's leaving: who took over, when, and how many open things moved."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="hand_overs"
    )
    leaver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    moved = models.PositiveIntegerField(default=0)
    handed_at = models.DateTimeField()

    class Meta:
        ordering = ["-handed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(leaver=models.F("successor")), name="hand_over_to_another"
            )
        ]
