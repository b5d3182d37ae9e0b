"""What is taught: a course by role and level, with what one can do after it and what it costs."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Level, Scope
from deungdae.apps.calendar.models import Resource
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models.places import in_this_language

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer

MOST_HOURS = 1_000
MOST_FEE = 100_000_000


class Competency(models.Model):
    """Something that a person can do, by a name that courses share."""

    name = models.CharField(_("역량"), max_length=60, unique=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="competency_has_name")]

    def __str__(self) -> str:
        return self.name


class CourseQuerySet(models.QuerySet["Course"]):
    def visible_to(self, user: "Viewer") -> "CourseQuerySet":
        """Staff see every course; everybody else those that are offered."""
        reach = scope_for(user, thing="course", action="read", level=Level.PUBLIC)
        if reach is Scope.ALL:
            return self
        return self.filter(state=Course.State.OFFERED) if reach is Scope.PUBLISHED else self.none()


class Course(PublicModel):
    class State(models.TextChoices):
        DRAFT = "draft", _("작성 중")
        OFFERED = "offered", _("운영 중")
        ARCHIVED = "archived", _("보관")

    class Role(models.TextChoices):
        CEO = "ceo", _("최고경영자")
        PLANNER = "planner", _("기획자")
        ENGINEER = "engineer", _("엔지니어")
        DATA_ANALYST = "data_analyst", _("데이터 분석가")
        AI_ENGINEER = "ai_engineer", _("AI 엔지니어")
        FIELD_LEADER = "field_leader", _("현장 리더")

    class Step(models.TextChoices):
        BASIC = "basic", _("기초")
        MIDDLE = "middle", _("중급")
        ADVANCED = "advanced", _("고급")

    class Language(models.TextChoices):
        KOREAN = "ko", _("한국어")
        ENGLISH = "en", _("영어")
        BOTH = "ko_en", _("한국어·영어")

    title = models.CharField(_("과정 이름"), max_length=120)
    title_english = models.CharField(_("영어 이름"), max_length=160, blank=True)
    role = models.CharField(_("교육 대상"), max_length=20, choices=Role)
    step = models.CharField(_("수준"), max_length=10, choices=Step)
    language = models.CharField(_("수업 언어"), max_length=5, choices=Language, default=Language.KOREAN)
    summary = models.TextField(_("소개"), max_length=2_000, blank=True)
    hours = models.PositiveSmallIntegerField(_("교육 시간"))
    attendance_percent = models.PositiveSmallIntegerField(
        _("수료 기준 출석률(%)"), default=80, help_text="of the minutes of a cohort's sessions"
    )
    fee_krw = models.PositiveIntegerField(_("교육비(원)"), default=0)
    subsidy_percent = models.PositiveSmallIntegerField(
        _("지원 비율(%)"), default=0, help_text="of the fee, for people of a mid-sized company"
    )
    subsidy_most_krw = models.PositiveIntegerField(
        _("기업당 지원 한도(원)"), null=True, blank=True, help_text="in one cohort; None: no limit"
    )
    deputies = models.BooleanField(
        _("초청받은 분이 대리 참석자를 보낼 수 있음"), default=False, help_text="of invited cohorts"
    )
    competencies = models.ManyToManyField(Competency, related_name="courses", verbose_name=_("역량"))
    prerequisites = models.ManyToManyField(
        "self", symmetrical=False, related_name="leads_to", verbose_name=_("먼저 들을 과정")
    )
    trainers = models.ManyToManyField(
        Resource, related_name="courses_taught", verbose_name=_("강사"), help_text="none: anybody"
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CourseQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["public_id", "created_at"])

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="course_has_title"),
            models.CheckConstraint(condition=models.Q(hours__range=(1, MOST_HOURS)), name="course_hours"),
            models.CheckConstraint(
                condition=models.Q(attendance_percent__range=(1, 100)), name="course_attendance_percent"
            ),
            models.CheckConstraint(condition=models.Q(fee_krw__lte=MOST_FEE), name="course_fee"),
            models.CheckConstraint(
                condition=models.Q(subsidy_percent__lte=100), name="course_subsidy_at_most_all"
            ),
            models.UniqueConstraint(
                fields=["title"], condition=~models.Q(state="archived"), name="course_title_once"
            ),
        ]

    def __str__(self) -> str:
        """As the reader's language has it; what is written down for good takes `title`."""
        return in_this_language(self.title, self.title_english)
