"""Visits to lighthouse plants: a session at a host company, with its conditions, and who comes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models.cohorts import MOST_SEATS, Cohort, Session
from deungdae.apps.academy.models.enrolments import Enrolment
from deungdae.apps.accounts.models import User
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models import Organisation


class Visit(PublicModel):
    """A session at a host. The host's contact answers by a link; once yes, the conditions stand (0026)."""

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="visit")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="visits")
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="visits_hosted")
    contact_name = models.CharField(_("맞아 주실 분"), max_length=80)
    contact_email = models.EmailField(_("이메일"))
    capacity = models.PositiveSmallIntegerField(_("방문 인원"))
    no_photographs = models.BooleanField(_("사진을 찍지 않음"), default=True)
    no_competitors = models.BooleanField(_("경쟁사는 들어올 수 없음"), default=True)
    promise = models.TextField(_("비밀 유지 약속"), max_length=2_000, blank=True)
    transport = models.CharField(_("오시는 길과 교통"), max_length=500, blank=True)
    link_version = models.PositiveIntegerField(default=1, help_text="a new one for every letter to the host")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    reason = models.CharField(_("맞이하기 어려운 까닭"), max_length=200, blank=True)

    class Meta:
        ordering = ["session__starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity__range=(1, MOST_SEATS)), name="visit_has_places"
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True) | models.Q(declined_at__isnull=True),
                name="visit_one_answer",
            ),
        ]

    def __str__(self) -> str:
        return str(self.session)


class VisitPlace(models.Model):
    """Somebody comes, and has promised what the host asks for in the words of that day. The database counts
    the places; giving one back deletes the row."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="places")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="visit_places")
    promised = models.TextField(blank=True)
    promised_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["visit", "enrolment"], name="visit_place_once")]
