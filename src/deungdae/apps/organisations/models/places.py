"""The tables that organisations are described with: industries and regions."""

from datetime import date

from django.db import models
from django.utils.translation import get_language

from deungdae.apps.core import clock


def in_this_language(korean: str, english: str) -> str:
    """The name for the reader; where there is no English one, the Korean."""
    return english if english and (get_language() or "ko").startswith("en") else korean


class Industry(models.Model):
    """A class of the Korean Standard Industrial Classification, 11th revision."""

    code = models.CharField(max_length=5, primary_key=True)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    name_ko = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300)

    def __str__(self) -> str:
        return in_this_language(self.name_ko, self.name_en)


class FormerIndustry(models.Model):
    """What a class was in the 10th revision; one class may come from several."""

    industry = models.ForeignKey(Industry, on_delete=models.CASCADE, related_name="former")
    code = models.CharField(max_length=5)
    name_ko = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["industry", "code"], name="former_industry_once")]

    def __str__(self) -> str:
        return f"{self.code} {in_this_language(self.name_ko, self.name_en)}"


class RegionQuerySet(models.QuerySet["Region"]):
    def on(self, day: date) -> "RegionQuerySet":
        """The regions that there were on a day."""
        begun = models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=day)
        not_ended = models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=day)
        return self.filter(begun & not_ended)

    def today(self) -> "RegionQuerySet":
        return self.on(clock.today())


class Region(models.Model):
    """A province or a district by its legal code (법정동), valid from a day until (not including) another.

    Without a day it is older than the table, or still in force. A successor has its people and its land.
    """

    code = models.CharField(max_length=5, primary_key=True)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    name = models.CharField(max_length=60)
    full_name = models.CharField(max_length=120)
    full_name_en = models.CharField(max_length=120, blank=True, default="")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
                name="region_period_not_empty",
            ),
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True) | models.Q(valid_to__isnull=False),
                name="region_with_successor_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return in_this_language(self.full_name, self.full_name_en)
