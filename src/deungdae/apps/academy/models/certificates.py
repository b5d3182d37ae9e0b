"""Certificates: what was issued to whom never changes; one that was wrong is revoked, once, and replaced."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models.courses import Course
from deungdae.apps.academy.models.enrolments import Enrolment
from deungdae.apps.academy.models.trainees import is_me
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Level, Scope
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.evidence.models import CompanySize

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, user: "Viewer") -> "CertificateQuerySet":
        """Staff see all; a person the own ones. A company sees the day in its enrolments, not the paper."""
        reach = scope_for(user, thing="enrolment", action="read", level=Level.PERSONAL)
        if reach is Scope.ALL:
            return self
        return self.filter(is_me(user, "enrolment__trainee__")) if reach is Scope.OWN else self.none()

    def valid(self) -> "CertificateQuerySet":
        return self.filter(revoked_at=None)


class Certificate(PublicModel):
    """That somebody completed a course, as it was on that day. The columns of the paper are kept by the
    database (migrations/0003_certificates); a name goes only when the person is taken out of the records."""

    class Shown(models.TextChoices):
        FULL = "full", _("이름 모두")
        MASKED = "masked", _("이름 일부를 가림")
        HIDDEN = "hidden", _("이름을 보이지 않음")

    number = models.CharField(_("수료증 번호"), max_length=24, unique=True)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="certificates")
    name = models.CharField(_("이름"), max_length=80)
    job_title = models.CharField(_("직위"), max_length=60, blank=True)
    organisation_name = models.CharField(_("기업"), max_length=200, blank=True)
    course_title = models.CharField(_("과정 이름"), max_length=120)
    course_title_english = models.CharField(_("영어 이름"), max_length=160, blank=True)
    role = models.CharField(_("교육 대상"), max_length=20, choices=Course.Role)
    cohort_number = models.PositiveSmallIntegerField(_("기수"))
    hours = models.PositiveSmallIntegerField(_("교육 시간"))
    region = models.CharField(max_length=2, blank=True, help_text="province of the company")
    size = models.CharField(max_length=10, blank=True, choices=CompanySize, help_text="of the company")
    started_on = models.DateField(_("시작한 날"))
    completed_on = models.DateField(_("수료한 날"))
    certified_on = models.DateField(_("수료증을 받은 날"), help_text="of the first one, kept by a re-issue")
    issuer = models.CharField(_("발급 기관"), max_length=120)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    revoked_reason = models.CharField(_("취소한 까닭"), max_length=200, blank=True)
    shown = models.CharField(_("확인 화면에 보일 이름"), max_length=6, choices=Shown, default=Shown.MASKED)
    erased_at = models.DateTimeField(null=True, help_text="when the person was taken out of the records")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-id"]
        indexes = [models.Index(fields=["certified_on"], name="certificate_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=models.Q(revoked_at__isnull=True),
                name="certificate_one_valid_per_enrolment",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="certificate_has_name"),
            models.CheckConstraint(
                condition=models.Q(
                    started_on__lte=models.F("completed_on"), completed_on__lte=models.F("certified_on")
                ),
                name="certificate_days_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True, revoked_reason="")
                | (
                    models.Q(revoked_at__isnull=False)
                    & (~models.Q(revoked_reason="") | models.Q(erased_at__isnull=False))
                ),
                name="certificate_revoked_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None


class CertificateYear(models.Model):
    """How many certificates a year has: the running number of the next."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    given = models.PositiveIntegerField(default=0)
