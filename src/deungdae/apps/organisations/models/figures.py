"""What a company was in a fiscal year, as each source says it, with everything that was said before."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models.membership import Membership
from deungdae.apps.organisations.models.organisation import Organisation

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer

FIRST_YEAR, LAST_YEAR = 1950, 2200
MOST_MONTHS = 18


class YearlyFigureQuerySet(models.QuerySet["YearlyFigure"]):
    def visible_to(self, user: "Viewer") -> "YearlyFigureQuerySet":
        """Staff see every figure; others those of the one they act for now; a stranger none."""
        if user.has_perm("organisations.read_figures"):
            return self
        return self.filter(organisation__in=Membership.objects.in_use_by(user).values("organisation"))

    def current(self) -> "YearlyFigureQuerySet":
        """What each source says now: neither restated nor withdrawn."""
        return self.filter(ended_at__isnull=True)


class YearlyFigure(PublicModel):
    """One figure of one year from one kind of source. What was said is never changed: a restated figure is a
    new record that names the one it replaces."""

    class Source(models.IntegerChoices):
        """Where figures come from, the most reliable first: of two that are current, the first counts."""

        AUDITED = 1, _("감사보고서")
        DISCLOSED = 2, _("사업보고서·공시")
        STATISTICS = 3, _("기본통계")
        SUBMITTED = 4, _("기업 제출")
        IMPORTED = 5, _("가져온 명단")
        OTHER = 9, _("그 밖의 출처")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="figures")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    value = models.BigIntegerField()
    months = models.PositiveSmallIntegerField(default=12)
    ends_on = models.DateField(help_text="last day of the fiscal year")
    source_kind = models.PositiveSmallIntegerField(choices=Source)
    source = models.CharField(max_length=200, blank=True)
    as_of = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    supersedes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")
    ended_at = models.DateTimeField(null=True)
    withdrawal = models.CharField(max_length=300, blank=True)

    objects = YearlyFigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "year", "source_kind"],
                condition=models.Q(ended_at__isnull=True),
                name="figure_one_current_per_source",
            ),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="figure_not_negative"),
            models.CheckConstraint(condition=~models.Q(kind=""), name="figure_has_kind"),
            models.CheckConstraint(
                condition=models.Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="figure_year_in_range"
            ),
            models.CheckConstraint(
                condition=models.Q(months__gte=1, months__lte=MOST_MONTHS), name="figure_months_in_range"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawal="") | models.Q(ended_at__isnull=False),
                name="figure_withdrawn_is_ended",
            ),
        ]
