"""What cannot be in two places: people, rooms, halls, vehicles; and when they are open."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Scope
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models import Region

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer

MINUTES_OF_A_DAY = 24 * 60
MOST_SEATS = 10_000


class ResourceQuerySet(models.QuerySet["Resource"]):
    def visible_to(self, user: "Viewer") -> "ResourceQuerySet":
        """Staff see every resource; a person the one that he or she is; a stranger none."""
        reach = scope_for(user, thing="calendar", action="read")
        if reach is Scope.ALL:
            return self
        return self.filter(account=user.pk) if reach is Scope.OWN else self.none()

    def kept(self) -> "ResourceQuerySet":
        """Without those that were put away."""
        return self.filter(archived_at__isnull=True)


class Resource(PublicModel):
    class Kind(models.TextChoices):
        ROOM = "room", _("회의실·강의실")
        HALL = "hall", _("홀")
        PERSON = "person", _("강사·멘토")
        VEHICLE = "vehicle", _("차량")

    kind = models.CharField(_("종류"), max_length=10, choices=Kind)
    name = models.CharField(_("이름"), max_length=100)
    account = models.OneToOneField(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="resource",
        verbose_name=_("계정"),
    )
    place = models.CharField(_("장소"), max_length=200, blank=True)
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, verbose_name=_("지역")
    )
    seats = models.PositiveIntegerField(_("좌석 수"), null=True, blank=True)
    equipment = models.CharField(_("장비"), max_length=300, blank=True)
    link_version = models.PositiveIntegerField(
        default=1, help_text="a higher number makes older links worthless"
    )
    archived_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ResourceQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["public_id", "link_version", "created_at", "updated_at"])

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["kind", "name", "id"], name="resource_kind_name")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="resource_has_name"),
            models.CheckConstraint(
                condition=models.Q(account__isnull=True) | models.Q(kind="person"),
                name="resource_account_of_a_person",
            ),
            models.CheckConstraint(
                condition=models.Q(seats__isnull=True) | models.Q(seats__range=(1, MOST_SEATS)),
                name="resource_has_a_seat",
            ),
            models.UniqueConstraint(
                fields=["kind", "name", "place"],
                condition=models.Q(archived_at__isnull=True) & ~models.Q(kind="person"),
                name="resource_once_at_a_place",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OpeningTime(models.Model):
    """From a minute of a weekday until (not including) another; a resource without any is always open."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="opening_times")
    weekday = models.PositiveSmallIntegerField(help_text="0 is Monday")
    opens = models.PositiveSmallIntegerField(help_text="minutes after midnight")
    closes = models.PositiveSmallIntegerField(help_text="minutes after midnight; 1440 is the end of the day")

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekday__lte=6)
                & models.Q(closes__gt=models.F("opens"))
                & models.Q(closes__lte=MINUTES_OF_A_DAY),
                name="opening_time_within_a_day",
            ),
            models.UniqueConstraint(fields=["resource", "weekday", "opens"], name="opening_time_once"),
        ]


class ClosedDay(PublicModel):
    """A day on which a resource, or without one the whole centre, is closed."""

    resource = models.ForeignKey(
        Resource, null=True, blank=True, on_delete=models.CASCADE, related_name="closed_days"
    )
    day = models.DateField()
    reason = models.CharField(_("까닭"), max_length=200)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="closed_day_says_why"),
            models.UniqueConstraint(fields=["resource", "day"], name="closed_day_once"),
            models.UniqueConstraint(
                fields=["day"],
                condition=models.Q(resource__isnull=True),
                name="closed_day_of_the_centre_once",
            ),
        ]
