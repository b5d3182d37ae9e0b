"""What each side says of a meeting, what became of it later, and the contract that came of it."""

from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.caravan.models.meetings import Meeting
from deungdae.apps.caravan.models.participants import Participant
from deungdae.apps.core.models.base import PublicModel

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer

Row = TypeVar("Row", bound=models.Model)
FOLLOW_UP_DAYS = (7, 30, 90)
"""So many days after the matching day each side is asked what became of the meeting."""
MOST_MONEY = 10**13
"""Ten trillion won: more is a slip of the hand."""


class MeetingSide(models.TextChoices):
    """Which of the two: the participant that is `first` of the meeting, or `second`."""

    FIRST = "first"
    SECOND = "second"


class SidedQuerySet(models.QuerySet[Row]):
    def visible_to(self, user: "Viewer") -> "SidedQuerySet[Row]":
        """Staff see all; others what is their own side's, never the other's."""
        if user.has_perm("caravan.manage_days"):
            return self
        mine = Participant.objects.visible_to(user).values("pk")
        first = models.Q(side=MeetingSide.FIRST, meeting__first__in=mine)
        return self.filter(first | models.Q(side=MeetingSide.SECOND, meeting__second__in=mine))


class MeetingWord(models.Model):
    """What one side says of a meeting. The other never sees the interest, and the note only if shared."""

    class Went(models.TextChoices):
        HELD = "held", _("만나서 상담했습니다")
        PARTNER_ABSENT = "partner_absent", _("상대가 오지 않았습니다")
        SELF_ABSENT = "self_absent", _("우리가 가지 못했습니다")

    class NextStep(models.TextChoices):
        NONE = "", _("정한 것 없음")
        CONTACT = "contact", _("연락·자료 교환")
        PROPOSAL = "proposal", _("제안서·견적")
        VISIT = "visit", _("방문·시연")
        CONTRACT = "contract", _("계약 협의")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="words")
    side = models.CharField(max_length=6, choices=MeetingSide)
    went = models.CharField(_("상담은 어떻게 되었습니까"), max_length=14, choices=Went)
    interest = models.PositiveSmallIntegerField(_("관심도"), null=True)
    next_step = models.CharField(_("다음에 하기로 한 일"), max_length=10, choices=NextStep, blank=True)
    note = models.TextField(_("메모"), blank=True)
    is_shared = models.BooleanField(_("상대와 센터에 메모를 보입니다"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField()

    objects = SidedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "side"], name="word_once_per_side"),
            models.CheckConstraint(
                condition=models.Q(interest__isnull=True) | models.Q(interest__range=(1, 5)),
                name="word_interest_one_to_five",
            ),
            models.CheckConstraint(
                condition=models.Q(went="held") | models.Q(interest__isnull=True, next_step=""),
                name="word_of_no_meeting_has_no_interest",
            ),
        ]


class FollowUp(PublicModel):
    """What became of a held meeting, asked of one side some days later."""

    class Answer(models.TextChoices):
        OPEN = "", _("아직 답하지 않음")
        CONTACT = "contact", pgettext_lazy("follow-up", "연락을 주고받음")
        PROPOSAL = "proposal", pgettext_lazy("follow-up", "제안·견적을 주고받음")
        CONTRACT = "contract", pgettext_lazy("follow-up", "계약함")
        NOTHING = "nothing", pgettext_lazy("follow-up", "더 이어지지 않음")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="follow_ups")
    side = models.CharField(max_length=6, choices=MeetingSide)
    after_days = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    answer = models.CharField(_("그 뒤 어떻게 되었습니까"), max_length=10, choices=Answer, blank=True)
    amount_krw = models.BigIntegerField(_("계약 금액(원)"), null=True)
    signed_on = models.DateField(_("계약한 날"), null=True)
    reason = models.CharField(_("이어지지 않은 이유"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField(null=True)

    objects: Any = SidedQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["due_on", "answer"])]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "side", "after_days"], name="follow_up_once"),
            models.CheckConstraint(
                condition=models.Q(answer="", at__isnull=True)
                | ~models.Q(answer="") & models.Q(at__isnull=False),
                name="follow_up_answered_at",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    answer="contract",
                    amount_krw__isnull=False,
                    amount_krw__range=(1, MOST_MONEY),
                    signed_on__isnull=False,
                )
                | ~models.Q(answer="contract") & models.Q(amount_krw__isnull=True, signed_on__isnull=True),
                name="follow_up_contract_has_amount",
            ),
            models.CheckConstraint(
                condition=~models.Q(answer="nothing") | ~models.Q(reason=""),
                name="follow_up_nothing_says_why",
            ),
        ]


class ContractQuerySet(models.QuerySet["Contract"]):
    def standing(self) -> "ContractQuerySet":
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Contract(PublicModel):
    """A contract that both sides confirmed, or that the centre saw. One side's word alone is none."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="contracts")
    amount_krw = models.BigIntegerField(_("계약 금액(원)"))
    signed_on = models.DateField(_("계약한 날"))
    proof = models.CharField(_("확인한 근거"), max_length=300)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(withdrawn_at__isnull=True), name="contract_one_stands"
            ),
            models.CheckConstraint(
                condition=models.Q(amount_krw__range=(1, MOST_MONEY)) & ~models.Q(proof=""),
                name="contract_has_amount_and_proof",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_why="")
                | models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_why=""),
                name="contract_withdrawn_says_why",
            ),
        ]
