"""Mail that must leave exactly once: written in the transaction of the act it tells about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models.base import PublicModel


class OutboxMessage(PublicModel):
    class State(models.TextChoices):
        PENDING = "pending", _("대기")
        SENDING = "sending", _("보내는 중")
        SENT = "sent", _("보냄")
        UNSURE = "unsure", _("확인 필요")
        FAILED = "failed", _("실패")
        SETTLED = "settled", _("확인함")

    recipient = models.EmailField()
    channel = models.CharField(max_length=20, default="email")
    occasion = models.CharField(
        max_length=200, help_text="what this tells; one message per recipient and occasion"
    )
    template = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    attachment_name = models.CharField(max_length=100, blank=True)
    attachment_type = models.CharField(max_length=60, blank=True)
    attachment = models.TextField(blank=True)
    unsubscribe = models.CharField(
        max_length=400, blank=True, db_default="", help_text="where one press ends such mail (RFC 8058)"
    )
    about = models.CharField(max_length=100, blank=True, help_text="public id of the record this belongs to")
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "not_before", "id"]), models.Index(fields=["about", "id"])]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "occasion"], name="outbox_once_per_occasion")
        ]
