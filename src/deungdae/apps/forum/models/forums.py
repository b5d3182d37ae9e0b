"""A forum, its tracks, rooms and slots."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Level, Scope
from deungdae.apps.calendar.models import Resource
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models.places import in_this_language

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer

MOST_SEATS = 5_000
MOST_DAYS = 5
MOST_OFFER_HOURS = 14 * 24
MINUTES_OF_A_DAY = 24 * 60


class ForumQuerySet(models.QuerySet["Forum"]):
    def visible_to(self, user: "Viewer") -> "ForumQuerySet":
        """Staff see every forum; everybody else those that were opened."""
        reach = scope_for(user, thing="forum", action="read", level=Level.PUBLIC)
        if reach is Scope.ALL:
            return self
        return self.exclude(opened_at=None) if reach is Scope.PUBLISHED else self.none()


class Forum(PublicModel):
    """From the call for talks to the proceedings. The database counts its seats (migrations/0002_walls)."""

    class State(models.TextChoices):
        DRAFT = "draft", _("작성 중")
        CALL = "call", _("발표 모집 중")
        REVIEW = "review", _("심사 중")
        PROGRAMME = "programme", _("프로그램 준비 중")
        REGISTRATION = "registration", _("참가 신청 중")
        CLOSED = "closed", pgettext_lazy("forum", "신청 마감")
        HELD = "held", _("마침")
        CANCELLED = "cancelled", _("취소")

    title = models.CharField(_("포럼 이름"), max_length=120)
    title_english = models.CharField(_("영어 이름"), max_length=160, blank=True)
    summary = models.TextField(_("소개"), max_length=4_000, blank=True)
    first_day = models.DateField(_("첫날"))
    last_day = models.DateField(_("끝날"))
    opens = models.PositiveSmallIntegerField(_("여는 시각"), help_text="minutes after midnight")
    closes = models.PositiveSmallIntegerField(_("닫는 시각"), help_text="minutes after midnight")
    place = models.CharField(_("장소"), max_length=200, blank=True)
    capacity = models.PositiveSmallIntegerField(_("정원"))
    host = models.CharField(_("주최"), max_length=120)
    partners = models.CharField(_("함께하는 곳"), max_length=400, blank=True)
    call_until = models.DateTimeField(_("발표 모집 마감"), null=True, blank=True, help_text="not included")
    is_blind = models.BooleanField(_("이름을 가리고 심사"), default=False)
    offer_hours = models.PositiveSmallIntegerField(_("수락 기한(시간)"), default=48)
    overruled = models.CharField(_("쉬는 날에 여는 까닭"), max_length=100, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    arrivals = models.PositiveIntegerField(default=0, help_text="how many numbers were given out")
    revision = models.PositiveIntegerField(default=0, help_text="one more at each change of the programme")
    programme_at = models.DateTimeField(null=True, help_text="when the programme was published")
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(_("취소한 까닭"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ForumQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["public_id", "arrivals", "created_at"])

    class Meta:
        ordering = ["-first_day", "-id"]
        indexes = [models.Index(fields=["state", "call_until"], name="forum_state")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="forum_has_title"),
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="forum_days_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens"), closes__lte=MINUTES_OF_A_DAY),
                name="forum_hours_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(capacity__range=(1, MOST_SEATS)), name="forum_has_seats"
            ),
            models.CheckConstraint(
                condition=models.Q(offer_hours__range=(1, MOST_OFFER_HOURS)), name="forum_time_to_think"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="cancelled") | ~models.Q(end_reason=""),
                name="forum_cancelled_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        """As the reader's language has it; what is written down for good takes `title`."""
        return in_this_language(self.title, self.title_english)


class Track(models.Model):
    """A subject that talks belong to."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="tracks")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("분과"), max_length=60)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="forum_track_has_name"),
            models.UniqueConstraint(fields=["forum", "name"], name="forum_track_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ForumRoom(PublicModel):
    """A hall or room of the calendar, booked for the days of a forum; perhaps for one track alone."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="rooms")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+")
    track = models.ForeignKey(Track, null=True, blank=True, on_delete=models.SET_NULL, related_name="rooms")
    number = models.PositiveSmallIntegerField()
    seats = models.PositiveIntegerField(help_text="as they were when it was booked")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "resource"], name="forum_room_once"),
            models.CheckConstraint(condition=models.Q(seats__gte=1), name="forum_room_has_seats"),
        ]

    def __str__(self) -> str:
        return self.resource.name


class ForumSlot(PublicModel):
    """A stretch of a forum's day: talks side by side, one talk for all, or a break. Those of one forum never
    overlap (migrations/0002_walls), so that the same time is the same slot."""

    class Kind(models.TextChoices):
        TALKS = "talks", _("발표")
        PLENARY = "plenary", _("기조 강연")
        PAUSE = "pause", _("쉬는 시간")

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="slots")
    kind = models.CharField(max_length=8, choices=Kind)
    title = models.CharField(max_length=60, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "starts_at"], name="forum_slot_once_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="forum_slot_not_empty"
            ),
        ]
