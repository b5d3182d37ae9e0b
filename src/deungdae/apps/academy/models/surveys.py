"""What people say of a course and of themselves; of an anonymous survey nobody can be told by any table."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models.cohorts import Cohort
from deungdae.apps.academy.models.enrolments import Enrolment


class SurveyKind(models.TextChoices):
    COMPETENCY_BEFORE = "competency_before", _("역량 자가 진단 (교육 전)")
    COMPETENCY_AFTER = "competency_after", _("역량 자가 진단 (교육 뒤)")
    ATTITUDE_BEFORE = "attitude_before", _("디지털 전환 인식 조사 (교육 전)")
    ATTITUDE_AFTER = "attitude_after", _("디지털 전환 인식 조사 (교육 뒤)")
    SATISFACTION = "satisfaction", _("만족도 조사 (익명)")
    FOLLOW_UP = "follow_up", _("업무 활용 조사 (수료 3개월 뒤)")


def random_key() -> int:
    """In no order, so that a place in one table says nothing about a place in another."""
    return secrets.randbits(62)


class SurveySheet(models.Model):
    """One person's answers; taken back by the person they count no more."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="survey_sheets")
    kind = models.CharField(max_length=20, choices=SurveyKind)
    answers = models.JSONField(help_text="question → 1 to 5; `used`: 0 or 1")
    answered_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "kind"], name="survey_sheet_once"),
            models.CheckConstraint(condition=~models.Q(kind="satisfaction"), name="survey_sheet_has_a_name"),
        ]


class AnonymousSheet(models.Model):
    """Answers of somebody of the cohort: no person, no time, no order."""

    id = models.BigIntegerField(primary_key=True, default=random_key)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="anonymous_sheets")
    answers = models.JSONField(help_text="question → 1 to 5")


class SurveyAnswered(models.Model):
    """That somebody answered the anonymous survey, which keeps a second answer out."""

    id = models.BigIntegerField(primary_key=True, default=random_key)
    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="survey_answered")


class SurveyAsked(models.Model):
    """That somebody was asked how the course is used at work; once."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="survey_asked")
    asked_at = models.DateTimeField()
