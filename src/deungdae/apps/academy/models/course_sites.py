"""External course sites (LTI 1.3 tools), what of them belongs to a session, and each opening by a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.academy.models.cohorts import Session
from deungdae.apps.academy.models.enrolments import Enrolment
from deungdae.apps.accounts.models import User
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.core.models.base import PublicModel

DEPLOYMENT = "1"
"""A site is registered once, so it has one deployment."""


def https(field: str) -> models.Q:
    return models.Q(**{f"{field}__startswith": "https://"})


class CourseSite(PublicModel):
    """A course site that trusts us: we tell it who comes, signed, and it asks us back (LTI 1.3, 0031)."""

    name = models.CharField(_("사이트 이름"), max_length=80, unique=True)
    client_id = models.UUIDField(unique=True, default=new_public_id, editable=False)
    login_url = models.URLField(_("로그인 시작 주소"), max_length=300)
    launch_url = models.URLField(_("학습 열기 주소"), max_length=300)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="course_site_has_name"),
            models.CheckConstraint(
                condition=https("login_url") & https("launch_url"), name="course_site_is_encrypted"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CourseLink(PublicModel):
    """What the people of a session open on a site. Its id is the same at every opening."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="course_link")
    site = models.ForeignKey(CourseSite, on_delete=models.PROTECT, related_name="links")
    title = models.CharField(_("학습 이름"), max_length=120)
    target = models.URLField(_("열 주소"), max_length=300)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="course_link_has_title"),
            models.CheckConstraint(condition=https("target"), name="course_link_is_encrypted"),
        ]

    def __str__(self) -> str:
        return self.title


class Launch(PublicModel):
    """One opening: of a seat, or by staff who look. Good once, for a short while; gone after a day."""

    link = models.ForeignKey(CourseLink, on_delete=models.CASCADE, related_name="launches")
    enrolment = models.ForeignKey(Enrolment, null=True, on_delete=models.CASCADE, related_name="launches")
    account = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    tells_name = models.BooleanField(
        default=False, help_text="the person wants the site to know name and mail"
    )
    asked_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(enrolment__isnull=False, account__isnull=True)
                | models.Q(enrolment__isnull=True, account__isnull=False),
                name="launch_of_one_person",
            )
        ]
