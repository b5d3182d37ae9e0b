"""The day itself: opening hours, slots, pauses and tables."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models import Membership, within

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class MatchingDayQuerySet(models.QuerySet["MatchingDay"]):
    def visible_to(self, user: "Viewer") -> "MatchingDayQuerySet":
        """Staff see every day; a participant's people see their days once requests are open."""
        if user.has_perm("caravan.manage_days"):
            return self
        own = within(Membership.objects.in_use_by(user).values("organisation"), "participants__organisation")
        return self.exclude(state=MatchingDay.State.DRAFT).filter(own).distinct()


class MatchingDay(PublicModel):
    class State(models.TextChoices):
        DRAFT = "draft", _("작성 중")
        REQUESTS_OPEN = "requests_open", _("신청 접수 중")
        REQUESTS_CLOSED = "requests_closed", _("신청 마감")
        TIMETABLE = "timetable", _("시간표 작성")
        PUBLISHED = "published", _("공개")
        HELD = "held", _("개최 완료")
        CLOSED = "closed", _("마감")

    class Mode(models.TextChoices):
        TWO_SIDED = "two_sided", _("수요·공급 상담")
        BROKERAGE = "brokerage", _("자유 교류")

    title = models.CharField(_("행사 이름"), max_length=200)
    date = models.DateField(_("날짜"))
    place = models.CharField(_("장소"), max_length=200)
    opens_at = models.TimeField(_("시작 시각"))
    closes_at = models.TimeField(_("종료 시각"))
    slot_minutes = models.PositiveSmallIntegerField(_("상담 시간(분)"))
    mode = models.CharField(_("방식"), max_length=10, choices=Mode, default=Mode.TWO_SIDED)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    fairness = models.PositiveSmallIntegerField(
        _("공평 한도"),
        null=True,
        blank=True,
        default=2,
        help_text=_(
            "가장 많이 기다리는 참가자와 가장 적게 기다리는 참가자의 대기 공백 차이. 비우면 제한이 없습니다."
        ),
    )
    requests_until = models.DateField(_("신청 답변 기한"), null=True, blank=True)
    timetable_revision = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True)

    objects = MatchingDayQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="day_hours_not_empty"
            ),
            models.CheckConstraint(
                condition=models.Q(slot_minutes__gte=5) & models.Q(slot_minutes__lte=240),
                name="day_slot_minutes_5_to_240",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DayStep(models.Model):
    """When a day came to a state and who took it there; written once, never changed."""

    day = models.ForeignKey(MatchingDay, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=20, choices=MatchingDay.State)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ["id"]


class Slot(models.Model):
    """A half-open stretch of the day, numbered from 1."""

    day = models.ForeignKey(MatchingDay, on_delete=models.CASCADE, related_name="slots")
    number = models.PositiveSmallIntegerField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["day", "number"], name="slot_number_once"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="slot_not_empty"
            ),
        ]


class Pause(models.Model):
    day = models.ForeignKey(MatchingDay, on_delete=models.CASCADE, related_name="pauses")
    label = models.CharField(_("이름"), max_length=60)
    starts_at = models.TimeField(_("시작"))
    ends_at = models.TimeField(_("끝"))

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="pause_not_empty"
            )
        ]


class Table(models.Model):
    day = models.ForeignKey(MatchingDay, on_delete=models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField(_("번호"))
    capacity = models.PositiveSmallIntegerField(_("정원"), default=4)
    remark = models.CharField(_("비고"), max_length=200, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["day", "number"], name="table_number_once"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1) & models.Q(capacity__gte=2),
                name="table_number_and_capacity",
            ),
        ]
