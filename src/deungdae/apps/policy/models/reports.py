"""Rounds of reports, what each ministry reported, and the trail of what was done with it."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.accounts.models import User
from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.policy.models.ministries import Ministry
from deungdae.apps.policy.models.plans import Milestone, TaskIndicator
from deungdae.apps.policy.models.tasks import READ, Strategy, Task

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class ReportingRound(PublicModel):
    """What the ministries report about, from a day until (not including) another, and until when they do."""

    class Kind(models.TextChoices):
        MONTH = "month", _("월간")
        QUARTER = "quarter", _("분기")

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="rounds")
    kind = models.CharField(_("주기"), max_length=8, choices=Kind)
    starts_on = models.DateField(_("대상 기간 시작"))
    ends_on = models.DateField(_("대상 기간 끝"))
    due_on = models.DateField(_("제출 기한"))
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-starts_on", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "kind", "starts_on"], name="reporting_round_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on"), due_on__gte=models.F("ends_on")),
                name="reporting_round_due_after_its_period",
            ),
        ]


class TaskReportQuerySet(models.QuerySet["TaskReport"]):
    def visible_to(self, user: "Viewer") -> "TaskReportQuerySet":
        return self if user.has_perm(READ) else self.none()

    def waiting(self) -> "TaskReportQuerySet":
        """Those that the ministry has not handed in, or was asked to put right."""
        mine = [TaskReport.State.DRAFT, TaskReport.State.APPROVED, TaskReport.State.RETURNED]
        return self.filter(round__closed_at=None, state__in=mine)


class TaskReport(PublicModel):
    """One task in one round. `number`: of its newest version, 0 before the first; `ministry`: who led the
    task when the round was opened, or took it over since."""

    class State(models.TextChoices):
        DRAFT = "draft", _("작성 중")
        APPROVED = "approved", _("부처 승인")
        SUBMITTED = "submitted", pgettext_lazy("report", "제출")
        RETURNED = "returned", _("보완 요청")
        ACCEPTED = "accepted", pgettext_lazy("report", "승인")

    round = models.ForeignKey(ReportingRound, on_delete=models.PROTECT, related_name="reports")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="reports")
    ministry = models.ForeignKey(Ministry, on_delete=models.PROTECT, related_name="reports")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    number = models.PositiveSmallIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True, help_text="the last time")

    objects = TaskReportQuerySet.as_manager()

    class Meta:
        ordering = ["task__field__place", "task__code"]
        constraints = [
            models.UniqueConstraint(fields=["round", "task"], name="task_report_once"),
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(number__gte=1), name="task_report_says_something"
            ),
        ]


class ReportVersion(models.Model):
    report = models.ForeignKey(TaskReport, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    percent = models.PositiveSmallIntegerField(_("진도(%)"))
    progress = models.TextField(_("추진 실적"), max_length=4_000)
    issues = models.TextField(_("문제와 건의"), max_length=4_000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_version_once"),
            models.CheckConstraint(
                condition=models.Q(percent__lte=100) & ~models.Q(progress=""), name="report_version_in_range"
            ),
        ]


class ReportFigure(models.Model):
    """What the version says that an indicator has reached by the end of the round's period."""

    version = models.ForeignKey(ReportVersion, on_delete=models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(TaskIndicator, on_delete=models.PROTECT, related_name="figures")
    value = models.DecimalField(max_digits=16, decimal_places=2)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "indicator"], name="report_figure_once")]


class MilestoneClaim(models.Model):
    """The version says that a milestone was reached on this day."""

    version = models.ForeignKey(ReportVersion, on_delete=models.CASCADE, related_name="claims")
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="claims")
    done_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "milestone"], name="milestone_claim_once")]


class ReportFile(PublicModel):
    """Evidence that came with a version."""

    version = models.ForeignKey(ReportVersion, on_delete=models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]


class ReportAct(models.Model):
    """One step of the trail; a report that was returned says why for ever."""

    class Act(models.TextChoices):
        APPROVE = "approve", _("부처 승인")
        SUBMIT = "submit", pgettext_lazy("report", "제출")
        RETURN = "return", _("보완 요청")
        ACCEPT = "accept", pgettext_lazy("report", "승인")

    report = models.ForeignKey(TaskReport, on_delete=models.CASCADE, related_name="acts")
    number = models.PositiveSmallIntegerField(help_text="of the version that it is about")
    act = models.CharField(max_length=10, choices=Act)
    reason = models.TextField(max_length=1_000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(act="return") | ~models.Q(reason=""), name="report_return_has_reason"
            ),
        ]


class PartnerComment(PublicModel):
    report = models.ForeignKey(TaskReport, on_delete=models.CASCADE, related_name="comments")
    ministry = models.ForeignKey(Ministry, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("의견"), max_length=2_000)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="partner_comment_says_something")
        ]
