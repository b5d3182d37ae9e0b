"""What supply companies offer."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models.membership import Membership
from deungdae.apps.organisations.models.organisation import Organisation
from deungdae.apps.organisations.models.places import Industry, Region

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class SolutionQuerySet(models.QuerySet["Solution"]):
    def visible_to(self, user: "Viewer") -> "SolutionQuerySet":
        """Staff see every solution; a company its own; whoever may read solutions the published ones of
        companies that show themselves."""
        if user.has_perm("organisations.read_all"):
            return self
        if not user.has_perm("organisations.read_solutions"):
            return self.none()
        own = Membership.objects.in_use_by(user).values("organisation")
        shown = Organisation.objects.showing_themselves().order_by().values("pk")
        published = models.Q(state=Solution.State.PUBLISHED, organisation__in=shown)
        return self.filter(published | models.Q(organisation__in=own))


class Solution(PublicModel):
    """Something a supply company offers: what it does, for whom, at what price."""

    class State(models.TextChoices):
        DRAFT = "draft", _("작성 중")
        PUBLISHED = "published", _("공개")
        ARCHIVED = "archived", _("보관")

    class PriceBand(models.TextChoices):
        UNDER_10 = "under_10m", _("1천만원 미만")
        UNDER_50 = "under_50m", _("1천만원~5천만원")
        UNDER_100 = "under_100m", _("5천만원~1억원")
        UNDER_500 = "under_500m", _("1억원~5억원")
        OVER_500 = "over_500m", _("5억원 이상")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="solutions")
    title = models.CharField(_("이름"), max_length=200)
    summary = models.TextField(_("하는 일"), max_length=5_000)
    price_band = models.CharField(_("가격대"), max_length=12, choices=PriceBand, blank=True)
    capacity_per_quarter = models.PositiveSmallIntegerField(_("분기당 구축 가능 건수"), null=True, blank=True)
    industries = models.ManyToManyField(Industry, blank=True, related_name="solutions")
    regions = models.ManyToManyField(Region, blank=True, related_name="solutions")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = SolutionQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "title"], name="solution_title_once"),
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(summary=""), name="solution_says_what_it_is"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False),
                name="solution_published_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SolutionTerm(models.Model):
    """A word of the list in data/solution_terms.csv that a solution is told apart by."""

    class Facet(models.TextChoices):
        AREA = "area", _("공정 영역")
        TECHNOLOGY = "technology", _("기술")
        LANGUAGE = "language", _("언어")

    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="terms")
    facet = models.CharField(max_length=12, choices=Facet)
    code = models.CharField(max_length=20)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["solution", "facet", "code"], name="solution_term_once")
        ]
        indexes = [models.Index(fields=["facet", "code"], name="solution_term_facet_code")]


class SolutionCertificate(models.Model):
    """A certificate of a solution, valid until a day or without end."""

    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="certificates")
    name = models.CharField(max_length=200)
    number = models.CharField(max_length=60)
    issuer = models.CharField(max_length=200)
    valid_until = models.DateField(null=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["solution", "issuer", "number"], name="solution_certificate_once")
        ]
