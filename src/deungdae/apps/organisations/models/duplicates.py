"""Pairs of organisations that may be one, and pairs that somebody knows to be two."""

from django.conf import settings
from django.db import models

from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models.organisation import Organisation


class DuplicateCandidate(models.Model):
    """Two organisations that the last search took for one, `first` before `second` by key.

    `reasons`: code and values of each sentence; they are put into words when they are shown.
    """

    first = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)

    class Meta:
        ordering = ["-score", "id"]
        indexes = [models.Index(fields=["-score", "id"])]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_candidate_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="duplicate_candidate_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(score__gte=0, score__lte=100), name="duplicate_candidate_score"
            ),
        ]


class DuplicateDecision(PublicModel):
    """Somebody looked and found two different organisations: they are not suggested again."""

    first = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_decision_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="duplicate_decision_in_order"
            ),
        ]
