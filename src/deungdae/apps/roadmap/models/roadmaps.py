"""A roadmap as it was asked for and computed, its steps, and what was decided on each step."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core.models import Decision, Job
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.models import Membership, Organisation, within
from deungdae.apps.roadmap.models.offerings import MOST_MONEY, MOST_MONTHS, Offering

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class RoadmapQuerySet(models.QuerySet["Roadmap"]):
    def visible_to(self, user: "Viewer") -> "RoadmapQuerySet":
        """Staff see all; a company's people those of the company they act for now."""
        if user.has_perm("roadmap.read_all"):
            return self
        if not user.has_perm("roadmap.read_own"):
            return self.none()
        return self.filter(within(Membership.objects.in_use_by(user).values("organisation")))


class Roadmap(PublicModel):
    """`decision`: what was asked and answered, and how to repeat it; `choice`: the plan that is followed."""

    class State(models.TextChoices):
        ASKED = "asked", _("계산 중")
        READY = "ready", _("진행 중")
        REPLACED = "replaced", _("새 로드맵으로 바뀜")

    class Choice(models.TextChoices):
        PLAN = "plan", _("효과가 가장 큰 계획")
        CHEAPER = "cheaper", _("더 싼 계획")
        FASTER = "faster", _("더 빠른 계획")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roadmaps")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="roadmaps")
    family = models.CharField(max_length=40, help_text="the framework's code, whatever its version")
    number = models.PositiveSmallIntegerField(help_text="the how-manieth of this company and framework")
    begins_on = models.DateField(help_text="the first day of its first month")
    months = models.PositiveSmallIntegerField(_("기간(달)"))
    budget_krw = models.BigIntegerField(_("예산(원)"))
    hours = models.PositiveIntegerField(_("쓸 수 있는 직원 시간"), null=True, help_text="None: no limit")
    goals = models.JSONField(help_text="dimension → [target of a hundred, weight]")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    choice = models.CharField(max_length=8, choices=Choice, default=Choice.PLAN)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    decision = models.OneToOneField(Decision, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = RoadmapQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "family", "number"], name="roadmap_number_once"),
            models.UniqueConstraint(
                fields=["organisation", "family"],
                condition=models.Q(state="ready"),
                name="roadmap_one_followed",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="asked", decision__isnull=False)
                & ~models.Q(state="ready", decision__isnull=True),
                name="roadmap_ready_when_decided",
            ),
            models.CheckConstraint(
                condition=models.Q(months__range=(1, MOST_MONTHS), budget_krw__range=(0, MOST_MONEY)),
                name="roadmap_within_limits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation.name} {self.family} {self.number}"


class RoadmapGap(models.Model):
    """A goal in one dimension as it was computed with, and what a plan fills of it. Of a hundred."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="gaps")
    choice = models.CharField(max_length=8, choices=Roadmap.Choice)
    dimension = models.CharField(max_length=16)
    level = models.PositiveSmallIntegerField(help_text="measured, with what was done since")
    target = models.PositiveSmallIntegerField()
    weight = models.PositiveSmallIntegerField()
    filled = models.PositiveSmallIntegerField(help_text="by the plan, quarter points")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "choice", "dimension"], name="roadmap_gap_once"),
            models.CheckConstraint(
                condition=models.Q(level__lte=models.F("target"), target__lte=100, weight__lte=100),
                name="roadmap_gap_within_a_hundred",
            ),
        ]


class RoadmapStep(models.Model):
    """A step of one of the plans, as computed."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="steps")
    choice = models.CharField(max_length=8, choices=Roadmap.Choice)
    place = models.PositiveSmallIntegerField()
    offering = models.ForeignKey(Offering, on_delete=models.PROTECT, related_name="steps")
    begins_on = models.DateField(help_text="the first day of its first month")
    ends_on = models.DateField(help_text="the first day of the month after its last")
    price_krw = models.BigIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "choice", "offering"], name="roadmap_step_once"),
            models.UniqueConstraint(fields=["roadmap", "choice", "place"], name="roadmap_step_place_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("begins_on"), price_krw__gte=0),
                name="roadmap_step_takes_time",
            ),
        ]


class StepAct(PublicModel):
    """What a company decided on an offering, for the how-manieth time; the last one counts."""

    class Act(models.TextChoices):
        ACCEPT = "accept", _("수락")
        POSTPONE = "postpone", _("미룸")
        REPLACE = "replace", _("빼기로 함")
        RECONSIDER = "reconsider", _("다시 생각하기로 함")
        DONE = "done", _("마침")

    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="acts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="step_acts")
    offering = models.ForeignKey(Offering, on_delete=models.PROTECT, related_name="acts")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=Act)
    month = models.DateField(null=True, help_text="accepted: when it begins; postponed: not before")
    evidence = models.ForeignKey(EvidenceEntry, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "offering", "number"], name="step_act_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="step_act_counts_from_one"),
            models.CheckConstraint(
                condition=models.Q(act__in=["accept", "postpone"], month__isnull=False)
                | models.Q(act__in=["replace", "reconsider", "done"], month__isnull=True),
                name="step_act_has_its_month",
            ),
            models.CheckConstraint(
                condition=models.Q(act="done", evidence__isnull=False)
                | (~models.Q(act="done") & models.Q(evidence__isnull=True)),
                name="step_act_done_by_evidence",
            ),
        ]
