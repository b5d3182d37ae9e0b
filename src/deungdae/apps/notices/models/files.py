"""Files that come with a notice, and the archives that old posts took theirs from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.notices.models.notices import Notice


class Attachment(PublicModel):
    """`text`: what the file says, as far as it could be read; `description`: what a picture shows, for
    those who do not see it."""

    class Reading(models.TextChoices):
        READ = "read", _("읽음")
        CUT = "cut", _("앞부분만 읽음")
        NONE = "none", _("글이 없음")

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="attachments")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    description = models.CharField(max_length=300, blank=True)
    reading = models.CharField(max_length=5, choices=Reading, default=Reading.NONE)
    text = models.TextField(blank=True)
    downloads = models.PositiveBigIntegerField(default=0)
    key = models.UUIDField(unique=True, null=True, help_text="of the form that sent it")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="notice_attachment_number_once")
        ]

    @property
    def is_picture(self) -> bool:
        return self.file.content_type.startswith("image/")


class OldFiles(PublicModel):
    """An archive with the files of old posts, which an import takes them from by their names."""

    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    names = models.JSONField(default=list, help_text="[path, size] of each file")
    key = models.UUIDField(unique=True)
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
