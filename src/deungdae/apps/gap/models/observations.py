"""What a settled assessment says about the gap, and what the company was on that day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.diagnosis.models import Assessment


class Size(models.TextChoices):
    """The size class in law; a candidate for mid-sized is still an SME."""

    LARGE = "large", _("대기업")
    MID_SIZED = "mid_sized", _("중견기업")
    SMALL = "small", _("중소기업")
    UNKNOWN = "", _("규모를 알 수 없음")


class Observation(models.Model):
    """Written once, when the assessment is settled: a company may change its industry, move or be merged
    afterwards, and stays in the cell of its round. Scores in hundredths, as they were told."""

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="observation")
    round = models.CharField(max_length=2, choices=Assessment.Round)
    settled_on = models.DateField()
    year = models.PositiveSmallIntegerField()
    basis = models.CharField(
        max_length=60, help_text="version of the framework and rule: only equal ones compare"
    )
    size = models.CharField(max_length=10, choices=Size, blank=True)
    industry = models.CharField(max_length=1, blank=True, help_text="section of the classification")
    region = models.CharField(max_length=2, blank=True, help_text="province")
    uses_data_ai = models.BooleanField()
    overall = models.IntegerField()
    d1 = models.IntegerField()
    d2 = models.IntegerField()
    d3 = models.IntegerField()
    d4 = models.IntegerField()
    d5 = models.IntegerField()
    d6 = models.IntegerField()

    class Meta:
        ordering = ["pk"]
