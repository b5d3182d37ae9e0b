"""Which organisations show their profile to others: who opened it when, and who closed it."""

from django.conf import settings
from django.db import models

from deungdae.apps.organisations.models.organisation import Organisation


class ProfilePublicationQuerySet(models.QuerySet["ProfilePublication"]):
    def current(self) -> "ProfilePublicationQuerySet":
        """Those in force; a merged organisation shows nothing, the survivor opens its own."""
        return self.filter(withdrawn_at__isnull=True, organisation__merged_into__isnull=True)


class ProfilePublication(models.Model):
    """An organisation's profile is open to others, from a moment until another; kept when it is over."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="profile_publications"
    )
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ProfilePublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="profile_published_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True)
                | models.Q(withdrawn_at__gte=models.F("published_at")),
                name="profile_withdrawn_after_published",
            ),
        ]
