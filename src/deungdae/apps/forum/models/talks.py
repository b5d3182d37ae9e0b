"""Talks that were proposed, their speakers, how they were reviewed, and where they stand."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.personal.records import PersonalRecord
from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Level, Scope
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.forum.acts import SPEAKER
from deungdae.apps.forum.models.forums import Forum, ForumRoom, ForumSlot, Track
from deungdae.apps.organisations.models import Organisation

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class TalkQuerySet(models.QuerySet["Talk"]):
    def visible_to(self, user: "Viewer") -> "TalkQuerySet":
        """Staff see all; others those in which they speak or that they have sent in."""
        reach = scope_for(user, thing="talk", action="read", level=Level.PERSONAL)
        if reach is Scope.ALL:
            return self
        if reach is not Scope.OWN or not isinstance(user, User):
            return self.none()
        mine = Speaker.objects.filter(email__iexact=user.email).values("talk")
        return self.filter(models.Q(sent_by=user) | models.Q(pk__in=mine)).exclude(state="asked")

    def standing(self) -> "TalkQuerySet":
        """Those that are held: accepted, and not given back."""
        return self.filter(state__in=Talk.STANDING)

    def announced(self) -> "TalkQuerySet":
        """Those of them whose speakers know it: only these are placed, and shown to others."""
        return self.standing().filter(told=Talk.State.ACCEPTED)


class Talk(PublicModel):
    class State(models.TextChoices):
        ASKED = "asked", _("메일 확인 전")
        SUBMITTED = "submitted", _("접수")
        ACCEPTED = "accepted", _("채택")
        CONFIRMED = "confirmed", _("발표 확정")
        WAITING = "waiting", _("대기")
        REJECTED = "rejected", _("미채택")
        WITHDRAWN = "withdrawn", _("철회")

    STANDING = (State.ACCEPTED, State.CONFIRMED)
    DECIDED = (State.ACCEPTED, State.WAITING, State.REJECTED)

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="talks")
    number = models.PositiveIntegerField(help_text="order of arrival within the forum")
    title = models.CharField(_("제목"), max_length=160)
    abstract = models.TextField(_("초록"), max_length=4_000)
    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="talks")
    expected = models.PositiveIntegerField(_("예상 청중"), default=30)
    absent_days = models.JSONField(default=list, help_text="days on which it cannot be held, as dates")
    is_keynote = models.BooleanField(_("기조 강연"), default=False)
    seats = models.PositiveIntegerField(
        _("따로 받는 자리"), null=True, blank=True, help_text="with seats of its own: so many"
    )
    state = models.CharField(max_length=10, choices=State)
    told = models.CharField(max_length=10, blank=True, help_text="the decision that its speakers were told")
    slot = models.ForeignKey(ForumSlot, null=True, on_delete=models.PROTECT, related_name="talks")
    room = models.ForeignKey(ForumRoom, null=True, on_delete=models.PROTECT, related_name="talks")
    is_missed = models.BooleanField(default=False, help_text="was not held after all")
    is_pinned = models.BooleanField(default=False, help_text="stays where a person put it")
    link_version = models.PositiveIntegerField(default=1)
    key = models.UUIDField(
        unique=True, null=True, help_text="of the form that made it, pressed once or twice"
    )
    sent_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    objects = TalkQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["public_id", "key", "link_version"])

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["forum", "state"], name="forum_talk_state")]
        constraints = [
            models.UniqueConstraint(fields=["forum", "number"], name="forum_talk_number_once"),
            models.CheckConstraint(condition=~models.Q(title=""), name="forum_talk_has_title"),
            models.UniqueConstraint(
                fields=["slot", "room"],
                condition=models.Q(slot__isnull=False),
                name="forum_room_one_talk_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(slot__isnull=True, room__isnull=True)
                | models.Q(slot__isnull=False, room__isnull=False),
                name="forum_talk_time_with_a_room",
            ),
            models.CheckConstraint(
                condition=models.Q(slot__isnull=True) | models.Q(state__in=["accepted", "confirmed"]),
                name="forum_talk_placed_when_accepted",
            ),
            models.CheckConstraint(
                condition=models.Q(seats__isnull=True) | models.Q(seats__gte=1), name="forum_talk_has_seats"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_announced(self) -> bool:
        """It is held, and its speakers know."""
        return self.state in self.STANDING and self.told == self.State.ACCEPTED

    @property
    def code(self) -> str:
        """How people call it: P07."""
        return f"P{self.number:02}"


class Speaker(PersonalRecord):
    SUBJECT = SPEAKER
    PERSONAL = {"email": "email"}

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="speakers")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("이름"), max_length=80)
    affiliation = models.CharField(_("소속"), max_length=120)
    email = models.EmailField(_("이메일"), help_text="small letters")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="forum_speakers"
    )

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["talk", "email"], name="forum_speaker_once_per_talk"),
            models.CheckConstraint(condition=~models.Q(name=""), name="forum_speaker_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class TalkStep(models.Model):
    """How a talk came to a state, by whom and why; written once. Only the reason goes with a person."""

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=Talk.State)
    at = models.DateTimeField()
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["talk", "id"], name="forum_talk_step")]


class TalkReviewQuerySet(models.QuerySet["TalkReview"]):
    def visible_to(self, user: "Viewer") -> "TalkReviewQuerySet":
        """Staff see all, a reviewer the own ones."""
        reach = scope_for(user, thing="talk_review", action="read")
        if reach is Scope.ALL:
            return self
        return self.filter(reviewer=user.pk) if reach is Scope.OWN else self.none()


class TalkReview(PublicModel):
    """What one reviewer says of a talk; without scores it is still to be done."""

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="forum_reviews")
    relevance = models.PositiveSmallIntegerField(_("주제 적합성"), null=True)
    novelty = models.PositiveSmallIntegerField(_("새로움"), null=True)
    use = models.PositiveSmallIntegerField(_("현장 활용"), null=True)
    to_author = models.TextField(_("발표자에게"), max_length=2_000, blank=True)
    to_committee = models.TextField(_("위원회에만"), max_length=2_000, blank=True)
    asked_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)

    CRITERIA = ("relevance", "novelty", "use")
    objects = TalkReviewQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["talk", "reviewer"], name="forum_review_once"),
            models.CheckConstraint(
                condition=models.Q(
                    reviewed_at__isnull=True,
                    relevance__isnull=True,
                    novelty__isnull=True,
                    use__isnull=True,
                )
                | models.Q(
                    reviewed_at__isnull=False,
                    relevance__range=(1, 5),
                    novelty__range=(1, 5),
                    use__range=(1, 5),
                ),
                name="forum_review_scored_whole",
            ),
        ]


class Chair(PersonalRecord):
    """Who leads a room in a slot; nobody leads, or speaks, in two rooms at a time (migrations/0002_walls)."""

    SUBJECT = SPEAKER
    PERSONAL = {"email": "email"}

    slot = models.ForeignKey(ForumSlot, on_delete=models.PROTECT, related_name="chairs")
    room = models.ForeignKey(ForumRoom, on_delete=models.PROTECT, related_name="chairs")
    name = models.CharField(_("좌장"), max_length=80)
    affiliation = models.CharField(_("소속"), max_length=120, blank=True)
    email = models.EmailField(_("이메일"), help_text="small letters")

    class Meta:
        ordering = ["slot", "room"]
        constraints = [
            models.UniqueConstraint(fields=["slot", "room"], name="forum_chair_one_for_a_room"),
            models.UniqueConstraint(fields=["slot", "email"], name="forum_chair_in_one_room"),
        ]

    def __str__(self) -> str:
        return self.name
