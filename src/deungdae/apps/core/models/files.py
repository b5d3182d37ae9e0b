"""Files that people send or that jobs make: kept under our own name, described by what they are."""

from django.conf import settings
from django.db import models

from deungdae.apps.core.models.base import PublicModel


class StoredFile(PublicModel):
    class Scan(models.TextChoices):
        PENDING = "pending"
        CLEAN = "clean"
        REFUSED = "refused"

    content = models.FileField(upload_to="uploads/%Y/%m/", max_length=200)
    shown_name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    scan_state = models.CharField(max_length=10, choices=Scan, default=Scan.PENDING)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(sha256=""), name="file_hash_present")]
