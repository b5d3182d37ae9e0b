"""Companies and bodies of every kind."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models.membership import Membership
from deungdae.apps.organisations.models.places import Industry, Region

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer

EARLIEST_FOUNDATION = date(1880, 1, 1)
"""Before this no company in the law's sense was founded in Korea: an older date is a slip of the pen."""
PUBLIC_PROFILE = "public_profile"
"""The consent without which nobody else sees a company's profile and solutions."""


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def standing(self) -> "OrganisationQuerySet":
        """Without those that were merged into another: that one stands for them."""
        return self.filter(merged_into__isnull=True)

    def showing_themselves(self) -> "OrganisationQuerySet":
        """Those that agree to show their profile and their published solutions to everybody."""
        return self.standing().filter(consents__purpose=PUBLIC_PROFILE, consents__withdrawn_at__isnull=True)

    def visible_to(self, user: "Viewer") -> "OrganisationQuerySet":
        """Staff see every standing organisation; others the one they act for now; a stranger none."""
        if user.has_perm("organisations.read_all"):
            return self.standing()
        mine = Membership.objects.in_use_by(user).values("organisation")
        return self.standing().filter(pk__in=mine)


def within(organisations: models.QuerySet[Any] | list[int], path: str = "organisation") -> models.Q:
    """Rows of these organisations and of those that were merged into them; `path` leads to one."""
    return models.Q(**{f"{path}__in": organisations}) | models.Q(
        **{f"{path}__merged_into__in": organisations}
    )


class Organisation(PublicModel):
    class LegalKind(models.TextChoices):
        """What it is in law; the statutory size is asked of companies only."""

        COMPANY = "company", _("기업(영리)")
        NONPROFIT = "nonprofit", _("비영리 법인·단체")
        PUBLIC_INSTITUTION = "public_institution", _("공공기관")
        FOREIGN_BRANCH = "foreign_branch", _("외국 법인의 국내 지점")

    class Market(models.TextChoices):
        KOSPI = "kospi", _("유가증권시장(KOSPI)")
        KOSDAQ = "kosdaq", _("코스닥")
        KONEX = "konex", _("코넥스")

    name = models.CharField(_("이름"), max_length=200)
    english_name = models.CharField(_("영문 이름"), max_length=200, blank=True)
    business_number = models.CharField(_("사업자등록번호"), max_length=10, null=True, blank=True, unique=True)
    corporate_number = models.CharField(_("법인등록번호"), max_length=13, null=True, blank=True, unique=True)
    legal_kind = models.CharField(_("법적 형태"), max_length=20, choices=LegalKind, blank=True)
    founded_on = models.DateField(_("설립일"), null=True, blank=True)
    market = models.CharField(_("상장 시장"), max_length=10, choices=Market, blank=True)
    industry = models.ForeignKey(
        Industry, null=True, blank=True, on_delete=models.PROTECT, verbose_name=_("업종")
    )
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, verbose_name=_("지역")
    )
    products = models.TextField(_("주요 제품"), blank=True)
    home_page = models.URLField(_("홈페이지"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="merged"
    )

    objects = OrganisationQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["public_id", "created_at", "updated_at", "merged_into"])

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["name", "id"]), models.Index(fields=["region", "name", "id"])]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="organisation_has_name"),
            models.CheckConstraint(
                condition=~models.Q(business_number="") & ~models.Q(corporate_number=""),
                name="organisation_number_null_not_empty",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="organisation_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(founded_on__isnull=True) | models.Q(founded_on__gte=EARLIEST_FOUNDATION),
                name="organisation_founded_after_1880",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def family(self) -> list[int]:
        """The keys of the organisation and of those that were merged into it; read once per object."""
        return [self.pk, *self.merged.order_by().values_list("pk", flat=True)]


class OrganisationKind(models.Model):
    """What an organisation is to the centre; kinds combine."""

    class Kind(models.TextChoices):
        DEMAND = "demand", _("수요기업")
        SUPPLY = "supply", _("공급기업")
        STARTUP = "startup", _("스타트업")
        OVERSEAS = "overseas", _("해외 혁신기업")
        INSTITUTE = "institute", _("대학·연구기관")
        GOVERNMENT = "government", _("정부기관")
        CENTRE = "centre", _("센터")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="kinds")
    kind = models.CharField(_("구분"), max_length=12, choices=Kind)

    history = HistoricalRecords()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind"], name="organisation_kind_once")
        ]


class OrganisationIndustry(models.Model):
    """A further industry of an organisation, beside the main one."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="other_industries")
    industry = models.ForeignKey(Industry, on_delete=models.PROTECT, verbose_name=_("다른 업종"))

    history = HistoricalRecords()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "industry"], name="organisation_industry_once")
        ]


class ExternalIdentifier(models.Model):
    """What another register calls the organisation: scheme and code, e.g. krx 069730."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("외부 체계"), max_length=30)
    code = models.CharField(_("외부 번호"), max_length=60)

    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="external_identifier_once")]
