"""The country's counts of mid-sized companies, as each publication says them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models.figures import FIRST_YEAR, LAST_YEAR


class NationalCount(PublicModel):
    """One figure of one year. A restated figure comes as the next vintage; the first one stays."""

    class Kind(models.TextChoices):
        FIRMS = "firms", _("기업 수")
        MANUFACTURING = "manufacturing", _("제조업")
        OTHER = "other", _("비제조업")
        ENTRIES = "entries", _("진입")
        EXITS = "exits", _("이탈")
        SALES = "sales", _("매출액")
        EMPLOYEES = "employees", _("종사자")

    class Mark(models.TextChoices):
        REPORTED = "R", _("발표한 값")
        DERIVED = "D", _("계산한 값")

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    part = models.PositiveSmallIntegerField(null=True, help_text="empty: the whole; else which part of it")
    value = models.DecimalField(max_digits=16, decimal_places=2)
    unit = models.CharField(max_length=20)
    vintage = models.PositiveSmallIntegerField(default=1)
    mark = models.CharField(max_length=1, choices=Mark, default=Mark.REPORTED)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "kind", "part", "vintage"],
                condition=models.Q(part__isnull=False),
                name="national_count_part_once",
            ),
            models.UniqueConstraint(
                fields=["year", "kind", "vintage"],
                condition=models.Q(part__isnull=True),
                name="national_count_whole_once",
            ),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="national_count_not_negative"),
            models.CheckConstraint(condition=models.Q(vintage__gte=1), name="national_count_vintage_from_1"),
            models.CheckConstraint(
                condition=models.Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="national_count_year_in_range",
            ),
        ]
