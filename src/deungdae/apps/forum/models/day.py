"""The day itself: who has come, what people ask and vote in a talk."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.forum.models.registrations import Registration
from deungdae.apps.forum.models.talks import Talk


class Arrival(PublicModel):
    """Somebody has come; the database asks for a seat. One that was marked wrongly is taken back."""

    class Way(models.TextChoices):
        CODE = "code", _("QR")
        LIST = "list", _("명단")
        WALK_IN = "walk_in", _("현장 등록")

    registration = models.OneToOneField(Registration, on_delete=models.PROTECT, related_name="arrival")
    at = models.DateTimeField()
    way = models.CharField(max_length=8, choices=Way)


class ArrivalStep(models.Model):
    """How an arrival was marked and taken back; written once. Only the reason goes with the person."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="arrival_steps")
    has_come = models.BooleanField()
    at = models.DateTimeField(help_text="when it was so")
    marked_at = models.DateTimeField(help_text="when it was told; later where there was no network")
    way = models.CharField(max_length=8, choices=Arrival.Way)
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]


class Question(PublicModel):
    """Asked by somebody in a talk; nobody but the chair sees it before it is shown."""

    class State(models.TextChoices):
        ASKED = "asked", _("확인 전")
        SHOWN = "shown", _("보이는 중")
        ANSWERED = "answered", _("답함")
        HIDDEN = "hidden", _("보이지 않음")

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="questions")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="questions")
    text = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["talk", "state"], name="forum_question_state")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="forum_question_asks"),
            models.UniqueConstraint(fields=["talk", "registration", "text"], name="forum_question_once"),
        ]


class QuestionVote(models.Model):
    """Somebody wants to hear the answer too: once."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="votes")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "registration"], name="forum_question_vote_once")
        ]


class Poll(PublicModel):
    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="polls")
    text = models.CharField(max_length=200)
    options = models.JSONField(help_text="what can be chosen, in order")
    is_open = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="forum_poll_asks"),
            models.UniqueConstraint(
                fields=["talk"], condition=models.Q(is_open=True), name="forum_poll_one_open"
            ),
        ]


class PollVote(models.Model):
    """One choice of one person."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    option = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "registration"], name="forum_poll_vote_once")]
