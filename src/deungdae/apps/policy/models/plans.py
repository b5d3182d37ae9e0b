"""What a task plans: milestones, indicators with their targets, budget, laws, risks; each with a history."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deungdae.apps.policy.history import Dated
from deungdae.apps.policy.models.tasks import Task

MOST_WON = 10**15


class Milestone(Dated):
    """`done_on`: from an accepted report, never typed."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("이정표"), max_length=200)
    due_on = models.DateField(_("예정일"))
    done_on = models.DateField(_("마친 날"), null=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["task", "title"], name="milestone_once")]


class TaskIndicator(Dated):
    """A level that rises or falls from the baseline. `value`, `value_on`: from an accepted report."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="indicators")
    title = models.CharField(_("지표"), max_length=120)
    unit = models.CharField(_("단위"), max_length=20)
    baseline = models.DecimalField(_("기준값"), max_digits=16, decimal_places=2, default=Decimal(0))
    value = models.DecimalField(_("실적"), max_digits=16, decimal_places=2, null=True)
    value_on = models.DateField(null=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "title"], name="task_indicator_once"),
            models.CheckConstraint(
                condition=models.Q(value=None, value_on=None)
                | models.Q(value__isnull=False, value_on__isnull=False),
                name="task_indicator_value_has_its_day",
            ),
        ]


class IndicatorTarget(Dated):
    """What is to be reached in a period, which lasts until (not including) `ends_on`."""

    indicator = models.ForeignKey(TaskIndicator, on_delete=models.CASCADE, related_name="targets")
    starts_on = models.DateField(_("기간 시작"))
    ends_on = models.DateField(_("기간 끝"))
    target = models.DecimalField(_("목표값"), max_digits=16, decimal_places=2)

    history = HistoricalRecords()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "starts_on"], name="indicator_target_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="indicator_target_takes_time"
            ),
        ]


class BudgetLine(Dated):
    """Won of one year from one source."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="budget_lines")
    year = models.PositiveSmallIntegerField(_("연도"))
    source = models.CharField(_("재원"), max_length=60)
    planned_krw = models.BigIntegerField(_("계획(원)"))
    executed_krw = models.BigIntegerField(_("집행(원)"), null=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["year", "source"]
        constraints = [
            models.UniqueConstraint(fields=["task", "year", "source"], name="budget_line_once"),
            models.CheckConstraint(
                condition=models.Q(planned_krw__range=(0, MOST_WON))
                & (models.Q(executed_krw=None) | models.Q(executed_krw__range=(0, MOST_WON))),
                name="budget_line_within_limits",
            ),
            models.CheckConstraint(
                condition=models.Q(year__range=(2000, 2100)), name="budget_line_year_in_range"
            ),
        ]


class LawChange(Dated):
    """A law, decree or notice that the task is to change."""

    class State(models.TextChoices):
        PLANNED = "planned", _("준비")
        NOTICE = "notice", _("입법예고")
        ASSEMBLY = "assembly", _("국회 제출")
        IN_FORCE = "in_force", _("시행")

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="law_changes")
    title = models.CharField(_("법령"), max_length=120)
    change = models.CharField(_("바꿀 내용"), max_length=500)
    due_on = models.DateField(_("예정일"), null=True)
    state = models.CharField(_("단계"), max_length=10, choices=State, default=State.PLANNED)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["task", "title"], name="law_change_once")]


class Risk(Dated):
    class Level(models.TextChoices):
        LOW = "low", _("낮음")
        MEDIUM = "medium", _("보통")
        HIGH = "high", _("높음")

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="risks")
    title = models.CharField(_("위험"), max_length=200)
    response = models.CharField(_("대응"), max_length=500, blank=True)
    level = models.CharField(_("정도"), max_length=6, choices=Level, default=Level.MEDIUM)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["task", "title"], name="risk_once")]
