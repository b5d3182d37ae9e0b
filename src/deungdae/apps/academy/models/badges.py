"""Digital badges: the signed text of a certificate (Open Badges 3.0), and the keys of the centre."""

from django.db import models

from deungdae.apps.academy.models.certificates import Certificate


class SigningKey(models.Model):
    """A key of the centre. One for each purpose is in use; a retired one can sign no more, and everybody can
    still check with its public part what it has signed."""

    class Purpose(models.TextChoices):
        BADGE = "badge"
        LAUNCH = "launch"

    ALGORITHM = "RS256"

    purpose = models.CharField(max_length=6, choices=Purpose, default=Purpose.BADGE)
    name = models.CharField(max_length=43, unique=True, help_text="thumbprint of the public part, RFC 7638")
    kid = models.URLField(max_length=300, unique=True, help_text="where its public part is found")
    algorithm = models.CharField(max_length=10, default=ALGORITHM)
    public_jwk = models.JSONField()
    private_key = models.TextField(blank=True, help_text="encrypted; empty once it is retired")
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose"],
                condition=models.Q(retired_at__isnull=True),
                name="signing_key_one_in_use",
            ),
            models.CheckConstraint(
                condition=(models.Q(retired_at__isnull=True) & ~models.Q(private_key=""))
                | models.Q(retired_at__isnull=False, private_key=""),
                name="signing_key_retired_cannot_sign",
            ),
        ]


class Badge(models.Model):
    """The signed text: written with its certificate, taken away only with the person."""

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="badge")
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="badges")
    credential = models.TextField(blank=True, help_text="compact JWS; empty once the person is taken out")
