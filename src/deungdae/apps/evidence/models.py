"""The case of a company: an append-only time line that every other app writes to."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models import Organisation

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class EvidenceQuerySet(models.QuerySet["EvidenceEntry"]):
    def visible_to(self, user: "Viewer") -> "EvidenceQuerySet":
        return self.filter(organisation__in=Organisation.objects.visible_to(user))


class EvidenceEntry(PublicModel):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=60)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)
    source = models.CharField(max_length=100, help_text="kind and public id of the record it tells about")
    payload = models.JSONField(default=dict)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-id"]
        indexes = [models.Index(fields=["organisation", "-happened_on", "-id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "source", "organisation"], name="evidence_once_per_source"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="") & ~models.Q(source=""), name="evidence_kind_and_source"
            ),
        ]
