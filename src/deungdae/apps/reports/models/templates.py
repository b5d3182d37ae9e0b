"""What kinds of report there are, and of which sections each is made."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models.base import PublicModel


class ReportTemplate(PublicModel):
    """One version of a template; never changed, the newest version that is in use makes new reports.

    `sections`: an ordered list of {"section": name, "title": {language: heading} or {} for the
    section's own, "parameters": {…}}.
    """

    class Kind(models.TextChoices):
        MONTHLY = "monthly", _("월간 보고")
        MINISTRY = "ministry", _("부처 보고")
        PRESS = "press", _("보도자료")
        LETTER = "letter", _("기업 연간 서신")
        AUDIT = "audit", _("감사 자료")

    code = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=80)
    english_name = models.CharField(max_length=80)
    sections = models.JSONField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["kind", "code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="report_template_once"),
            models.CheckConstraint(condition=Q(version__gte=1) & ~Q(name=""), name="report_template_named"),
        ]

    def __str__(self) -> str:
        return self.name
