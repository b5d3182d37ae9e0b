"""Who comes to a matching day, with whom, and when not."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.personal.records import PersonalRecord
from deungdae.apps.caravan.acts import PARTICIPANT
from deungdae.apps.caravan.models.day import MatchingDay, Table
from deungdae.apps.organisations.models import Membership, Organisation, within

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def visible_to(self, user: "Viewer") -> "ParticipantQuerySet":
        """Staff see all; others the participants of the organisations they act for."""
        if user.has_perm("caravan.manage_days"):
            return self
        return self.spoken_for_by(user)

    def spoken_for_by(self, user: "Viewer") -> "ParticipantQuerySet":
        """Those of the organisations that the user acts for; staff speak for none but their own."""
        mine = Membership.objects.in_use_by(user).values("organisation")
        return self.exclude(day__state=MatchingDay.State.DRAFT).filter(within(mine))


class Participant(PersonalRecord):
    SUBJECT = PARTICIPANT
    PERSONAL = {"contact_name": "name", "contact_email": "email", "contact_phone": "phone"}

    class Side(models.TextChoices):
        DEMAND = "demand", _("수요")
        SUPPLY = "supply", _("공급")
        FREE = "free", _("자유")

    class Wish(models.TextChoices):
        ANY = "any", _("무관")
        MORNING = "morning", _("오전")
        AFTERNOON = "afternoon", _("오후")

    day = models.ForeignKey(MatchingDay, on_delete=models.CASCADE, related_name="participants")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="participations")
    code = models.CharField(_("참가 번호"), max_length=20)
    side = models.CharField(_("구분"), max_length=10, choices=Side)
    wish = models.CharField(_("희망 시간대"), max_length=10, choices=Wish, default=Wish.ANY)
    max_meetings = models.PositiveSmallIntegerField(_("최대 상담 수"), null=True, blank=True)
    own_table = models.OneToOneField(
        Table, null=True, blank=True, on_delete=models.PROTECT, verbose_name=_("전용 테이블")
    )
    contact_name = models.CharField(_("담당자"), max_length=100, blank=True)
    contact_email = models.EmailField(_("담당자 이메일"), blank=True)
    contact_phone = models.CharField(_("담당자 전화"), max_length=40, blank=True)
    link_version = models.PositiveSmallIntegerField(default=1)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["code", "id"]
        indexes = [models.Index(fields=["day", "code", "id"])]
        constraints = [
            models.UniqueConstraint(fields=["day", "organisation"], name="participant_once_per_day"),
            models.UniqueConstraint(fields=["day", "code"], name="participant_code_once"),
            models.CheckConstraint(
                condition=models.Q(max_meetings__isnull=True) | models.Q(max_meetings__gte=1),
                name="participant_max_meetings_positive",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name


class Attendee(models.Model):
    """A person who comes for a participant."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="attendees")
    name = models.CharField(_("이름"), max_length=100)
    job_title = models.CharField(_("직책"), max_length=100, blank=True)

    class Meta:
        ordering = ["id"]


class Absence(models.Model):
    """A half-open time in which a participant cannot meet."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="absences")
    starts_at = models.TimeField(_("시작"))
    ends_at = models.TimeField(_("끝"))
    reason = models.CharField(_("사유"), max_length=200, blank=True)
    replan = models.ForeignKey(
        "caravan.Replan", null=True, blank=True, on_delete=models.CASCADE, related_name="absences"
    )

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "starts_at", "ends_at"], name="absence_once"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="absence_not_empty"
            ),
        ]
