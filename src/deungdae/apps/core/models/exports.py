"""Personal data that leaves as a file: asked for with a reason, sometimes approved, soon deleted."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.core.models.files import StoredFile

ROWS_WITHOUT_APPROVAL = 1_000


class PersonalExport(PublicModel):
    class State(models.TextChoices):
        ASKED = "asked", _("승인 대기")
        APPROVED = "approved", _("만드는 중")
        REFUSED = "refused", _("거절")
        MADE = "made", _("받을 수 있음")
        DOWNLOADED = "downloaded", _("받음")
        EXPIRED = "expired", _("지움")

    kind = models.CharField(max_length=60)
    reason = models.CharField(max_length=300)
    row_count = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    seed = models.CharField(
        max_length=64, blank=True, help_text="with our key: the password, until it is shown"
    )
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)
    downloaded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="export_has_reason"),
            models.CheckConstraint(
                condition=models.Q(approver__isnull=True) | ~models.Q(approver=models.F("asker")),
                name="export_four_eyes",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["asked", "expired"])
                | models.Q(row_count__lte=ROWS_WITHOUT_APPROVAL)
                | models.Q(approver__isnull=False),
                name="export_many_rows_approved",
            ),
        ]
