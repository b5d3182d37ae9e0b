"""Groups of peers in an invited cohort: computed, moved by hand, shown to the participants."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models.cohorts import Cohort
from deungdae.apps.academy.models.enrolments import Enrolment
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Scope
from deungdae.apps.core.models import Decision, Job
from deungdae.apps.core.models.base import PublicModel

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class PeerGroupingQuerySet(models.QuerySet["PeerGrouping"]):
    def visible_to(self, user: "Viewer") -> "PeerGroupingQuerySet":
        """Staff; participants see their own published group through their seat."""
        return self if scope_for(user, thing="course", action="write") is Scope.ALL else self.none()


class PeerGrouping(PublicModel):
    """One answer to how a cohort is divided. `rules`: groups, sizes, digits, rivals, apart, pins, as asked;
    `decision`: what came of it, and how to repeat it. Who sits where now stands in the seats."""

    class State(models.TextChoices):
        ASKED = "asked", _("계산 중")
        COMPUTED = "computed", _("계산됨")
        IMPOSSIBLE = "impossible", _("나눌 수 없음")
        PUBLISHED = "published", _("참가자에게 공개")
        REPLACED = "replaced", _("새 그룹으로 바뀜")

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="groupings")
    rules = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    decision = models.OneToOneField(Decision, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = PeerGroupingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort"], condition=models.Q(state="published"), name="grouping_one_published"
            ),
            models.CheckConstraint(
                condition=models.Q(state="asked", decision__isnull=True)
                | (~models.Q(state="asked") & models.Q(decision__isnull=False)),
                name="grouping_decided",
            ),
        ]


class PeerSeat(models.Model):
    """In which group somebody is: one of the same cohort (0022), each person once."""

    grouping = models.ForeignKey(PeerGrouping, on_delete=models.PROTECT, related_name="seats")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="peer_seats")
    group = models.PositiveSmallIntegerField(help_text="from 1")

    class Meta:
        ordering = ["group", "enrolment__number"]
        constraints = [
            models.UniqueConstraint(fields=["grouping", "enrolment"], name="peer_seat_once"),
            models.CheckConstraint(condition=models.Q(group__gte=1), name="peer_seat_in_a_group"),
        ]


class PeerMove(models.Model):
    """What was changed by hand, and what it cost; written once, never changed."""

    grouping = models.ForeignKey(PeerGrouping, on_delete=models.PROTECT, related_name="moves")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Enrolment, null=True, on_delete=models.PROTECT, related_name="+")
    old = models.PositiveSmallIntegerField()
    new = models.PositiveSmallIntegerField()
    cost = models.IntegerField(help_text="by how much the whole became dearer")
    at = models.DateTimeField()
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
