"""Who owns how much of whom, and which companies belong to one business group; all from a day to a day."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models.membership import Membership
from deungdae.apps.organisations.models.organisation import Organisation

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer

Row = TypeVar("Row", bound=models.Model)


class DatedQuerySet(models.QuerySet[Row]):
    def on(self, day: date) -> "DatedQuerySet[Row]":
        """What holds on this day; the last day is not included."""
        return self.filter(starts_on__lte=day).filter(
            models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=day)
        )

    def between(self, first: date, last: date | None) -> "DatedQuerySet[Row]":
        """What holds on any day from the first until (not including) the last; None: for ever."""
        found = self.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=first))
        return found if last is None else found.filter(starts_on__lt=last)


class OwnershipQuerySet(DatedQuerySet["OwnershipLink"]):
    def visible_to(self, user: "Viewer") -> "OwnershipQuerySet":
        """Staff see every share; others the shares in, and of, the company they act for now."""
        if user.has_perm("organisations.read_ownership"):
            return self
        own = Membership.objects.in_use_by(user).values("organisation")
        return self.filter(models.Q(owner__in=own) | models.Q(owned__in=own))


class OwnershipLink(PublicModel):
    """A share of a company. The owner is in the register, or is named with what it is."""

    class OwnerKind(models.TextChoices):
        COMPANY = "company", _("기업")
        PERSON = "person", _("개인")
        PRIVATE_FUND = "private_fund", _("사모펀드")
        CREDITOR_BANK = "creditor_bank", _("채권 은행")

    owner = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="holdings")
    owner_name = models.CharField(max_length=200, blank=True)
    owner_kind = models.CharField(max_length=15, choices=OwnerKind, default=OwnerKind.COMPANY)
    owner_assets = models.BigIntegerField(null=True)
    owned = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="shares")
    share = models.DecimalField(max_digits=7, decimal_places=4, help_text="percent")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    source = models.CharField(max_length=200, blank=True)

    objects = OwnershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(owner__isnull=True) | ~models.Q(owner=models.F("owned")),
                name="ownership_not_of_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(owner__isnull=True, owner_name__gt="")
                | models.Q(owner__isnull=False, owner_name=""),
                name="ownership_one_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(share__gt=Decimal(0), share__lte=Decimal(100)),
                name="ownership_share_in_range",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("starts_on")),
                name="ownership_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["owner", "owned"],
                condition=models.Q(ends_on__isnull=True, owner__isnull=False),
                name="ownership_one_open_per_pair",
            ),
        ]

    @property
    def shown_owner(self) -> str:
        return self.owner.name if self.owner else self.owner_name

    @property
    def shown_share(self) -> str:
        """`30%`, `12.5%`."""
        return f"{self.share.normalize():f}%"


class BusinessGroup(PublicModel):
    """A group of companies under one control, as the Fair Trade Commission designates it."""

    class Kind(models.TextChoices):
        CROSS_SHAREHOLDING_RESTRICTED = "cross_shareholding_restricted", _("상호출자제한기업집단")
        DISCLOSURE = "disclosure", _("공시대상기업집단")
        OTHER = "other", _("그 밖의 기업집단")

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=30, choices=Kind)
    designated_from = models.DateField(null=True)
    designated_until = models.DateField(null=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="group_has_name"),
            models.CheckConstraint(
                condition=models.Q(designated_until__isnull=True)
                | models.Q(designated_from__isnull=False, designated_until__gt=models.F("designated_from")),
                name="group_designation_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_designated_on(self, day: date) -> bool:
        """A group without dates is what it is said to be."""
        begun = self.designated_from is None or self.designated_from <= day
        return begun and (self.designated_until is None or self.designated_until > day)


class GroupMembershipQuerySet(DatedQuerySet["GroupMembership"]):
    def visible_to(self, user: "Viewer") -> "GroupMembershipQuerySet":
        if user.has_perm("organisations.read_ownership"):
            return self
        return self.filter(organisation__in=Membership.objects.in_use_by(user).values("organisation"))


class GroupMembership(PublicModel):
    """A company belongs to a group, from a day until (not including) another."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="groups")
    group = models.ForeignKey(BusinessGroup, on_delete=models.PROTECT, related_name="companies")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects = GroupMembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("starts_on")),
                name="group_membership_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["organisation", "group"],
                condition=models.Q(ends_on__isnull=True),
                name="group_membership_one_open",
            ),
        ]
