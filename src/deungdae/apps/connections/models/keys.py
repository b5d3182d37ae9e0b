"""A key of the API, and how often it was used."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import User
from deungdae.apps.connections.models.places import PlaceQuerySet
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models import Organisation

PREFIX_LENGTH = 11


class ApiKey(PublicModel):
    """A secret that acts for its maker in the role it was made in; only its SHA-256 is kept.

    `organisation` None: of the centre. `prefix`: the beginning of the secret, by which keys are told apart.
    """

    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="api_keys"
    )
    maker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="api_keys")
    role = models.CharField(max_length=60, help_text="key of the role that was in use")
    name = models.CharField(_("이름"), max_length=100)
    scopes: Any = models.JSONField(help_text="names of scopes, in their order")
    prefix = models.CharField(max_length=PREFIX_LENGTH, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(help_text="not included")
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", null=True, on_delete=models.SET_NULL, related_name="replaced_by")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name="") & ~models.Q(prefix=""), name="api_key_named"),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="api_key_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=False) | models.Q(revoked_by__isnull=True),
                name="api_key_revoked_by_somebody_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class KeyUsage(models.Model):
    """The calls of a key on a day in Seoul, and those in its last minute; counted by conditional updates."""

    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="usage")
    day = models.DateField()
    calls = models.PositiveIntegerField(default=0)
    minute = models.PositiveSmallIntegerField(default=0, help_text="of the day")
    in_minute = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(fields=["key", "day"], name="key_usage_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(in_minute__lte=models.F("calls"), minute__lt=24 * 60),
                name="key_usage_adds_up",
            ),
        ]
