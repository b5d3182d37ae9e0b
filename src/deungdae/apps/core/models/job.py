"""Long work: who asked for what, how far it is, and what came of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models.base import PublicModel


class Job(PublicModel):
    class State(models.TextChoices):
        QUEUED = "queued", _("대기")
        RUNNING = "running", _("진행 중")
        DONE = "done", _("완료")
        FAILED = "failed", _("실패")
        CANCELLED = "cancelled", _("취소")

    LIVE = (State.QUEUED, State.RUNNING)

    name = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    step = models.CharField(max_length=200, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    details = models.JSONField(default=dict)
    message = models.TextField(blank=True)
    cancel_requested = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=3)
    run_after = models.DateTimeField()
    idempotency_key = models.CharField(max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    result = models.JSONField(default=dict)
    result_url = models.CharField(max_length=300, blank=True)
    worker = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["idempotency_key"],
                condition=models.Q(state__in=["queued", "running"]),
                name="job_one_live_per_key",
            ),
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="job_percent_to_100"),
            models.CheckConstraint(
                condition=~models.Q(state="running") | models.Q(lease_until__isnull=False),
                name="job_running_has_lease",
            ),
        ]
        indexes = [models.Index(fields=["state", "run_after", "id"])]

    @property
    def is_live(self) -> bool:
        return self.state in self.LIVE


class WorkerBeat(models.Model):
    """When each worker process was last heard of."""

    worker = models.CharField(max_length=100, primary_key=True)
    beat_at = models.DateTimeField()
