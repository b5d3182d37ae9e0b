"""Answers that a device kept while it had no network, and sent when it had."""

from django.db import models

from deungdae.apps.diagnosis.models.assessments import Answer


class Delivery(models.Model):
    """That an answer came under the device's key. `given_at`: by the device's clock, never later than now."""

    key = models.UUIDField(unique=True)
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="deliveries")
    given_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(given_at__lte=models.F("received_at")),
                name="delivery_given_before_received",
            )
        ]
