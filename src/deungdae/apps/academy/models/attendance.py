"""Who was at which session, for how long, and how that came to be written."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models.cohorts import Session
from deungdae.apps.academy.models.enrolments import Enrolment
from deungdae.apps.accounts.models import User


class Attendance(models.Model):
    """One person at one session, as it is known now. The database lets nobody in without a seat of the
    session's cohort, and neither side is ever exchanged (migrations/0003_attendance)."""

    class State(models.TextChoices):
        PRESENT = "present", _("출석")
        LATE = "late", _("지각")
        LEFT_EARLY = "left_early", _("조퇴")
        EXCUSED = "excused", _("공결")
        ABSENT = "absent", _("결석")

    class Way(models.TextChoices):
        SCREEN = "screen", _("화면 QR")
        DOOR = "door", _("개인 QR")
        LIST = "list", _("명단")
        REPORT = "report", _("온라인 보고서")

    ATTENDING = (State.PRESENT, State.LATE, State.LEFT_EARLY)

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    state = models.CharField(max_length=10, choices=State)
    minutes = models.PositiveSmallIntegerField(default=0, help_text="of the session's, attended")
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=10, choices=Way)
    marked_at = models.DateTimeField(help_text="when somebody said so; sent later where there was no network")

    class Meta:
        ordering = ["session", "enrolment"]
        constraints = [
            models.UniqueConstraint(fields=["session", "enrolment"], name="attendance_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["present", "late", "left_early"], minutes__gte=1)
                | models.Q(state__in=["excused", "absent"], minutes=0),
                name="attendance_minutes_of_whoever_was_there",
            ),
            models.CheckConstraint(
                condition=models.Q(arrived_at__isnull=True)
                | models.Q(left_at__isnull=True)
                | models.Q(left_at__gt=models.F("arrived_at")),
                name="attendance_left_after_arriving",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())


class AttendanceStep(models.Model):
    """How an attendance came to be what it is, by whom and why; written once, never changed."""

    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="steps")
    old_state = models.CharField(max_length=10, choices=Attendance.State, blank=True)
    state = models.CharField(max_length=10, choices=Attendance.State)
    minutes = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=10, choices=Attendance.Way)
    at = models.DateTimeField()
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["attendance", "id"], name="attendance_step")]
