"""A cohort of a course: its seats and rules, its sessions, and the draw of a lottery."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from deungdae.apps.academy.models.courses import Course
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Level, Scope
from deungdae.apps.core.models import Decision
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models import Region

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer

MOST_SEATS = 5_000
MOST_OFFER_HOURS = 14 * 24


class Delivery(models.TextChoices):
    ON_SITE = "on_site", gettext_lazy("대면")
    ONLINE = "online", gettext_lazy("온라인")
    HYBRID = "hybrid", gettext_lazy("대면·온라인 병행")


class CohortQuerySet(models.QuerySet["Cohort"]):
    def visible_to(self, user: "Viewer") -> "CohortQuerySet":
        """Staff see every cohort; everybody else those that were opened."""
        reach = scope_for(user, thing="course", action="read", level=Level.PUBLIC)
        if reach is Scope.ALL:
            return self
        return self.exclude(opened_at=None) if reach is Scope.PUBLISHED else self.none()


class Cohort(PublicModel):
    """A course, held once. Who has its seats stands in the enrolments, and the database counts them there
    (migrations/0002_walls)."""

    class State(models.TextChoices):
        DRAFT = "draft", gettext_lazy("작성 중")
        OPEN = "open", gettext_lazy("모집 중")
        CLOSED = "closed", gettext_lazy("모집 마감")
        FINISHED = "finished", gettext_lazy("종료")
        CANCELLED = "cancelled", gettext_lazy("취소")

    class Admission(models.TextChoices):
        FIRST_COME = "first_come", gettext_lazy("선착순")
        APPROVAL = "approval", gettext_lazy("승인제")
        LOTTERY = "lottery", gettext_lazy("추첨")
        INVITATION = "invitation", gettext_lazy("초청")

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="cohorts")
    number = models.PositiveSmallIntegerField(gettext_lazy("기수"))
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, verbose_name=gettext_lazy("지역")
    )
    delivery = models.CharField(
        gettext_lazy("방식"), max_length=10, choices=Delivery, default=Delivery.ON_SITE
    )
    capacity = models.PositiveSmallIntegerField(gettext_lazy("정원"))
    most_per_company = models.PositiveSmallIntegerField(gettext_lazy("기업당 인원"), null=True, blank=True)
    admission = models.CharField(
        gettext_lazy("선발 방식"), max_length=10, choices=Admission, default="first_come"
    )
    enrol_from = models.DateTimeField(gettext_lazy("모집 시작"))
    enrol_until = models.DateTimeField(gettext_lazy("모집 마감일"), help_text="not included")
    offer_hours = models.PositiveSmallIntegerField(
        gettext_lazy("수락 기한(시간)"),
        default=48,
        help_text="how long somebody from the waiting list may think",
    )
    cancel_days = models.PositiveSmallIntegerField(
        gettext_lazy("취소 기한(일)"),
        default=3,
        help_text="until how many days before the first session one may cancel",
    )
    note = models.TextField(gettext_lazy("안내"), max_length=2_000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    arrivals = models.PositiveIntegerField(default=0, help_text="how many numbers were given out")
    lottery_secret = models.CharField(max_length=64, blank=True, help_text="told only by the draw")
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(gettext_lazy("취소한 까닭"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = CohortQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["public_id", "arrivals", "lottery_secret", "created_at"])

    class Meta:
        ordering = ["-enrol_from", "-id"]
        indexes = [models.Index(fields=["state", "enrol_until"], name="cohort_state")]
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="cohort_number_once"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, capacity__range=(1, MOST_SEATS)), name="cohort_has_seats"
            ),
            models.CheckConstraint(
                condition=models.Q(most_per_company__isnull=True) | models.Q(most_per_company__gte=1),
                name="cohort_seats_for_a_company",
            ),
            models.CheckConstraint(
                condition=models.Q(enrol_until__gt=models.F("enrol_from")), name="cohort_enrols_for_a_while"
            ),
            models.CheckConstraint(
                condition=models.Q(offer_hours__range=(1, MOST_OFFER_HOURS)), name="cohort_time_to_think"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="cancelled") | ~models.Q(end_reason=""),
                name="cohort_cancelled_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return _("%(title)s %(number)s기") % {"title": str(self.course), "number": self.number}


class Quota(models.Model):
    """At most so many seats for people of a province, or of companies of a size."""

    class Kind(models.TextChoices):
        REGION = "region", gettext_lazy("지역")
        SIZE = "size", gettext_lazy("기업 규모")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="quotas")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=10, help_text="code of the province, or band of size")
    seats = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["kind", "key"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "kind", "key"], name="quota_once"),
            models.CheckConstraint(condition=~models.Q(key=""), name="quota_of_something"),
        ]


class Session(PublicModel):
    """One meeting of a cohort. Its rooms and trainers are the bookings of the calendar for it."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="sessions")
    title = models.CharField(gettext_lazy("주제"), max_length=120)
    starts_at = models.DateTimeField(gettext_lazy("시작"))
    ends_at = models.DateTimeField(gettext_lazy("끝"))
    delivery = models.CharField(
        gettext_lazy("방식"), max_length=10, choices=Delivery, default=Delivery.ON_SITE
    )
    link = models.URLField(gettext_lazy("온라인 주소"), max_length=300, blank=True)
    materials = models.TextField(gettext_lazy("자료 안내"), max_length=1_000, blank=True)
    overruled = models.CharField(gettext_lazy("쉬는 날에 여는 까닭"), max_length=100, blank=True)
    revision = models.PositiveIntegerField(default=0, help_text="one more whenever people were told a change")
    created_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords(excluded_fields=["public_id", "created_at"])

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="session_has_title"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="session_not_empty"
            ),
            models.UniqueConstraint(fields=["cohort", "starts_at"], name="session_once_at_a_time"),
        ]

    def __str__(self) -> str:
        return self.title


class Draw(models.Model):
    """The draw of a cohort's seats: held once, with the record by which anybody can repeat it."""

    cohort = models.OneToOneField(Cohort, on_delete=models.PROTECT, related_name="draw")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
