"""Indicators, and the definitions by which they were counted."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.programme.models.programmes import Goal, told


class Indicator(PublicModel):
    """`part_of`: the indicator whose parts stand beside each other; `place`: where it stands on the lead's
    page (1 to 8), None: not there."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="indicators")
    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    title_english = models.CharField(max_length=120, blank=True)
    part_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    place = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["goal__place", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(place__isnull=True) | models.Q(place__gte=1, place__lte=8),
                name="indicator_place_of_eight",
            ),
        ]

    def __str__(self) -> str:
        return told(self.title, self.title_english)


class IndicatorVersion(PublicModel):
    """How an indicator is counted, for the how-manieth time; never changed, the last one counts.

    `conditions`: field of the payload → values of which it has one. `figure`: the field that is summed up or
    compared. `within`: only organisations that this one counts.
    """

    class Source(models.TextChoices):
        EVIDENCE = "evidence", _("기업 카드의 증거")
        SURVEY = "survey", _("발표된 조사")
        IMPORTED = "imported", _("다른 기관이 발표한 값")

    class Counted(models.TextChoices):
        ORGANISATION = "organisation", _("기업마다 한 번")
        PERSON = "person", _("사람마다 한 번")
        ENTRY = "entry", _("기록마다")
        SUM = "sum", _("기록의 값을 더함")
        CHANGE = "change", _("기업마다 T0와 T1의 차이, 평균")

    class Unit(models.TextChoices):
        ORGANISATIONS = "organisations", _("곳")
        PEOPLE = "people", _("명")
        ENTRIES = "entries", _("건")
        WON = "won", _("원")
        MINUTES = "minutes", _("분")
        POINTS = "points", _("점")
        PERCENT = "percent", "%"

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=10, choices=Source)
    kinds = models.JSONField(default=list)
    conditions = models.JSONField(default=dict)
    counted = models.CharField(max_length=12, choices=Counted, blank=True)
    figure = models.CharField(max_length=60, blank=True)
    within = models.ForeignKey(Indicator, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField(null=True)
    until = models.DateField(null=True, help_text="the first day after it")
    survey = models.CharField(max_length=60, blank=True, help_text="indicator of the survey figures")
    size = models.CharField(max_length=10, blank=True, help_text="size class of the survey figures")
    unit = models.CharField(max_length=14, choices=Unit)
    reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["indicator", "number"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "number"], name="indicator_version_once"),
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gt=models.F("since")),
                name="indicator_version_period_not_empty",
            ),
            models.CheckConstraint(
                condition=models.Q(source="evidence") & ~models.Q(counted="")
                | ~models.Q(source="evidence") & models.Q(counted=""),
                name="indicator_version_counts_evidence",
            ),
        ]
