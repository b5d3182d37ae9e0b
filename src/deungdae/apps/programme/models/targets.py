"""Targets, and each plan of them: what was promised stays readable when it is lowered."""

from django.conf import settings
from django.db import models

from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.programme.models.indicators import Indicator


class TargetPlan(PublicModel):
    """All targets of an indicator as they were set together; the last plan counts."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["indicator", "number"]
        constraints = [models.UniqueConstraint(fields=["indicator", "number"], name="target_plan_once")]


class Target(models.Model):
    """What the indicator is to be at the end of a period, counted from the beginning of the programme.
    `value`: hundredths of the unit, as rates have decimals."""

    plan = models.ForeignKey(TargetPlan, on_delete=models.PROTECT, related_name="targets")
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="the first day after it")
    value = models.BigIntegerField()

    class Meta:
        ordering = ["ends_on"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "ends_on"], name="target_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="target_period_not_empty"
            ),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="target_not_negative"),
        ]
