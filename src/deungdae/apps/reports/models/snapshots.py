"""The frozen content of a report, who signed it, and the files it was published in."""

import hashlib
import json
import zlib
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.reports.models.reports import Report

Person = settings.AUTH_USER_MODEL


def canonical(content: dict[str, Any]) -> bytes:
    """One text for one content: keys in order, no blanks, UTF-8."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


class Snapshot(PublicModel):
    """A content as it was made, with everything recorded by `at`; never changed. Made anew, the next one."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="snapshots")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    document = models.BinaryField(help_text="canonical JSON, compressed")
    sha256 = models.CharField(max_length=64, help_text="of the canonical JSON")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_snapshot_once"),
            models.CheckConstraint(condition=~models.Q(sha256=""), name="report_snapshot_sealed"),
        ]

    @property
    def text(self) -> bytes:
        return zlib.decompress(bytes(self.document))

    @property
    def content(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.text)
        return found

    @property
    def is_whole(self) -> bool:
        """Whether the content is still the one that was sealed."""
        return hashlib.sha256(self.text).hexdigest() == self.sha256


class Signature(PublicModel):
    """One of two people who answer for a content: the one in charge, and the head of the centre."""

    class Place(models.IntegerChoices):
        IN_CHARGE = 1, _("담당")
        HEAD = 2, _("센터장")

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="signatures")
    place = models.PositiveSmallIntegerField(choices=Place)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, help_text="what was on the signer's screen")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "place"], name="report_signed_once_a_place"),
            models.UniqueConstraint(fields=["snapshot", "person"], name="report_signed_by_two_people"),
            models.CheckConstraint(condition=models.Q(place__in=[1, 2]), name="report_signed_in_a_place"),
        ]


class SnapshotFile(PublicModel):
    """A published file; its hash is the stored file's."""

    class Format(models.TextChoices):
        HWPX = "hwpx", "HWPX"
        PDF = "pdf", "PDF"
        DOCX = "docx", "DOCX"
        XLSX = "xlsx", "XLSX"

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=4, choices=Format)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["snapshot", "format"], name="report_file_once")]
