"""Printed papers of a day: made by a job, kept until a newer one takes their place."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.caravan.models.day import MatchingDay
from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.models.base import PublicModel


class DayPaper(PublicModel):
    """The latest PDF of its kind. `revision` is that of the timetable it shows."""

    class Kind(models.TextChoices):
        AGENDAS = "agendas", _("참가자 일정표")
        SIGNS = "signs", _("테이블 표지")
        GRID = "grid", _("전체 시간표")

    day = models.ForeignKey(MatchingDay, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=10, choices=Kind)
    language = models.CharField(max_length=10)
    revision = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "kind", "language"], name="paper_once_per_kind"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["agendas", "signs", "grid"]), name="paper_kind"
            ),
        ]
