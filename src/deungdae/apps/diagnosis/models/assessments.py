"""An assessment of a company in one round, and the answers of each person, every one of them kept."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.diagnosis.models.frameworks import FrameworkVersion
from deungdae.apps.organisations.models import Membership, Organisation, within

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def with_framework(self) -> "AssessmentQuerySet":
        """And the company. Without the text of the framework: whoever needs one that was not met yet reads it
        then."""
        return self.select_related("framework", "organisation").defer("framework__document")

    def visible_to(self, user: "Viewer") -> "AssessmentQuerySet":
        """Staff see all; a company's people those of the company they act for now."""
        if user.has_perm("diagnosis.read_all_assessments"):
            return self
        if not user.has_perm("diagnosis.read_own_assessments"):
            return self.none()
        return self.filter(within(Membership.objects.in_use_by(user).values("organisation")))


class Assessment(PublicModel):
    """`score`: as the engine told it when the answers were settled, with its version and rule; never anew.

    `overall`: the whole of that score once more, as a number that the database can add up.
    `industry`, `region`, `size_class`: the company as it was on that day; whatever it became since.
    """

    class Round(models.TextChoices):
        T0 = "T0", _("T0 지원 전")
        T1 = "T1", _("T1 1년 뒤")
        T2 = "T2", _("T2 두 번째 추적")

    class State(models.TextChoices):
        OPEN = "open", _("응답 중")
        SUBMITTED = "submitted", _("의견 맞추는 중")
        SETTLED = "settled", _("완료")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="assessments")
    framework = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="assessments")
    family = models.CharField(max_length=40, help_text="the framework's code, whatever its version")
    round = models.CharField(max_length=2, choices=Round)
    rule = models.CharField(max_length=16)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(null=True, help_text="what was scored, by question")
    score = models.JSONField(null=True, help_text="as `deungdae maturity score --json` prints it")
    overall = models.IntegerField(null=True, help_text="hundredths of a point; of the score")
    industry = models.CharField(max_length=5, null=True, help_text="code when it was settled; '' unknown")
    region = models.CharField(max_length=5, null=True, help_text="code when it was settled; '' unknown")
    size_class = models.CharField(max_length=8, null=True, help_text="CompanySize when it was settled")

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [
            models.Index(
                fields=[
                    *("framework", "rule", "round", "state", "size_class", "region", "industry"),
                    *("organisation", "overall"),
                ],
                name="assessment_points_of_cell",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "family", "round"], name="assessment_once"),
            models.CheckConstraint(
                condition=models.Q(
                    state="settled",
                    settled_at__isnull=False,
                    submitted_at__isnull=False,
                    score__isnull=False,
                    answers__isnull=False,
                )
                | models.Q(
                    state="submitted",
                    settled_at__isnull=True,
                    submitted_at__isnull=False,
                    score__isnull=True,
                    answers__isnull=True,
                )
                | models.Q(
                    state="open",
                    settled_at__isnull=True,
                    submitted_at__isnull=True,
                    score__isnull=True,
                    answers__isnull=True,
                ),
                name="assessment_scored_when_settled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation.name} {self.family} {self.round}"


class Answer(models.Model):
    """What one person answered to one question, for the how-manieth time; the last one counts."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="given")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=16)
    number = models.PositiveIntegerField()
    value = models.JSONField(null=True, help_text="the engine's answer; None: taken back")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "person", "question", "number"], name="answer_once"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="answer_counts_from_one"),
        ]
