"""Who has a resource when, and for what."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.models.resources import Resource
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.core.models.base import PublicModel

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class BookingQuerySet(models.QuerySet["Booking"]):
    def visible_to(self, user: "Viewer") -> "BookingQuerySet":
        """The bookings of the resources that the person may see."""
        return self.filter(resource__in=Resource.objects.visible_to(user).order_by())

    def standing(self) -> "BookingQuerySet":
        return self.filter(cancelled_at__isnull=True)

    def between(self, starts_at: datetime, ends_at: datetime) -> "BookingQuerySet":
        """Those that share a moment with this half-open time."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


class Booking(PublicModel):
    """A resource from a moment until (not including) another. That those of one resource never overlap while
    they stand is kept by the database (migrations/0002_walls)."""

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="bookings")
    starts_at = models.DateTimeField(_("시작"))
    ends_at = models.DateTimeField(_("끝"))
    purpose = models.CharField(_("용도"), max_length=200)
    source = models.CharField(max_length=60, blank=True, help_text="`kind:short id` of what it is for")
    overruled = models.CharField(
        _("그래도 예약한 까닭"), max_length=200, blank=True, help_text="why it stands on a closed time"
    )
    together = models.UUIDField(default=new_public_id, help_text="the same for what was booked in one act")
    sequence = models.PositiveIntegerField(default=0, help_text="one more at each change")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(_("취소한 때"), null=True)
    cancelled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    cancel_reason = models.CharField(_("취소한 까닭"), max_length=200, blank=True)

    objects = BookingQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["public_id", "created_at"])

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["resource", "ends_at"], name="booking_resource_ends"),
            models.Index(fields=["starts_at"], name="booking_starts"),
            models.Index(fields=["together"], name="booking_together"),
            models.Index(fields=["source"], name="booking_source", condition=~models.Q(source="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="booking_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~models.Q(purpose=""), name="booking_says_what_for"),
            models.CheckConstraint(
                condition=models.Q(cancelled_at__isnull=True) | ~models.Q(cancel_reason=""),
                name="booking_cancelled_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.purpose

    @property
    def is_standing(self) -> bool:
        return self.cancelled_at is None
