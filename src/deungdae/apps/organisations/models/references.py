"""Where solutions work already: what the supplier says of it, and who has confirmed or disputed it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Scope
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models.membership import Membership
from deungdae.apps.organisations.models.organisation import Organisation
from deungdae.apps.organisations.models.solutions import Solution

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class ReferenceQuerySet(models.QuerySet["SolutionReference"]):
    def decided_by(self, user: "Viewer") -> "ReferenceQuerySet":
        """Those that the person may say something about: staff all, a customer's people its own.

        The solution itself need not be visible: a customer that is asked sees the reference, and only that.
        """
        reach = scope_for(user, thing="reference", action="decide")
        if reach is Scope.ALL:
            return self
        if reach is not Scope.OWN:
            return self.none()
        mine = Membership.objects.in_use_by(user).values("organisation")
        return self.filter(company__in=mine).exclude(solution__organisation=F("company"))


class SolutionReference(PublicModel):
    """Where a solution works already. `customer`: as typed; `company`: the customer in the register.

    What was confirmed does not change: who changes a line takes the confirmation back first.
    """

    class State(models.TextChoices):
        CLAIMED = "claimed", _("공급기업이 적음")
        CONFIRMED = "confirmed", _("확인됨")
        DISPUTED = "disputed", _("다르다고 함")

    class Side(models.TextChoices):
        """Whose word it is."""

        CUSTOMER = "customer", _("고객")
        CENTRE = "centre", _("센터")

    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="references")
    month = models.DateField(help_text="the first day of the month it was finished in")
    customer = models.CharField(max_length=200)
    work = models.CharField(max_length=300)
    result = models.CharField(max_length=300, blank=True)
    company = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="references_as_customer"
    )
    state = models.CharField(max_length=10, choices=State, default=State.CLAIMED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decided_as = models.CharField(max_length=10, choices=Side, blank=True)
    note = models.CharField(max_length=500, blank=True, help_text="how they know, or what is wrong")
    confirmation = models.UUIDField(
        null=True, unique=True, help_text="names this confirmation in the cases; a later one has another"
    )

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "id"]
        indexes = [models.Index(fields=["company", "state"], name="reference_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(customer="") & ~Q(work=""), name="solution_reference_says_what"
            ),
            models.CheckConstraint(
                condition=Q(state="claimed", decided_by__isnull=True, decided_at__isnull=True)
                & Q(decided_as="", note="")
                | Q(state__in=["confirmed", "disputed"], decided_by__isnull=False, decided_at__isnull=False)
                & Q(decided_as__in=["customer", "centre"]),
                name="reference_word_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmation__isnull=False)
                | ~Q(state="confirmed") & Q(confirmation__isnull=True),
                name="reference_confirmed_by_name",
            ),
            models.CheckConstraint(
                condition=~Q(decided_as="customer") | Q(company__isnull=False),
                name="reference_customer_is_linked",
            ),
            models.CheckConstraint(
                condition=~Q(decided_as="centre") & ~Q(state="disputed") | ~Q(note=""),
                name="reference_says_how_it_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer} ({self.month:%Y-%m})"

    @property
    def is_own(self) -> bool:
        """Whether customer and supplier are one: nobody confirms such a reference."""
        return self.company_id == self.solution.organisation_id
