"""The case of a company: an append-only time line that every other app writes to."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models import Organisation, within

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class EvidenceKind(models.Model):
    """A kind that some app has registered; the database itself refuses an entry of any other."""

    name = models.CharField(max_length=60, primary_key=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="evidence_kind_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class CompanySize(models.TextChoices):
    """How many people worked there, in the bands of the official statistics."""

    UNKNOWN = "", _("알려지지 않음")
    UNDER_10 = "1-9", _("1~9명")
    UNDER_50 = "10-49", _("10~49명")
    UNDER_300 = "50-299", _("50~299명")
    UNDER_1000 = "300-999", _("300~999명")
    LARGER = "1000-", _("1,000명 이상")


class EvidenceQuerySet(models.QuerySet["EvidenceEntry"]):
    def visible_to(self, user: "Viewer") -> "EvidenceQuerySet":
        return self.filter(within(Organisation.objects.visible_to(user)))

    def standing(self) -> "EvidenceQuerySet":
        """What counts: entries that were not corrected, without the corrections themselves."""
        return self.filter(evidenceentry__isnull=True, corrects__isnull=True)

    def standing_at(self, at: datetime) -> "EvidenceQuerySet":
        """What counted at that moment: recorded by then, and not corrected by then."""
        known = self.filter(corrects__isnull=True, recorded_at__lte=at)
        return known.exclude(evidenceentry__recorded_at__lte=at)


class EvidenceEntry(PublicModel):
    """One thing that happened. `region`, `size` and `organisation_kinds`: the company as it was then."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="evidence")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="evidence_about",
        help_text="whom it is about, where it is about a person",
    )
    kind = models.CharField(max_length=60)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)
    source = models.CharField(max_length=100, help_text="kind and public id of the record it tells about")
    payload = models.JSONField(default=dict)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT)
    region = models.CharField(max_length=5, blank=True, default="", db_default="")
    size = models.CharField(max_length=10, blank=True, default="", db_default="", choices=CompanySize)
    organisation_kinds = models.CharField(max_length=100, blank=True, default="", db_default="")
    words = models.TextField(blank=True, default="", db_default="", help_text="what a search looks through")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-id"]
        indexes = [models.Index(fields=["organisation", "-happened_on", "-id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "source", "organisation"], name="evidence_once_per_source"
            ),
            models.CheckConstraint(condition=~models.Q(source=""), name="evidence_has_source"),
            models.CheckConstraint(
                condition=models.Q(corrects__isnull=True) & ~models.Q(kind="evidence.correction")
                | models.Q(corrects__isnull=False, kind="evidence.correction"),
                name="evidence_correction_corrects",
            ),
        ]

    @property
    def counter(self) -> "EvidenceEntry | None":
        """The entry that corrects this one."""
        return getattr(self, "evidenceentry", None)


class Cell(models.Model):
    """How many standing entries there are of a kind, month, province and size; written by the database alone.

    Several rows may stand for one cell: their sum counts. The indexes (evidence_count_cell,
    evidence_total_cell) differ between the databases and stand in migrations.
    """

    kind = models.CharField(max_length=60)
    month = models.DateField(help_text="its first day")
    province = models.CharField(max_length=2, blank=True)
    size = models.CharField(max_length=10, blank=True)
    count = models.IntegerField()

    class Meta:
        abstract = True


class EvidenceTotal(Cell):
    """Of companies of all kinds together: changed by whatever changes an `EvidenceCount`."""


class EvidenceCount(Cell):
    """Of each set of organisation kinds: changed with each entry."""

    organisation_kinds = models.CharField(max_length=100, blank=True)
