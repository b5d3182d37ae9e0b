"""Frameworks in their versions. What one says never changes: answers stay with what was asked."""

from django.db import models

from deungdae.apps.accounts.models import User
from deungdae.apps.core.models.base import PublicModel


class FrameworkVersion(PublicModel):
    """One version of a framework; retired, nobody begins an assessment with it any more."""

    code = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    document = models.JSONField(help_text="docs/engine/maturity.framework.schema.json")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the document, keys in order")
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["code", "-loaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="framework_version_once"),
            models.CheckConstraint(
                condition=models.Q(retired_at__isnull=False) | models.Q(retired_by__isnull=True),
                name="framework_retired_by_somebody_once_retired",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"
