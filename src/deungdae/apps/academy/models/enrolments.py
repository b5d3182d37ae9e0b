"""Who asked for a seat of a cohort, what became of it, step by step."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models.cohorts import Cohort
from deungdae.apps.academy.models.trainees import Trainee, is_me
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Level, Scope
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.evidence.models import CompanySize
from deungdae.apps.organisations.models import Membership, Organisation, within

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def visible_to(self, user: "Viewer") -> "EnrolmentQuerySet":
        """Staff see all; a person the own ones; who acts for a company also those it has enrolled."""
        reach = scope_for(user, thing="enrolment", action="read", level=Level.PERSONAL)
        if reach is Scope.ALL:
            return self
        if reach is not Scope.OWN:
            return self.none()
        company = Membership.objects.in_use_by(user).values("organisation")
        return self.filter(is_me(user, "trainee__") | within(company))

    def holding(self) -> "EnrolmentQuerySet":
        """Those that hold a seat: confirmed, or offered and still to be accepted."""
        return self.filter(state__in=Enrolment.HOLDING)

    def active(self) -> "EnrolmentQuerySet":
        return self.filter(state__in=Enrolment.ACTIVE)

    def waiting(self) -> "EnrolmentQuerySet":
        """The waiting list in its order."""
        return self.filter(state=Enrolment.State.WAITING).order_by("place", "id")


class Enrolment(PublicModel):
    class State(models.TextChoices):
        REQUESTED = "requested", _("접수")
        WAITING = "waiting", _("대기")
        OFFERED = "offered", _("자리 제안")
        SEATED = "seated", _("확정")
        DECLINED = "declined", _("반려")
        CANCELLED = "cancelled", _("취소")
        EXPIRED = "expired", _("기한 지남")
        TRANSFERRED = "transferred", _("동료에게 넘김")

    HOLDING = (State.OFFERED, State.SEATED)
    ACTIVE = (State.REQUESTED, State.WAITING, State.OFFERED, State.SEATED)

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    trainee = models.ForeignKey(Trainee, on_delete=models.PROTECT, related_name="enrolments")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="enrolments"
    )
    number = models.PositiveIntegerField(help_text="order of arrival within the cohort")
    place = models.PositiveIntegerField(help_text="order on the waiting list: the number, or as drawn")
    state = models.CharField(max_length=12, choices=State)
    offer_until = models.DateTimeField(null=True, help_text="not included")
    region = models.CharField(max_length=2, blank=True, help_text="province of the company at arrival")
    size = models.CharField(max_length=10, blank=True, choices=CompanySize, help_text="size at arrival")
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField(_("시작한 날"), null=True, help_text="day of the first session attended")
    completed_on = models.DateField(_("수료한 날"), null=True)
    certified_on = models.DateField(_("수료증을 받은 날"), null=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["cohort", "state", "place"], name="enrolment_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "trainee"],
                condition=models.Q(state__in=["requested", "waiting", "offered", "seated"]),
                name="enrolment_once_per_person",
            ),
            models.UniqueConstraint(fields=["cohort", "number"], name="enrolment_number_once"),
            models.CheckConstraint(
                condition=models.Q(state="offered", offer_until__isnull=False)
                | (~models.Q(state="offered") & models.Q(offer_until__isnull=True)),
                name="enrolment_offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=models.Q(completed_on__isnull=True)
                | models.Q(started_on__isnull=False, started_on__lte=models.F("completed_on")),
                name="enrolment_completed_after_it_started",
            ),
            models.CheckConstraint(
                condition=models.Q(certified_on__isnull=True)
                | models.Q(completed_on__isnull=False, completed_on__lte=models.F("certified_on")),
                name="enrolment_certified_after_it_completed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trainee.name} {self.number}"

    @property
    def is_active(self) -> bool:
        return self.state in self.ACTIVE


class EnrolmentStep(models.Model):
    """How an enrolment came to a state, by whom and why; written once. Only the reason, which may name
    somebody, is taken away with the person."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=12, choices=Enrolment.State)
    at = models.DateTimeField()
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["enrolment", "id"], name="enrolment_step")]
