"""Strategies, their fields and tasks, and which ministry had a task when."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deungdae.apps.accounts.models import User
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models import Membership, within
from deungdae.apps.policy.history import Dated
from deungdae.apps.policy.models.ministries import Ministry

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer

READ, KEEP, REPORT = "policy.read", "policy.keep", "policy.report"


class Strategy(PublicModel):
    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(_("이름"), max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="the first day after it")
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["-starts_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="strategy_takes_time"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class StrategyField(models.Model):
    """`expected`: how many tasks the strategy names in this field."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="fields")
    code = models.SlugField(max_length=20)
    title = models.CharField(_("분야"), max_length=80)
    title_english = models.CharField(max_length=80, blank=True)
    place = models.PositiveSmallIntegerField()
    expected = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["strategy", "place"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "code"], name="strategy_field_once"),
            models.UniqueConstraint(fields=["strategy", "place"], name="strategy_field_place_once"),
        ]

    @property
    def shown(self) -> str:
        """The title in the language of the page."""
        in_english = (get_language() or "").startswith("en")
        return self.title_english if in_english and self.title_english else self.title


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, user: "Viewer") -> "TaskQuerySet":
        """Whoever reads tasks reads all of them: they are the government's common work."""
        return self if user.has_perm(READ) else self.none()

    def of(self, user: "Viewer", *roles: str) -> "TaskQuerySet":
        """Tasks of the ministry that the person acts for now, in one of these parts."""
        if not user.has_perm(REPORT):
            return self.none()
        bodies = Membership.objects.in_use_by(user).values("organisation")
        parts = TaskMinistry.objects.filter(
            within(bodies, "ministry__organisation"), ends_on=None, role__in=roles
        )
        return self.filter(pk__in=parts.values("task"))

    def editable_by(self, user: "Viewer") -> "TaskQuerySet":
        """The centre's keepers all, a ministry those that it leads."""
        if user.has_perm(KEEP):
            return self
        return self.of(user, TaskMinistry.Role.LEAD)


class Task(Dated, PublicModel):
    """`version` counts changes: whoever writes names the one that was read."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="tasks")
    field = models.ForeignKey(StrategyField, on_delete=models.PROTECT, related_name="tasks")
    code = models.CharField(_("번호"), max_length=20)
    title = models.CharField(_("세부과제"), max_length=200)
    contents = models.TextField(_("내용"), max_length=4_000, blank=True)
    starts_on = models.DateField(_("시작일"))
    ends_on = models.DateField(_("종료일"), help_text="the last day")
    version = models.PositiveIntegerField(default=1)

    objects = TaskQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["public_id"])

    class Meta:
        ordering = ["strategy", "field__place", "code"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "code"], name="task_code_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="task_takes_time"
            ),
            models.CheckConstraint(
                condition=~models.Q(code="") & ~models.Q(title=""), name="task_has_code_and_title"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class TaskMinistryQuerySet(models.QuerySet["TaskMinistry"]):
    def on(self, day: date) -> "TaskMinistryQuerySet":
        return self.filter(starts_on__lte=day).filter(models.Q(ends_on=None) | models.Q(ends_on__gt=day))


class TaskMinistry(models.Model):
    """A ministry leads a task or takes part in it, from a day until (not including) another."""

    class Role(models.TextChoices):
        LEAD = "lead", _("주관 부처")
        PARTNER = "partner", _("협조 부처")

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="ministries")
    ministry = models.ForeignKey(Ministry, on_delete=models.PROTECT, related_name="parts")
    role = models.CharField(max_length=8, choices=Role)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects = TaskMinistryQuerySet.as_manager()

    class Meta:
        ordering = ["role", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=models.Q(role="lead", ends_on=None), name="task_one_lead"
            ),
            models.UniqueConstraint(
                fields=["task", "ministry"], condition=models.Q(ends_on=None), name="task_ministry_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="task_ministry_ends_after_it_starts",
            ),
        ]


class TaskLink(Dated):
    """Where else something of it stands: a desk's ticket, a programme, a page of others."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(max_length=120)
    address = models.URLField(max_length=300)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["task", "address"], name="task_link_once")]


class TaskNeed(Dated):
    """The task waits for another one."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="needs")
    needed = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="opens")

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "needed"], name="task_need_once"),
            models.CheckConstraint(
                condition=~models.Q(task=models.F("needed")), name="task_needs_not_itself"
            ),
        ]


class LightOverride(models.Model):
    """What the centre says beside the computed light, and why. Without a `light` the computed one stands."""

    class Light(models.TextChoices):
        GREEN = "green", pgettext_lazy("light", "정상")
        YELLOW = "yellow", pgettext_lazy("light", "주의")
        RED = "red", pgettext_lazy("light", "위험")

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="overrides")
    light = models.CharField(max_length=6, choices=Light, blank=True)
    reason = models.CharField(_("까닭"), max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="light_override_has_reason"),
        ]
