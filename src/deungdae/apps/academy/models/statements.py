"""What a learning record store is told: one statement for each thing that happened, in the words of xAPI."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models.assignments import Mark
from deungdae.apps.academy.models.enrolments import Enrolment
from deungdae.apps.academy.models.exams import ExamAttempt
from deungdae.apps.core.models.base import PublicModel


class LearningStatement(PublicModel):
    """`statement_id` comes from what it says, so that nothing is said twice, however often it is sent."""

    class Verb(models.TextChoices):
        REGISTERED = "registered", _("신청 확정")
        ATTEMPTED = "attempted", _("시작")
        SCORED = "scored", _("점수")
        COMPLETED = "completed", _("수료")
        EARNED = "earned", _("수료증")
        VOIDED = "voided", _("취소")

    class State(models.TextChoices):
        WAITING = "waiting", _("보낼 차례")
        SENT = "sent", _("보냄")
        FAILED = "failed", _("거절됨")

    statement_id = models.UUIDField(unique=True)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="statements")
    verb = models.CharField(max_length=10, choices=Verb)
    day = models.DateField(null=True, help_text="on which it happened, where that tells it from another")
    attempt = models.ForeignKey(ExamAttempt, null=True, on_delete=models.PROTECT, related_name="statements")
    mark = models.ForeignKey(Mark, null=True, on_delete=models.PROTECT, related_name="statements")
    voids = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="voided_by")
    body = models.TextField(help_text="xAPI 1.0.3 as JSON, as it is sent")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField()
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["state", "not_before"], name="statement_queue"),
            models.Index(fields=["enrolment", "verb"], name="statement_of_enrolment"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
                name="statement_sent_at_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(verb="voided", voids__isnull=False)
                | (~models.Q(verb="voided") & models.Q(voids__isnull=True)),
                name="statement_voids_another",
            ),
            models.CheckConstraint(
                condition=models.Q(verb="scored", attempt__isnull=False, mark__isnull=True)
                | models.Q(verb="scored", attempt__isnull=True, mark__isnull=False)
                | (~models.Q(verb="scored") & models.Q(attempt__isnull=True, mark__isnull=True)),
                name="statement_of_one_score",
            ),
            models.UniqueConstraint(fields=["attempt"], name="statement_attempt_once"),
            models.UniqueConstraint(fields=["mark"], name="statement_mark_once"),
        ]

    def __str__(self) -> str:
        return str(self.get_verb_display())
