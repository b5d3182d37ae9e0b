"""Invitations to a cohort that one cannot ask for: whom the centre chose, what was sent, and the answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models.enrolments import Enrolment
from deungdae.apps.accounts.models import User


class Invitation(models.Model):
    """Somebody was chosen for an invited cohort. The seat is the enrolment's: it is held from the letter on,
    until the deadline. Sent, reminded and answered once each: kept by the database (0021)."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("수락")
        DECLINED = "declined", _("사양")
        DEPUTY = "deputy", _("대리 참석")
        EXPIRED = "expired", _("답 없음")

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="invitation")
    words = models.CharField(_("초청장에 덧붙일 말"), max_length=500, blank=True)
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    reason = models.CharField(_("사양하는 까닭"), max_length=200, blank=True)

    class Meta:
        ordering = ["enrolment__place", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=False)
                | models.Q(reminded_at__isnull=True, answered_at__isnull=True),
                name="invitation_sent_before_all_else",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, answer="")
                | models.Q(
                    answered_at__isnull=False, answer__in=["accepted", "declined", "deputy", "expired"]
                ),
                name="invitation_answered_with_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return str(self.enrolment)
