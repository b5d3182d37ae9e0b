"""Who acts for an organisation."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deungdae.apps.accounts.rights.roles import role_in_use
from deungdae.apps.core import clock

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        """Memberships in force today; one that a merge left behind is not: the survivor's stands for it."""
        today = clock.today()
        return self.filter(starts_on__lte=today, organisation__merged_into__isnull=True).filter(
            models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=today)
        )

    def in_use_by(self, user: "Viewer") -> "MembershipQuerySet":
        """The membership in force that is the person's role in use; none in any other role."""
        organisation = role_in_use(user=user).organisation
        if organisation is None or not user.is_authenticated:
            return self.none()
        return self.current().filter(user=user, organisation=organisation)


class Membership(models.Model):
    """Who acts for an organisation, from a day until (not including) another; one that ended on its first day
    never was in force.
    """

    class Role(models.TextChoices):
        OWNER = "owner", _("대표 담당자")
        MEMBER = "member", _("담당자")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("역할"), max_length=10, choices=Role)
    starts_on = models.DateField(_("시작일"))
    ends_on = models.DateField(_("종료일"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=models.Q(ends_on__isnull=True),
                name="membership_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
        ]
