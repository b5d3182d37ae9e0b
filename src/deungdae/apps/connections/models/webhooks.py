"""An address that is told what happens, each telling, and each attempt at it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import User
from deungdae.apps.connections.models.places import PlaceQuerySet
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models import Organisation

MOST_ADDRESS = 500


class Webhook(PublicModel):
    """`secret`: encrypted; `former_secret` signs beside it until `former_until`. `failing_since`: the first
    failure after the last success. Acts for its maker in the role it was made in, as a key does."""

    class State(models.TextChoices):
        ON = "on", _("보내는 중")
        OFF = "off", _("멈춤")
        FAILED = "failed", _("응답이 없어 멈춤")

    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="webhooks"
    )
    maker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="webhooks")
    role = models.CharField(max_length=60, help_text="key of the role that was in use")
    address = models.CharField(_("주소"), max_length=MOST_ADDRESS)
    events: Any = models.JSONField(help_text="names of events, in their order")
    secret = models.TextField()
    former_secret = models.TextField(blank=True)
    former_until = models.DateTimeField(null=True, help_text="not included")
    state = models.CharField(max_length=6, choices=State, default=State.ON)
    failing_since = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(secret="") & ~models.Q(address=""), name="webhook_has_a_secret"
            ),
            models.CheckConstraint(
                condition=models.Q(former_secret="", former_until__isnull=True)
                | (~models.Q(former_secret="") & models.Q(former_until__isnull=False)),
                name="webhook_former_secret_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.address


class WebhookDelivery(PublicModel):
    """What one webhook is told of one thing that happened; its public id is the `webhook-id`.

    `source` names what happened, so that it is told once; attempts go on until `give_up_at`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("보낼 차례")
        DELIVERED = "delivered", _("받음")
        FAILED = "failed", _("전하지 못함")

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=40)
    source = models.CharField(max_length=100)
    body = models.TextField(help_text="JSON as it is sent and signed")
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    since_asked = models.PositiveIntegerField(default=0, help_text="attempts since it was last asked for")
    not_before = models.DateTimeField()
    give_up_at = models.DateTimeField()
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["not_before"], condition=models.Q(state="waiting"), name="webhook_delivery_queue"
            ),
            models.Index(fields=["webhook", "-id"], name="webhook_delivery_log"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "source"], name="webhook_told_once"),
            models.CheckConstraint(
                condition=models.Q(state="waiting", ended_at__isnull=True)
                | (~models.Q(state="waiting") & models.Q(ended_at__isnull=False)),
                name="webhook_delivery_ended_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.event


class DeliveryAttempt(models.Model):
    """`status`: the answer's code, None where there was none; `fault`: then why, as a code of ours."""

    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="tries")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    milliseconds = models.PositiveIntegerField()
    status = models.PositiveSmallIntegerField(null=True)
    fault = models.CharField(max_length=20, blank=True)
    said = models.CharField(max_length=300, blank=True, help_text="the beginning of the answer")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="webhook_attempt_once"),
            models.CheckConstraint(
                condition=models.Q(status__isnull=False, fault="")
                | (models.Q(status__isnull=True) & ~models.Q(fault="")),
                name="webhook_attempt_answered_or_not",
            ),
        ]
