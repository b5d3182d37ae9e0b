"""What belongs to an organisation and has a life of its own: other names, contacts, branches."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deungdae.apps.accounts.personal.records import PersonalRecord
from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Level, Scope
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.acts import CONTACT
from deungdae.apps.organisations.models.membership import Membership
from deungdae.apps.organisations.models.organisation import Organisation
from deungdae.apps.organisations.models.places import Region

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class PartQuerySet(models.QuerySet):
    def kept(self) -> "PartQuerySet":
        """Those that have not been put away."""
        return self.filter(archived_at__isnull=True)

    def visible_to(self, user: "Viewer") -> "PartQuerySet":
        """As the organisation that they belong to."""
        return self.filter(organisation__in=Organisation.objects.visible_to(user))


class ContactQuerySet(PartQuerySet):
    def visible_to(self, user: "Viewer") -> "PartQuerySet":
        """Personal: as far as the matrix lets the role in use read personal fields of organisations."""
        reach = scope_for(user, thing="organisation", action="read", level=Level.PERSONAL)
        if reach is Scope.ALL:
            return self
        mine = Membership.objects.in_use_by(user) if reach is Scope.OWN else Membership.objects.none()
        return self.filter(organisation__in=mine.values("organisation"))


class OrganisationPart(PublicModel):
    """Put away instead of deleted: what was true of the organisation once stays readable."""

    organisation_id: int
    archived_at = models.DateTimeField(_("보관"), null=True, blank=True)

    class Meta:
        abstract = True


class OrganisationName(OrganisationPart):
    """Another name of an organisation, in use from a day until (not including) another, where known."""

    class Kind(models.TextChoices):
        FORMER = "former", _("이전 이름")
        SHORT = "short", _("줄인 이름")
        KOREAN = "ko", _("다른 한글 이름")
        ENGLISH = "en", _("다른 영문 이름")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(_("이름의 종류"), max_length=8, choices=Kind, default=Kind.FORMER)
    text = models.CharField(_("이름"), max_length=200)
    valid_from = models.DateField(_("쓰기 시작한 날"), null=True, blank=True)
    valid_to = models.DateField(_("쓰기를 그친 날"), null=True, blank=True)

    objects = PartQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["public_id"])

    class Meta:
        ordering = ["-valid_to", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "text"],
                condition=models.Q(archived_at__isnull=True),
                name="organisation_name_once",
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="organisation_name_has_text"),
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
                name="organisation_name_period_not_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Contact(PersonalRecord, OrganisationPart):
    """Whom to reach at an organisation for what. Personal data: shown by rights only."""

    SUBJECT = CONTACT
    PERSONAL = {"name": "name", "phone": "phone", "email": "email"}

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("이름"), max_length=100)
    department = models.CharField(_("부서·직위"), max_length=100, blank=True)
    phone = models.CharField(_("전화"), max_length=40, blank=True)
    email = models.EmailField(_("이메일"), max_length=254, blank=True)
    purpose = models.CharField(_("맡은 일"), max_length=200, blank=True)

    objects = ContactQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["public_id"])

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name", "department", "phone", "email"],
                condition=models.Q(archived_at__isnull=True),
                name="contact_once",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="contact_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Branch(OrganisationPart):
    """A place where an organisation works: head office, factory, laboratory, branch."""

    class Kind(models.TextChoices):
        HEAD_OFFICE = "head_office", _("본사")
        FACTORY = "factory", _("공장")
        LABORATORY = "laboratory", _("연구소")
        BRANCH = "branch", _("지사")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="branches")
    name = models.CharField(_("사업장 이름"), max_length=100)
    kind = models.CharField(_("종류"), max_length=12, choices=Kind)
    address = models.CharField(_("주소"), max_length=300, blank=True)
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, verbose_name=_("지역")
    )
    business_number = models.CharField(_("사업장 사업자등록번호"), max_length=10, null=True, blank=True)
    opened_on = models.DateField(_("연 날"), null=True, blank=True)
    closed_on = models.DateField(_("닫은 날"), null=True, blank=True)

    objects = PartQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["public_id"])

    class Meta:
        ordering = ["kind", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "name"],
                condition=models.Q(archived_at__isnull=True),
                name="branch_once",
            ),
            models.UniqueConstraint(
                fields=["business_number"],
                condition=models.Q(archived_at__isnull=True),
                name="branch_number_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(business_number=""), name="branch_has_name"
            ),
            models.CheckConstraint(
                condition=models.Q(opened_on__isnull=True)
                | models.Q(closed_on__isnull=True)
                | models.Q(closed_on__gte=models.F("opened_on")),
                name="branch_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.name
