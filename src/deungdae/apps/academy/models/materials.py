"""What a session is taught with: files and links, who sees them when, and what became of each."""

from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models.cohorts import Cohort, Session
from deungdae.apps.academy.models.enrolments import Enrolment
from deungdae.apps.academy.models.teaching import taught_by
from deungdae.apps.academy.models.trainees import is_me
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.core.words import said

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class ShownFrom(models.TextChoices):
    AT_ONCE = "at_once", _("올리는 대로")
    START = "start", _("회차가 시작하면")
    END = "end", _("회차가 끝나면")


def has_come(now: datetime) -> models.Q:
    """Those whose time to be seen has come."""
    return (
        models.Q(shown_from=ShownFrom.AT_ONCE)
        | models.Q(shown_from=ShownFrom.START, session__starts_at__lte=now)
        | models.Q(shown_from=ShownFrom.END, session__ends_at__lte=now)
    )


class SessionMaterialQuerySet(models.QuerySet["SessionMaterial"]):
    def standing(self) -> "SessionMaterialQuerySet":
        return self.filter(withdrawn_at=None)

    def of_seats(self, seats: models.QuerySet[Enrolment]) -> "SessionMaterialQuerySet":
        """What people with these seats may see now."""
        seated = seats.filter(state=Enrolment.State.SEATED).exclude(cohort__state=Cohort.State.CANCELLED)
        return self.standing().filter(has_come(clock.now()), session__cohort__in=seated.values("cohort"))

    def visible_to(self, user: "Viewer") -> "SessionMaterialQuerySet":
        """Who teaches sees all that stands; whoever has a seat, what has come; a company, nothing."""
        taught = self.standing().filter(session__cohort__in=taught_by(user))
        return taught | self.of_seats(Enrolment.objects.filter(is_me(user, "trainee__")))


class SessionMaterial(PublicModel):
    """A file or a link of a session. Withdrawn or replaced, its bytes go, and what it was stays: name, size
    and hash, who and when."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="material_files")
    title = models.CharField(_("자료 이름"), max_length=120)
    shown_from = models.CharField(_("볼 수 있는 때"), max_length=8, choices=ShownFrom, default="at_once")
    place = models.PositiveSmallIntegerField()
    file = models.OneToOneField(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255, blank=True)
    file_size = models.PositiveBigIntegerField(default=0)
    file_sha256 = models.CharField(max_length=64, blank=True)
    link = models.URLField(_("주소"), max_length=300, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.CASCADE, related_name="replaced_by", help_text="the one before"
    )
    key = models.UUIDField(unique=True, help_text="of the form that sent it")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_reason = models.CharField(_("거둔 까닭"), max_length=200, blank=True)

    objects = SessionMaterialQuerySet.as_manager()

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="session_material_has_title"),
            models.CheckConstraint(
                condition=models.Q(file_name="", file_sha256="") & ~models.Q(link="")
                | ~models.Q(file_name="") & ~models.Q(file_sha256="") & models.Q(link=""),
                name="session_material_file_or_link",
            ),
            models.CheckConstraint(
                condition=models.Q(link="", withdrawn_at=None, file__isnull=False)
                | (models.Q(file=None) & (~models.Q(link="") | models.Q(withdrawn_at__isnull=False))),
                name="session_material_bytes_while_it_stands",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ending(self) -> str:
        return self.file_name.rpartition(".")[2].upper()

    @property
    def host(self) -> str:
        """Where a link leads, for the eye."""
        return urlsplit(self.link).hostname or ""

    @property
    def withdrawn_words(self) -> str:
        return said(self.withdrawn_reason)
