"""People, what they may do in the centre, and the tokens that act for them."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager, PermissionsMixin
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.personal.records import PersonalRecord
from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import PERSON
from deungdae.apps.core.models.base import PublicModel


class UserManager(BaseUserManager["User"]):
    """Accounts are found by e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


class User(PersonalRecord, AbstractBaseUser, PermissionsMixin):
    SUBJECT = PERSON
    PERSONAL = {"name": "name", "email": "email"}

    email = models.EmailField(_("이메일"), unique=True)
    name = models.CharField(_("이름"), max_length=100)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    invited_at = models.DateTimeField(null=True, editable=False)
    signed_up_at = models.DateTimeField(null=True, editable=False, db_index=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def masked_name(self) -> str:
        return self.as_masked()["name"]

    @property
    def masked_email(self) -> str:
        return self.as_masked()["email"]

    @property
    def is_waiting(self) -> bool:
        """Invited or signed up, but without a password yet: nobody has shown that the address is theirs."""
        return not self.has_usable_password()

    @property
    def can_sign_in(self) -> bool:
        return self.is_active and self.has_usable_password()


Viewer = User | AnonymousUser
"""Whoever asks to see something: signed in or not."""


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def current(self) -> "RoleGrantQuerySet":
        """Roles in force today."""
        today = clock.today()
        return self.filter(starts_on__lte=today).filter(
            models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=today)
        )


class RoleGrant(models.Model):
    """A role that the centre gives, from a day until (not including) another; one that ended on its first day
    never was in force. A person may hold several."""

    class Role(models.TextChoices):
        CENTRE_LEAD = "centre_lead", _("센터장")
        CENTRE_STAFF = "centre_staff", _("센터 직원")
        MENTOR = "mentor", _("멘토")
        REVIEWER = "reviewer", _("평가위원")
        MINISTRY_OFFICIAL = "ministry_official", _("부처 담당자")
        AUDITOR = "auditor", _("감사자")
        TRAINEE = "trainee", _("교육생")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="role_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["user", "role"], condition=models.Q(ends_on__isnull=True), name="role_open_once"
            ),
        ]


class ApiToken(PublicModel):
    """A secret that carries its owner's rights; only its SHA-256 is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("이름"), max_length=100)
    role = models.CharField(max_length=60, blank=True, help_text="key of the role that was in use")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)


class SignInSession(AbstractBaseSession):
    """A browser's session; of somebody signed in it also says whose, since when, from where, with what."""

    public_id = models.UUIDField(db_index=True, null=True, help_text="stays when the key changes")
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sign_in_sessions")
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    address = models.GenericIPAddressField(null=True)
    device = models.CharField(max_length=300, blank=True)

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from deungdae.apps.accounts.sessions import SessionStore  # noqa: PLC0415 - the store needs the model

        return SessionStore


class ApiCall(models.Model):
    """A creating call of the API under a key of the caller's, and the public id of what it made."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_calls")
    key = models.UUIDField()
    sent = models.CharField(max_length=64, help_text="SHA-256 of address and body")
    result = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="api_call_once")]
        indexes = [models.Index(fields=["user", "made_at"], name="accounts_ap_user_id_made_at")]
