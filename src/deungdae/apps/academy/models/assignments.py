"""Works that people hand in, the graders' marks, and the company's word that a work is used."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models.cohorts import Cohort
from deungdae.apps.academy.models.courses import Course
from deungdae.apps.academy.models.enrolments import Enrolment
from deungdae.apps.academy.models.exams import OfCohortQuerySet
from deungdae.apps.accounts.models import User
from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.models.base import PublicModel


class Assignment(PublicModel):
    """A work of a course, or of one cohort of it. `is_final`: it is done in the company, whose contact has to
    confirm it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("작성 중")
        OPEN = "open", _("공개")
        CLOSED = "closed", _("마감")

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="assignments")
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.PROTECT, related_name="assignments")
    title = models.CharField(_("과제 이름"), max_length=100)
    words = models.TextField(_("안내"), max_length=4_000, blank=True)
    counts = models.BooleanField(_("수료 기준에 넣기"), default=True)
    is_final = models.BooleanField(_("사내 적용 과제"), default=False)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    due_at = models.DateTimeField(null=True, help_text="not included")
    rubric = models.JSONField(help_text="engine/grades/formats.to_document")
    points = models.PositiveSmallIntegerField()
    pass_mark = models.PositiveSmallIntegerField(_("수료 점수"))
    graders = models.PositiveSmallIntegerField(_("채점하는 사람"), default=1)
    most_apart = models.PositiveSmallIntegerField(_("점수 차이 한도"), default=10)
    releases_at_once = models.BooleanField(_("채점하면 바로 알리기"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = OfCohortQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["course", "title"], name="assignment_title_once"),
            models.CheckConstraint(condition=~models.Q(title=""), name="assignment_has_title"),
            models.CheckConstraint(
                condition=models.Q(points__gte=1, pass_mark__lte=models.F("points")),
                name="assignment_can_be_passed",
            ),
            models.CheckConstraint(condition=models.Q(graders__in=(1, 2)), name="assignment_graders"),
        ]

    def __str__(self) -> str:
        return self.title


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def newest(self) -> "SubmissionQuerySet":
        """Of each person and work the last."""
        later = Submission.objects.filter(
            assignment=models.OuterRef("assignment"),
            enrolment=models.OuterRef("enrolment"),
            number__gt=models.OuterRef("number"),
        )
        return self.filter(~models.Exists(later))


class Submission(PublicModel):
    """What somebody handed in; the newest counts, the ones before are kept."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="submissions")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("내용"), max_length=10_000, blank=True)
    handed_in_at = models.DateTimeField()

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "enrolment", "number"], name="submission_once")
        ]


class SubmissionFile(PublicModel):
    """A file of what was handed in."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]


class Grade(models.Model):
    """One grader's judgement of what was handed in, once. `place`: the first, the second, or who decides."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="grades")
    grader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    levels = models.JSONField(help_text="the level's index for each criterion")
    points = models.PositiveSmallIntegerField()
    note = models.TextField(_("의견"), max_length=2_000, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "grader"], name="grade_once_per_grader"),
            models.UniqueConstraint(fields=["submission", "place"], name="grade_once_per_place"),
            models.CheckConstraint(condition=models.Q(place__range=(1, 3)), name="grade_place"),
        ]


class Mark(models.Model):
    """The points of a person's work, as the graders' judgements come to; told once released."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="marks")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="marks")
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="mark")
    points = models.PositiveSmallIntegerField()
    decided_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["assignment", "enrolment"], name="mark_once")]


class Extension(models.Model):
    """More time for one person, and why."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="extensions")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="extensions")
    until = models.DateTimeField(help_text="not included")
    reason = models.CharField(_("까닭"), max_length=200, blank=True, help_text="empty once erased")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["assignment", "enrolment"], name="extension_once")]


class WorkConfirmation(models.Model):
    """Somebody of the company says that the work is used there."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="confirmations")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="confirmations")
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "enrolment"], name="work_confirmed_once")
        ]
