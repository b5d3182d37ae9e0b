"""Meetings of the ministries that review the tasks: agenda, decisions and orders, minutes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.accounts.models import User
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.policy.models.ministries import Ministry
from deungdae.apps.policy.models.tasks import Strategy, Task


class TaskMeeting(PublicModel):
    """`held_at`: when its minutes were closed; nothing of it changes from then on."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(_("회의 이름"), max_length=120)
    day = models.DateField(_("회의일"))
    place = models.CharField(_("장소"), max_length=120, blank=True)
    minutes = models.TextField(_("회의록"), max_length=20_000, blank=True)
    held_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "day", "title"], name="task_meeting_once"),
            models.CheckConstraint(
                condition=models.Q(held_at=None) | ~models.Q(minutes=""), name="task_meeting_has_minutes"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AgendaItem(models.Model):
    """A task on the agenda, and why it is there, as it was computed."""

    class Why(models.TextChoices):
        ORDER = "order", _("지난 회의의 열린 조치")
        LATE = "late", _("보고가 늦음")
        RED = "red", pgettext_lazy("light", "위험")
        YELLOW = "yellow", pgettext_lazy("light", "주의")
        ADDED = "added", _("따로 올림")

    meeting = models.ForeignKey(TaskMeeting, on_delete=models.CASCADE, related_name="items")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="agenda_items")
    place = models.PositiveSmallIntegerField()
    whys = models.JSONField(default=list)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "task"], name="agenda_item_once"),
            models.UniqueConstraint(fields=["meeting", "place"], name="agenda_item_place_once"),
        ]


class MeetingOrder(PublicModel):
    """What a meeting decided or ordered; an order is open until somebody says how it was done."""

    class Kind(models.TextChoices):
        DECISION = "decision", _("결정")
        ORDER = "order", _("조치")

    meeting = models.ForeignKey(TaskMeeting, on_delete=models.PROTECT, related_name="orders")
    task = models.ForeignKey(Task, null=True, on_delete=models.PROTECT, related_name="orders")
    kind = models.CharField(_("종류"), max_length=8, choices=Kind)
    text = models.CharField(_("내용"), max_length=1_000)
    owner = models.ForeignKey(Ministry, null=True, on_delete=models.PROTECT, related_name="orders")
    due_on = models.DateField(_("기한"), null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(_("조치 결과"), max_length=1_000, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="decision") | models.Q(owner__isnull=False, due_on__isnull=False),
                name="meeting_order_has_owner_and_day",
            ),
            models.CheckConstraint(
                condition=models.Q(settled_at=None, outcome="")
                | (models.Q(settled_at__isnull=False) & ~models.Q(outcome="")),
                name="meeting_order_settled_with_words",
            ),
        ]
