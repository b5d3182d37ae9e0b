"""What a company was found to be in law on a day, and the grace period that it claims."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models import Decision
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models.organisation import Organisation


class GracePeriod(models.Model):
    """The company claims that its grace period as an SME began on this day."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="grace_periods")
    starts_on = models.DateField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "starts_on"], name="grace_period_once"),
        ]


class LegalStatusCheck(PublicModel):
    """A status that a person has confirmed, with the decision that can be run again."""

    class Status(models.TextChoices):
        LARGE = "large", _("대기업")
        MID_SIZED = "mid_sized", _("중견기업")
        SME = "sme", _("중소기업")
        CANDIDATE = "candidate", _("중견기업 후보기업")
        EXCLUDED = "excluded", _("법의 적용 대상이 아님")
        UNKNOWN = "unknown", _("말할 수 없음")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="status_checks")
    on = models.DateField()
    status = models.CharField(max_length=12, choices=Status)
    rule = models.CharField(max_length=40)
    assumed = models.JSONField(default=list)
    inputs_hash = models.CharField(max_length=64)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-checked_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "on", "inputs_hash"], name="status_check_once"),
        ]
