"""Completions of before this register: taken over from lists, with where that stands."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models.courses import Course
from deungdae.apps.academy.models.trainees import Trainee, is_me
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Level, Scope
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.evidence.models import CompanySize
from deungdae.apps.organisations.models import Organisation

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class PastCompletionQuerySet(models.QuerySet["PastCompletion"]):
    def visible_to(self, user: "Viewer") -> "PastCompletionQuerySet":
        """Staff see all; a person the own ones; a company its case."""
        reach = scope_for(user, thing="enrolment", action="read", level=Level.PERSONAL)
        if reach is Scope.ALL:
            return self
        return self.filter(is_me(user, "trainee__")) if reach is Scope.OWN else self.none()

    def standing(self) -> "PastCompletionQuerySet":
        return self.filter(withdrawn_at=None)


class PastCompletion(PublicModel):
    """What a list says of somebody's completed course. It never changes; what was wrong is withdrawn."""

    trainee = models.ForeignKey(Trainee, on_delete=models.PROTECT, related_name="past_completions")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="past_completions"
    )
    course = models.ForeignKey(
        Course, null=True, blank=True, on_delete=models.PROTECT, related_name="past_completions"
    )
    course_title = models.CharField(_("과정 이름"), max_length=120)
    cohort_label = models.CharField(_("기수"), max_length=40, blank=True)
    role = models.CharField(_("교육 대상"), max_length=20, choices=Course.Role, blank=True)
    hours = models.PositiveSmallIntegerField(_("교육 시간"), null=True, blank=True)
    completed_on = models.DateField(_("수료한 날"))
    paper_number = models.CharField(_("그때의 수료증 번호"), max_length=40, blank=True)
    source = models.CharField(_("출처"), max_length=120, help_text="the list or report it stands in")
    region = models.CharField(max_length=2, blank=True, help_text="province of the company on that day")
    size = models.CharField(max_length=10, blank=True, choices=CompanySize, help_text="of the company")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_reason = models.CharField(_("뺀 까닭"), max_length=200, blank=True)

    objects = PastCompletionQuerySet.as_manager()

    class Meta:
        ordering = ["-completed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["trainee", "course_title", "completed_on"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="past_completion_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(course_title="") & ~models.Q(source=""),
                name="past_completion_says_what_and_where_from",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=False) | models.Q(withdrawn_reason=""),
                name="past_completion_reason_of_withdrawal",
            ),
        ]

    def __str__(self) -> str:
        return self.course_title
