"""The timetable: meetings with their slot and table, what changed, and what is proposed."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.caravan.models.day import MatchingDay, Slot, Table
from deungdae.apps.caravan.models.participants import Participant
from deungdae.apps.caravan.models.requests import MeetingRequest
from deungdae.apps.core.models import Decision, Job
from deungdae.apps.core.models.base import PublicModel

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: "Viewer") -> "MeetingQuerySet":
        """Staff see all; others their own meetings, once the timetable is published."""
        if user.has_perm("caravan.manage_days"):
            return self
        mine = Participant.objects.visible_to(user).values("pk")
        shown = [MatchingDay.State.PUBLISHED, MatchingDay.State.HELD, MatchingDay.State.CLOSED]
        return self.filter(models.Q(first__in=mine) | models.Q(second__in=mine), day__state__in=shown)


class Meeting(PublicModel):
    """An accepted request with its place in the day. `slot` and `table` are both there or both missing.

    The database keeps, by a trigger and unique keys (migration 0002): nobody has two meetings in a slot,
    no table has two meetings in a slot, and slot, table and participants belong to the meeting's day.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("예정")
        CANCELLED = "cancelled", _("취소")
        HELD = "held", _("완료")
        NO_SHOW = "no_show", _("불참")

    class Absent(models.TextChoices):
        """Who did not come to a meeting that was not held."""

        UNKNOWN = "", _("누구인지 적지 않음")
        FIRST = "first"
        SECOND = "second"
        BOTH = "both"

    day = models.ForeignKey(MatchingDay, on_delete=models.CASCADE, related_name="meetings")
    request = models.OneToOneField(MeetingRequest, on_delete=models.PROTECT, related_name="meeting")
    first = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="meetings_as_first")
    second = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="meetings_as_second")
    slot = models.ForeignKey(Slot, null=True, on_delete=models.PROTECT, related_name="meetings")
    table = models.ForeignKey(Table, null=True, on_delete=models.PROTECT, related_name="meetings")
    locked = models.BooleanField(_("고정"), default=False)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    absent = models.CharField(max_length=6, choices=Absent, blank=True)
    unplaced_reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["slot__number", "table__number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["slot", "table"], name="meeting_one_per_slot_and_table"),
            models.CheckConstraint(
                condition=models.Q(slot__isnull=True, table__isnull=True)
                | models.Q(slot__isnull=False, table__isnull=False),
                name="meeting_slot_with_table",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="cancelled") | models.Q(slot__isnull=True),
                name="meeting_cancelled_has_no_slot",
            ),
            models.CheckConstraint(
                condition=~models.Q(first=models.F("second")), name="meeting_not_with_oneself"
            ),
            models.CheckConstraint(
                condition=models.Q(absent="") | models.Q(state="no_show"), name="meeting_absent_is_no_show"
            ),
        ]


class MeetingSeat(models.Model):
    """Who is busy when. Written by the database's own trigger on `Meeting`, never by the code."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="seats")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="seats")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="seats")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "slot"], name="seat_one_per_participant_and_slot")
        ]


class MeetingChange(models.Model):
    """One line of the timetable's history."""

    class Kind(models.TextChoices):
        PLACED = "placed", _("배치")
        MOVED = "moved", _("이동")
        LOCKED = "locked", _("고정")
        UNLOCKED = "unlocked", _("고정 해제")
        ADDED = "added", _("추가")
        CANCELLED = "cancelled", _("취소")

    day = models.ForeignKey(MatchingDay, on_delete=models.CASCADE, related_name="changes")
    revision = models.PositiveIntegerField()
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.CharField(max_length=200, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["day", "-id"])]


class TimetableProposal(PublicModel):
    """What a compute found; it becomes the timetable when it is applied to the revision it was made for."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("검토 중")
        APPLIED = "applied", _("확정")
        DISCARDED = "discarded", _("취소")
        STALE = "stale", _("지난 제안")
        INFEASIBLE = "infeasible", _("배치 불가")

    day = models.ForeignKey(MatchingDay, on_delete=models.CASCADE, related_name="proposals")
    job = models.OneToOneField(Job, null=True, on_delete=models.SET_NULL, related_name="proposal")
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT)
    base_revision = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    placements = models.JSONField(default=dict, help_text="meeting public id -> [slot number, table number]")
    unplaced = models.JSONField(default=dict, help_text="meeting public id -> reason")
    summary = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
