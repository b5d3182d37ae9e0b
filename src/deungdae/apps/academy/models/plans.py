"""A year of cohorts, computed from what is wanted; cohorts are made of it once, as drafts."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Scope
from deungdae.apps.core.models import Decision, Job
from deungdae.apps.core.models.base import PublicModel

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class YearPlanQuerySet(models.QuerySet["YearPlan"]):
    def visible_to(self, user: "Viewer") -> "YearPlanQuerySet":
        return self if scope_for(user, thing="course", action="write") is Scope.ALL else self.none()


class YearPlan(PublicModel):
    """`wishes`: course, cohorts, sessions, seats. `decision`: what came of it, and how to repeat it."""

    class State(models.TextChoices):
        ASKED = "asked", _("계산 중")
        COMPUTED = "computed", _("계산됨")
        MADE = "made", _("기수로 만듦")

    first_day = models.DateField(_("첫날"))
    last_day = models.DateField(_("끝날"))
    starts = models.PositiveSmallIntegerField(_("시작 시각"), help_text="minutes after midnight")
    ends = models.PositiveSmallIntegerField(_("끝 시각"), help_text="minutes after midnight")
    wishes = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    decision = models.OneToOneField(Decision, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = YearPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="year_plan_has_days"
            ),
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="year_plan_hours"),
            models.CheckConstraint(
                condition=models.Q(state="asked", decision__isnull=True)
                | (~models.Q(state="asked") & models.Q(decision__isnull=False)),
                name="year_plan_decided",
            ),
        ]
