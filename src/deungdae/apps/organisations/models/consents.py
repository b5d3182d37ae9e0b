"""What people and organisations have agreed to, in which words, and what they have withdrawn."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models.organisation import Organisation


class ConsentPurpose(models.Model):
    """What data may be used for; without a consent to it the data is hidden."""

    class Holder(models.TextChoices):
        PERSON = "person", _("사람")
        ORGANISATION = "organisation", _("기업·기관")

    key = models.CharField(max_length=40, primary_key=True)
    holder = models.CharField(max_length=12, choices=Holder)
    is_required = models.BooleanField(default=False, help_text="without it there is no account")

    def __str__(self) -> str:
        return self.key


class ConsentText(models.Model):
    """The words of a purpose in one version and language; never changed."""

    purpose = models.ForeignKey(ConsentPurpose, on_delete=models.PROTECT, related_name="texts")
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=5)
    title = models.CharField(max_length=200)
    text = models.TextField()
    valid_from = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purpose", "version", "language"], name="consent_text_once")
        ]

    def __str__(self) -> str:
        return self.title


class ConsentQuerySet(models.QuerySet["Consent"]):
    def open(self) -> "ConsentQuerySet":
        """Consents that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Consent(PublicModel):
    """Somebody agreed, for himself or herself or for an organisation. The database lets it only be withdrawn,
    once; `person` and `organisation`: whose data it is about, exactly one of them."""

    class How(models.TextChoices):
        PAGE = "page", _("화면")
        PAPER = "paper", _("서면")
        EMAIL = "email", _("이메일")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="consents"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="consents"
    )
    purpose = models.ForeignKey(ConsentPurpose, on_delete=models.PROTECT)
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT)
    given_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=How)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_how = models.CharField(max_length=10, choices=How, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(organisation__isnull=True), name="consent_of_one"
            ),
            models.CheckConstraint(
                condition=~Q(how="paper") | Q(paper__isnull=False), name="consent_on_paper_has_paper"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_how="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_how=""),
                name="consent_withdrawn_whole",
            ),
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_open_once_of_person",
            ),
            models.UniqueConstraint(
                fields=["organisation", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_open_once_of_organisation",
            ),
        ]
