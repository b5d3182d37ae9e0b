"""Tests of a course: their papers, which never change, and who answered what."""

from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models.cohorts import Cohort
from deungdae.apps.academy.models.courses import Course
from deungdae.apps.academy.models.enrolments import Enrolment
from deungdae.apps.accounts.models import User
from deungdae.apps.core.models.base import PublicModel

MOST_MINUTES, MOST_ATTEMPTS = 600, 20


Row = TypeVar("Row", bound=models.Model)


class OfCohortQuerySet(models.QuerySet[Row]):
    """Of tests and works: what is asked in a cohort."""

    def asked_in(self, cohort: Cohort) -> "OfCohortQuerySet[Row]":
        of_cohort = models.Q(cohort=None) | models.Q(cohort=cohort)
        return self.filter(of_cohort, course=cohort.course_id)


class Exam(PublicModel):
    """A test of a course, or of one cohort of it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("작성 중")
        OPEN = "open", _("공개")
        CLOSED = "closed", _("마감")

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="exams")
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.PROTECT, related_name="exams")
    title = models.CharField(_("시험 이름"), max_length=100)
    words = models.TextField(_("안내"), max_length=1_000, blank=True)
    counts = models.BooleanField(_("수료 기준에 넣기"), default=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True, help_text="not included")
    minutes = models.PositiveSmallIntegerField(_("제한 시간(분)"), null=True)
    most_attempts = models.PositiveSmallIntegerField(_("응시 횟수"), default=1)
    shows_answers = models.BooleanField(_("정답과 풀이 보이기"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = OfCohortQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["course", "title"], name="exam_title_once"),
            models.CheckConstraint(condition=~models.Q(title=""), name="exam_has_title"),
            models.CheckConstraint(
                condition=models.Q(opens_at__isnull=True)
                | models.Q(closes_at__isnull=True)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="exam_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__isnull=True) | models.Q(minutes__range=(1, MOST_MINUTES)),
                name="exam_minutes",
            ),
            models.CheckConstraint(
                condition=models.Q(most_attempts__range=(1, MOST_ATTEMPTS)), name="exam_attempts"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ExamPaper(models.Model):
    """The questions in one version, which never change."""

    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="papers")
    version = models.PositiveSmallIntegerField()
    questions = models.JSONField(help_text="engine/exams/formats.to_document")
    points = models.PositiveSmallIntegerField()
    pass_mark = models.PositiveSmallIntegerField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["exam", "version"]
        constraints = [
            models.UniqueConstraint(fields=["exam", "version"], name="exam_paper_once"),
            models.CheckConstraint(
                condition=models.Q(pass_mark__gte=1, pass_mark__lte=models.F("points")),
                name="exam_paper_can_be_passed",
            ),
        ]


class ExamAttempt(PublicModel):
    """One person sits a test: what was answered so far, until it is handed in, once."""

    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="attempts")
    paper = models.ForeignKey(ExamPaper, on_delete=models.PROTECT, related_name="attempts")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=32, help_text="of the order of questions and choices")
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, help_text="not included; None: no end")
    answers = models.JSONField(default=dict, help_text="question's index → indices of choices, or a number")
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    points = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["exam", "enrolment", "number"], name="exam_attempt_once"),
            models.UniqueConstraint(
                fields=["exam", "enrolment"],
                condition=models.Q(submitted_at__isnull=True),
                name="exam_attempt_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_at__isnull=True, points__isnull=True)
                | models.Q(submitted_at__isnull=False, points__isnull=False),
                name="exam_attempt_marked_when_handed_in",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=models.F("started_at")),
                name="exam_attempt_lasts",
            ),
        ]
