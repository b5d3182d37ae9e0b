"""Who wants to come to a forum, what became of it, and which talks they want."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.personal.records import PersonalRecord
from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Level, Scope
from deungdae.apps.forum.acts import REGISTRANT
from deungdae.apps.forum.models.forums import Forum
from deungdae.apps.forum.models.talks import Talk
from deungdae.apps.organisations.models import Membership, Organisation, within

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


def is_me(user: "Viewer", path: str = "") -> models.Q:
    """The registration of this account: linked to it, or not yet linked and of its address."""
    if not isinstance(user, User):
        return models.Q(pk__in=())
    by_address = models.Q(**{f"{path}account": None, f"{path}email__iexact": user.email})
    return models.Q(**{f"{path}account": user.pk}) | by_address


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, user: "Viewer") -> "RegistrationQuerySet":
        """Staff see all; a person the own ones; who acts for a company those of its people."""
        reach = scope_for(user, thing="registration", action="read", level=Level.PERSONAL)
        if reach is Scope.ALL:
            return self
        if reach is not Scope.OWN:
            return self.none()
        company = Membership.objects.in_use_by(user).values("organisation")
        return self.filter(is_me(user) | within(company)).exclude(state="asked")

    def holding(self) -> "RegistrationQuerySet":
        return self.filter(state__in=Registration.HOLDING)

    def active(self) -> "RegistrationQuerySet":
        return self.filter(state__in=Registration.ACTIVE)

    def standing(self) -> "RegistrationQuerySet":
        """Active ones whose address is confirmed: one for each address."""
        return self.filter(state__in=Registration.STANDING)

    def waiting(self) -> "RegistrationQuerySet":
        """The waiting list in the order of arrival."""
        return self.filter(state=Registration.State.WAITING).order_by("number", "id")


class Registration(PersonalRecord):
    """A number is given when the address is confirmed: that is the order of arrival."""

    class State(models.TextChoices):
        ASKED = "asked", _("메일 확인 전")
        WAITING = "waiting", _("대기")
        OFFERED = "offered", _("자리 제안")
        SEATED = "seated", _("확정")
        CANCELLED = "cancelled", _("취소")
        EXPIRED = "expired", _("기한 지남")

    HOLDING = (State.OFFERED, State.SEATED)
    STANDING = (State.WAITING, State.OFFERED, State.SEATED)
    ACTIVE = (State.ASKED, *STANDING)
    SUBJECT = REGISTRANT
    PERSONAL = {"name": "name", "email": "email", "phone": "phone"}

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="registrations")
    number = models.PositiveIntegerField(null=True, help_text="order of arrival within the forum")
    name = models.CharField(_("이름"), max_length=80)
    email = models.EmailField(_("이메일"), blank=True, help_text="small letters")
    phone = models.CharField(_("휴대전화"), max_length=40, blank=True)
    affiliation = models.CharField(_("소속"), max_length=120, blank=True)
    job_title = models.CharField(_("직위"), max_length=60, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="forum_registrations"
    )
    account = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="forum_registrations")
    state = models.CharField(max_length=10, choices=State)
    offer_until = models.DateTimeField(null=True, help_text="not included")
    is_walk_in = models.BooleanField(default=False)
    link_version = models.PositiveIntegerField(default=1)
    key = models.UUIDField(
        unique=True, null=True, help_text="of the form that made it, pressed once or twice"
    )
    requested_at = models.DateTimeField()

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["number", "id"]
        indexes = [models.Index(fields=["forum", "state", "number"], name="forum_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "email"],
                condition=models.Q(state__in=["waiting", "offered", "seated"]) & ~models.Q(email=""),
                name="forum_registered_once",
            ),
            models.UniqueConstraint(fields=["forum", "number"], name="forum_number_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="forum_registrant_has_name"),
            models.CheckConstraint(
                condition=models.Q(state="asked")
                | models.Q(number__isnull=False)
                | models.Q(state="cancelled"),
                name="forum_registered_with_a_number",
            ),
            models.CheckConstraint(
                condition=models.Q(state="offered", offer_until__isnull=False)
                | (~models.Q(state="offered") & models.Q(offer_until__isnull=True)),
                name="forum_offer_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number or ''}".strip()

    @property
    def is_active(self) -> bool:
        return self.state in self.ACTIVE


class RegistrationStep(models.Model):
    """How a registration came to a state; written once. Only the reason is taken away with the person."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=Registration.State)
    at = models.DateTimeField()
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["registration", "id"], name="forum_registration_step")]


class TalkWish(models.Model):
    """Somebody wants to hear a talk; where the talk has seats of its own, this is one of them, and the
    database counts (migrations/0002_walls)."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="wishes")
    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="wishes")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["registration", "talk"], name="forum_wish_once")]
