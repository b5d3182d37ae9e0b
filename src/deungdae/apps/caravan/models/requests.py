"""Who wants to meet whom, and why."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from deungdae.apps.caravan.models.day import MatchingDay, Slot, Table
from deungdae.apps.caravan.models.participants import Participant
from deungdae.apps.core.models.base import PublicModel

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class MeetingRequestQuerySet(models.QuerySet["MeetingRequest"]):
    def visible_to(self, user: "Viewer") -> "MeetingRequestQuerySet":
        """Staff see all; others those that their participants sent or received."""
        if user.has_perm("caravan.manage_days"):
            return self
        mine = Participant.objects.visible_to(user).values("pk")
        return self.filter(models.Q(sender__in=mine) | models.Q(receiver__in=mine))


class MeetingRequest(PublicModel):
    class State(models.TextChoices):
        PENDING = "pending", _("답변 대기")
        ACCEPTED = "accepted", _("수락")
        DECLINED = "declined", _("거절")
        EXPIRED = "expired", _("기한 지남")
        WITHDRAWN = "withdrawn", _("철회")

    day = models.ForeignKey(MatchingDay, on_delete=models.CASCADE, related_name="requests")
    code = models.CharField(_("상담 번호"), max_length=20)
    sender = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="sent_requests")
    receiver = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="received_requests")
    rank = models.PositiveSmallIntegerField(_("순위"), default=1)
    reason = models.TextField(_("신청 이유"), blank=True)
    state = models.CharField(_("상태"), max_length=10, choices=State, default=State.PENDING)
    answer_reason = models.TextField(_("답변 이유"), blank=True)
    wish = models.CharField(
        _("시간대"), max_length=10, choices=Participant.Wish, default=Participant.Wish.ANY
    )
    fixed_slot = models.ForeignKey(Slot, null=True, blank=True, on_delete=models.PROTECT)
    fixed_table = models.ForeignKey(Table, null=True, blank=True, on_delete=models.PROTECT)
    expires_on = models.DateField(_("답변 기한"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    objects = MeetingRequestQuerySet.as_manager()

    class Meta:
        ordering = ["code", "id"]
        indexes = [models.Index(fields=["day", "state", "code", "id"])]
        constraints = [
            models.UniqueConstraint(
                "day", Least("sender", "receiver"), Greatest("sender", "receiver"), name="request_pair_once"
            ),
            models.UniqueConstraint(fields=["day", "code"], name="request_code_once"),
            models.CheckConstraint(
                condition=~models.Q(sender=models.F("receiver")), name="request_not_with_oneself"
            ),
            models.CheckConstraint(
                condition=models.Q(rank__gte=1) & models.Q(rank__lte=99), name="request_rank_1_to_99"
            ),
        ]


class Precedence(models.Model):
    """The earlier meeting is before the later one."""

    day = models.ForeignKey(MatchingDay, on_delete=models.CASCADE, related_name="precedences")
    earlier = models.ForeignKey(MeetingRequest, on_delete=models.CASCADE, related_name="before")
    later = models.ForeignKey(MeetingRequest, on_delete=models.CASCADE, related_name="after")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="precedence_once"),
            models.CheckConstraint(
                condition=~models.Q(earlier=models.F("later")), name="precedence_of_two_meetings"
            ),
        ]
