"""What happened during the day, and what was moved because of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.caravan.models.day import MatchingDay, Table
from deungdae.apps.caravan.models.meetings import Meeting
from deungdae.apps.caravan.models.participants import Participant
from deungdae.apps.core.models import Decision
from deungdae.apps.core.models.base import PublicModel


class Replan(PublicModel):
    """A happening with the moves that it asks for: proposed, taken over, and perhaps taken back.

    `first_slot` is the first that had not begun; `base_revision` that of the timetable it was made for,
    `applied_revision` that which it made. `moves` and `sentences` are codes with values, not words.
    """

    class Kind(models.TextChoices):
        ABSENT = "absent", _("오지 않음")
        LATE = "late", _("늦게 옴")
        TABLE = "table", _("테이블을 못 씀")
        OVERRUN = "overrun", _("상담이 길어짐")
        REQUEST = "request", _("새 상담")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("검토 중")
        APPLIED = "applied", _("적용함")
        UNDONE = "undone", _("되돌림")
        DISCARDED = "discarded", _("버림")
        STALE = "stale", _("지난 제안")

    day = models.ForeignKey(MatchingDay, on_delete=models.CASCADE, related_name="replans")
    kind = models.CharField(max_length=8, choices=Kind)
    participant = models.ForeignKey(Participant, null=True, on_delete=models.CASCADE, related_name="+")
    partner = models.ForeignKey(Participant, null=True, on_delete=models.CASCADE, related_name="+")
    table = models.ForeignKey(Table, null=True, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.CASCADE, related_name="+")
    slot_number = models.PositiveSmallIntegerField(null=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT)
    first_slot = models.PositiveSmallIntegerField()
    base_revision = models.PositiveIntegerField()
    applied_revision = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    moves = models.JSONField(default=list)
    summary = models.JSONField(default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind="absent",
                    participant__isnull=False,
                    partner__isnull=True,
                    table__isnull=True,
                    slot_number__isnull=True,
                )
                | models.Q(
                    kind="late",
                    participant__isnull=False,
                    partner__isnull=True,
                    table__isnull=True,
                    slot_number__isnull=False,
                )
                | models.Q(kind="table", participant__isnull=True, table__isnull=False)
                | models.Q(kind="overrun", participant__isnull=True, meeting__isnull=False)
                | models.Q(kind="request", participant__isnull=False, partner__isnull=False),
                name="replan_names_what_happened",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["applied", "undone"], applied_revision__isnull=False)
                | models.Q(state__in=["proposed", "discarded", "stale"], applied_revision__isnull=True),
                name="replan_applied_has_revision",
            ),
            models.CheckConstraint(
                condition=models.Q(state="undone", undone_at__isnull=False)
                | ~models.Q(state="undone") & models.Q(undone_at__isnull=True),
                name="replan_undone_says_when",
            ),
        ]


class Outage(models.Model):
    """A table that cannot be used in some slots."""

    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="outages")
    first_slot = models.PositiveSmallIntegerField()
    last_slot = models.PositiveSmallIntegerField()
    replan = models.ForeignKey(Replan, on_delete=models.CASCADE, related_name="outages")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["table", "replan"], name="outage_once_per_replan"),
            models.CheckConstraint(
                condition=models.Q(first_slot__gte=1) & models.Q(last_slot__gte=models.F("first_slot")),
                name="outage_not_empty",
            ),
        ]
