"""Figures that others published about what an indicator is about: never mixed with what is counted."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.programme.models.indicators import Indicator


class ImportedFigure(PublicModel):
    """`on`: the day that the figure is about; `part`: of what part ("": the whole); `value`: hundredths of
    the unit. A corrected one comes as the next vintage; the first one stays."""

    class Mark(models.TextChoices):
        READ = "R", _("출처에서 읽은 값")
        DERIVED = "D", _("계산한 값")
        NOT_FOUND = "M", _("공개된 출처에서 찾지 못한 값")

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="imported")
    on = models.DateField()
    part = models.CharField(max_length=60, blank=True)
    value = models.BigIntegerField()
    source = models.CharField(max_length=200)
    vintage = models.PositiveSmallIntegerField(default=1)
    mark = models.CharField(max_length=1, choices=Mark, default=Mark.READ)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["on", "part", "vintage"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "on", "part", "vintage"], name="imported_figure_once"
            ),
            models.CheckConstraint(condition=~models.Q(source=""), name="imported_figure_has_source"),
        ]
