"""What a company can be offered: courses, forums, solutions, mentors, support programmes."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from deungdae.apps.academy.models import Course
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.forum.models import Forum
from deungdae.apps.organisations.models import Solution

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer

MOST_MONTHS = 60
MOST_MONEY = 10**12


class OfferingQuerySet(models.QuerySet["Offering"]):
    def visible_to(self, user: "Viewer") -> "OfferingQuerySet":
        """Staff see all; whoever may have a roadmap those in use."""
        if user.has_perm("roadmap.keep_offerings"):
            return self
        return self.in_use() if user.has_perm("roadmap.read_own") else self.none()

    def in_use(self) -> "OfferingQuerySet":
        return self.filter(retired_at=None)


class Offering(PublicModel):
    """`course`, `forum`, `solution`: the record of another app that it is; what that says of price, time,
    seats and days counts (selectors/terms.py), else what stands here."""

    class Kind(models.TextChoices):
        COURSE = "course", pgettext_lazy("one", "교육 과정")
        FORUM = "forum", pgettext_lazy("one", "포럼")
        SOLUTION = "solution", pgettext_lazy("one", "솔루션")
        MENTOR = "mentor", _("멘토링")
        PROGRAMME = "programme", _("지원 사업")

    class Stage(models.TextChoices):
        AWARENESS = "awareness", _("인식 제고")
        CAPABILITY = "capability", _("역량 강화")
        EXECUTION = "execution", _("실행 지원")

    code = models.CharField(_("코드"), max_length=30, unique=True)
    kind = models.CharField(_("종류"), max_length=10, choices=Kind)
    stage = models.CharField(_("단계"), max_length=10, choices=Stage)
    title = models.CharField(_("이름"), max_length=200)
    title_english = models.CharField(_("영어 이름"), max_length=200, blank=True)
    summary = models.TextField(_("소개"), max_length=2_000, blank=True)
    provider = models.CharField(_("주관"), max_length=120, blank=True)
    months = models.PositiveSmallIntegerField(_("걸리는 달 수"), default=1)
    cost_krw = models.BigIntegerField(_("비용(원)"), default=0)
    subsidy_krw = models.BigIntegerField(_("지원금(원)"), default=0, help_text="the part that others pay")
    hours = models.PositiveIntegerField(_("우리 직원의 시간"), default=0)
    seats = models.PositiveIntegerField(_("남은 자리"), null=True, help_text="None: no limit")
    last_day = models.DateField(_("신청 마감일"), null=True, help_text="the last day on which it can begin")
    start_months = models.JSONField(_("시작하는 달"), default=list, help_text="of each year; none: any")
    sizes = models.JSONField(_("기업 규모"), default=list, help_text="statuses in law; none: any")
    industries = models.JSONField(_("업종"), default=list, help_text="codes or sections; none: any")
    regions = models.JSONField(_("지역"), default=list, help_text="codes of provinces; none: any")
    condition = models.CharField(_("그 밖의 조건"), max_length=300, blank=True)
    link = models.URLField(_("안내 주소"), max_length=300, blank=True)
    needs = models.ManyToManyField(
        "self", symmetrical=False, related_name="opens", verbose_name=_("먼저 할 항목")
    )
    course = models.OneToOneField(Course, null=True, on_delete=models.PROTECT, related_name="offering")
    forum = models.OneToOneField(Forum, null=True, on_delete=models.PROTECT, related_name="offering")
    solution = models.OneToOneField(Solution, null=True, on_delete=models.PROTECT, related_name="offering")
    retired_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OfferingQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["public_id", "created_at"], m2m_fields=[needs])

    class Meta:
        ordering = ["stage", "title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(code="") & ~models.Q(title=""), name="offering_has_code_and_title"
            ),
            models.CheckConstraint(
                condition=models.Q(months__range=(1, MOST_MONTHS)), name="offering_takes_months"
            ),
            models.CheckConstraint(
                condition=models.Q(subsidy_krw__gte=0, subsidy_krw__lte=models.F("cost_krw"))
                & models.Q(cost_krw__lte=MOST_MONEY),
                name="offering_subsidy_within_cost",
            ),
            models.CheckConstraint(
                condition=(models.Q(course=None) | models.Q(kind="course"))
                & (models.Q(forum=None) | models.Q(kind="forum"))
                & (models.Q(solution=None) | models.Q(kind="solution")),
                name="offering_is_what_its_kind_says",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OfferingServes(models.Model):
    """In a framework's dimension it leads from `low` to `high` of a hundred, by at most `gain` points."""

    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="serves")
    family = models.CharField(max_length=40, help_text="the framework's code, whatever its version")
    dimension = models.CharField(max_length=16)
    low = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()
    gain = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["family", "dimension", "low"]
        constraints = [
            models.UniqueConstraint(
                fields=["offering", "family", "dimension", "low"], name="offering_serves_once"
            ),
            models.CheckConstraint(
                condition=models.Q(low__lt=models.F("high"), high__lte=100, gain__range=(1, 100)),
                name="offering_serves_a_range",
            ),
        ]
