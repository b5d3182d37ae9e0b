"""Claims: a person says that he or she acts for the company of a business number."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.numbers import shown_business


class OrganisationClaim(PublicModel):
    """Waits for the centre's staff; an approved one makes its claimant an owner, and keeps one there until
    it is released."""

    class State(models.TextChoices):
        WAITING = "waiting", _("확인 중")
        APPROVED = "approved", _("승인")
        REFUSED = "refused", _("반려")
        RELEASED = "released", _("끝남")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claims")
    business_number = models.CharField(_("사업자등록번호"), max_length=10)
    note = models.TextField(_("남길 말"), blank=True, max_length=1000)
    document = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    is_dispute = models.BooleanField(
        default=False, help_text="the company had an owner when the claim came in"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.CASCADE, related_name="claims"
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField(null=True)

    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["state", "created_at", "id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "business_number"],
                condition=models.Q(state="waiting"),
                name="claim_one_waiting",
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting", decided_at__isnull=True)
                | (~models.Q(state="waiting") & models.Q(decided_at__isnull=False)),
                name="claim_decision_has_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["approved", "released"])
                | models.Q(organisation__isnull=False),
                name="claim_approved_names_organisation",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["refused", "released"]) | ~models.Q(reason=""),
                name="claim_refused_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(state="released", released_at__isnull=False)
                | (~models.Q(state="released") & models.Q(released_at__isnull=True)),
                name="claim_release_has_time",
            ),
        ]

    @property
    def shown_number(self) -> str:
        """123-45-00003."""
        return shown_business(self.business_number)
