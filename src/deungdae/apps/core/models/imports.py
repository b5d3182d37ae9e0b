"""Imports: what came in, how it was read, what was wrong, and what it changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.core.models.files import StoredFile
from deungdae.apps.core.models.job import Job


class ImportRun(PublicModel):
    class State(models.TextChoices):
        UPLOADED = "uploaded", _("올림")
        MAPPED = "mapped", _("열 맞춤")
        CHECKED = "checked", _("검사 완료")
        REJECTED = "rejected", _("오류 있음")
        APPLIED = "applied", _("반영 완료")
        UNDONE = "undone", _("되돌림")
        FAILED = "failed", _("읽기 실패")

    importer = models.CharField(max_length=100)
    subject = models.CharField(
        max_length=100, blank=True, help_text="public id of what the import belongs to"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    file_hash = models.CharField(max_length=64)
    options = models.JSONField(default=dict)
    options_hash = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    preview = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    message = models.TextField(blank=True)
    counts = models.JSONField(default=dict)
    undo_log = models.JSONField(default=dict)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["importer", "subject", "file_hash", "options_hash"],
                condition=models.Q(state="applied"),
                name="import_applied_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="applied") | models.Q(applied_at__isnull=False),
                name="import_applied_has_time",
            ),
        ]


class ImportRow(models.Model):
    """One thing that is wrong in one row."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="bad_rows")
    sheet = models.CharField(max_length=100)
    row_number = models.PositiveIntegerField()
    column = models.CharField(max_length=200, blank=True)
    value = models.TextField(blank=True)
    code = models.CharField(max_length=60)
    message = models.TextField()
    remedy = models.TextField(blank=True)
    is_warning = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
