"""The tables of the gap as they were computed together, so that a page reads and never computes."""

from django.db import models

from deungdae.apps.core.models import Decision
from deungdae.apps.diagnosis.models import Assessment


class Edition(models.Model):
    """`through`: the key of the last observation in it; an edition of the same observations is made once."""

    through = models.BigIntegerField(unique=True)
    made_at = models.DateTimeField()
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-through"]


class GapTable(models.Model):
    """Every figure of one round and year that may be shown; docs/decisions/0035-gap-page.md."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="tables")
    round = models.CharField(max_length=2, choices=Assessment.Round)
    year = models.PositiveSmallIntegerField()
    document = models.JSONField()

    class Meta:
        ordering = ["-year", "round"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "round", "year"], name="gap_table_once"),
        ]
