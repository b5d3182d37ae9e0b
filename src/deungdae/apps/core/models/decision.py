"""The reproducible record of a decision that favours someone."""

from django.conf import settings
from django.db import models

from deungdae.apps.core.models.base import PublicModel


class Decision(PublicModel):
    """Append-only. `document` is the compressed canonical JSON of `engine.kernel.decision.Decision`."""

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=100)
    inputs_hash = models.CharField(max_length=64)
    result_hash = models.CharField(max_length=64)
    engine = models.CharField(max_length=60)
    engine_version = models.CharField(max_length=40)
    seed = models.BigIntegerField()
    document = models.BinaryField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ["-decided_at", "-id"]
        indexes = [models.Index(fields=["subject", "kind", "id"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(inputs_hash="") & ~models.Q(result_hash=""),
                name="decision_hashes_present",
            )
        ]
