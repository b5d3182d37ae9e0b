"""The people around an invited cohort: its chairs, what each participant lets others see, private notes."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models.cohorts import Cohort, Session
from deungdae.apps.academy.models.enrolments import Enrolment
from deungdae.apps.accounts.models import User
from deungdae.apps.core.models.base import PublicModel

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class Chair(models.Model):
    """Who leads the talk of a cohort: a person with an account."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="chairs")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField()
    appointed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["cohort", "user"], name="chair_once")]


class Introduction(PublicModel):
    """What a participant lets the others of the cohort see, or fellow alumni; nothing without it, and nothing
    more from the moment that it is withdrawn. `shown`: names of fields, chosen one by one."""

    class Audience(models.TextChoices):
        COHORT = "cohort", _("같은 기수")
        ALUMNI = "alumni", _("동문")

    class Field(models.TextChoices):
        NAME = "name", _("이름")
        COMPANY = "company", _("기업")
        JOB_TITLE = "job_title", _("직위")
        INDUSTRY = "industry", _("업종")
        REGION = "region", _("지역")
        EMAIL = "email", _("이메일")
        PHONE = "phone", _("휴대전화")

    FOR_ALUMNI = (Field.NAME, Field.COMPANY, Field.JOB_TITLE, Field.INDUSTRY, Field.REGION)
    """An address is never in the directory: messages are passed on."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="introductions")
    audience = models.CharField(max_length=6, choices=Audience)
    shown = models.JSONField(default=list)
    words = models.CharField(_("한마디"), max_length=200, blank=True)
    agreed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["enrolment__number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "audience"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="introduction_one_in_force",
            )
        ]


class RelayedMessage(PublicModel):
    """One alumnus wrote to another through the house; what was written is in the mail alone."""

    introduction = models.ForeignKey(Introduction, on_delete=models.PROTECT, related_name="+")
    sender = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["sender", "sent_at"], name="relayed_by_sender")]


class NoteQuerySet(models.QuerySet["SessionNote"]):
    def visible_to(self, user: "Viewer") -> "NoteQuerySet":
        """The author, in whatever role; nobody else in any."""
        return self.filter(author=user) if isinstance(user, User) else self.none()


class SessionNote(PublicModel):
    """A private note: no history, no export but the author's own, gone with the author."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("메모"), max_length=5_000)
    written_at = models.DateTimeField()

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["session__starts_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "author"], name="note_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="note_says_something"),
        ]
