"""Figures of published surveys, each with where it comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models import ImportRun
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.gap.models.observations import Size

FIRST_YEAR, LAST_YEAR = 1990, 2200


class SurveyFigure(PublicModel):
    """One figure of one survey. A corrected one comes as the next vintage; the first one stays.

    `run`: the import that brought it; None: it came with the product.
    """

    class Mark(models.TextChoices):
        READ = "R", _("출처에서 읽은 값")
        DERIVED = "D", _("계산한 값")
        NOT_FOUND = "M", _("공개된 출처에서 찾지 못한 값")

    survey = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    size = models.CharField(max_length=10, choices=Size)
    indicator = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=12, decimal_places=2)
    unit = models.CharField(max_length=20)
    n = models.PositiveIntegerField(null=True, help_text="answers; None: the source names none")
    published_on = models.DateField(null=True, help_text="day of the source; None: not known")
    vintage = models.PositiveSmallIntegerField(default=1)
    mark = models.CharField(max_length=1, choices=Mark, default=Mark.READ)
    source = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    run = models.ForeignKey(ImportRun, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "survey", "indicator", "size", "vintage"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "year", "size", "indicator", "vintage"], name="survey_figure_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(source="") & ~models.Q(survey="") & ~models.Q(indicator=""),
                name="survey_figure_has_source",
            ),
            models.CheckConstraint(
                condition=models.Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR, vintage__gte=1),
                name="survey_figure_year_in_range",
            ),
            models.CheckConstraint(
                condition=models.Q(n__isnull=True) | models.Q(n__gte=1), name="survey_figure_n_positive"
            ),
        ]
