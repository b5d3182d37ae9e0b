"""A report on its way from a draft to a numbered, published paper."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Scope
from deungdae.apps.core.models import Job
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.forum.models import Forum
from deungdae.apps.organisations.models import Membership, Organisation, within
from deungdae.apps.reports.models.templates import ReportTemplate

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer

Person = settings.AUTH_USER_MODEL


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: "Viewer") -> "ReportQuerySet":
        """The centre sees all; a company its own published letters; a ministry what is published and names no
        company; who reads the audit log also the published files for the audit."""
        reach = scope_for(user, thing="report", action="read")
        published = self.filter(state=Report.State.PUBLISHED)
        if reach is Scope.ALL:
            return self
        if reach is Scope.OWN:
            return published.filter(within(Membership.objects.in_use_by(user).values("organisation")))
        if reach is not Scope.PUBLISHED:
            return self.none()
        public = published.filter(organisation=None)
        return public if user.has_perm("core.read_audit") else public.exclude(template__kind="audit")


class Report(PublicModel):
    """From `since` to before `until`. Its content is its snapshot's; a number comes with the publication."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("report", "작성")
        REVIEW = "review", pgettext_lazy("report", "검토")
        SIGNING = "signing", pgettext_lazy("report", "서명")
        PUBLISHED = "published", pgettext_lazy("report", "발행")
        DISCARDED = "discarded", pgettext_lazy("report", "버림")

    template = models.ForeignKey(ReportTemplate, on_delete=models.PROTECT, related_name="reports")
    title = models.CharField(_("제목"), max_length=120)
    since = models.DateField(_("첫날"))
    until = models.DateField(help_text="not included")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="reports"
    )
    forum = models.ForeignKey(Forum, null=True, on_delete=models.PROTECT, related_name="reports")
    opening = models.TextField(_("머리말"), max_length=4_000, blank=True)
    closing = models.TextField(_("맺음말"), max_length=4_000, blank=True)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    snapshot = models.OneToOneField(
        "reports.Snapshot", null=True, on_delete=models.PROTECT, related_name="current_of"
    )
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True, help_text="within its year, without gaps")
    published_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["state", "-created_at"], name="report_state")]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="report_number_once"),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="report_time_not_empty"),
            models.CheckConstraint(condition=~Q(title=""), name="report_has_title"),
            models.CheckConstraint(
                condition=Q(organisation=None) | Q(forum=None), name="report_about_one_record"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"]) | Q(snapshot__isnull=False),
                name="report_frozen_before_review",
            ),
            models.CheckConstraint(
                condition=Q(state="published", year__isnull=False, number__gte=1, published_at__isnull=False)
                | ~Q(state="published") & Q(year=None, number=None, published_at=None),
                name="report_numbered_when_published",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_withdrawn(self) -> bool:
        return hasattr(self, "withdrawal")

    @property
    def reference(self) -> str:
        """2026-0012; "" before the publication."""
        return f"{self.year}-{self.number:04}" if self.number else ""


class ReportWithdrawal(models.Model):
    """A published report that the centre stands by no more. Its number stays; the centre alone reads it."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField()
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="report_withdrawn_with_reason")]


class ReportStep(models.Model):
    """How a report came to a state, by whom, and why where it went back; written once."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=Report.State)
    at = models.DateTimeField()
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
