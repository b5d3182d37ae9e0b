"""People who learn: each once, with an account or without."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from deungdae.apps.academy.acts import TRAINEE
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.personal.records import PersonalRecord
from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Level, Scope
from deungdae.apps.organisations.models import Organisation

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


def is_me(user: "Viewer", path: str = "") -> models.Q:
    """The trainee that this account is: linked to it, or not yet linked and of its address, which may be that
    of a record that was joined to it."""
    if not isinstance(user, User):
        return models.Q(pk__in=())
    by_address = models.Q(**{f"{path}account": None, f"{path}email__iexact": user.email})
    joined = Trainee.objects.filter(email__iexact=user.email).exclude(merged_into=None).values("merged_into")
    by_joined = models.Q(**{f"{path}account": None, f"{path}pk__in": joined})
    return models.Q(**{f"{path}account": user.pk}) | by_address | by_joined


class TraineeQuerySet(models.QuerySet["Trainee"]):
    def visible_to(self, user: "Viewer") -> "TraineeQuerySet":
        """Staff see all; others themselves."""
        reach = scope_for(user, thing="enrolment", action="read", level=Level.PERSONAL)
        if reach is Scope.ALL:
            return self
        return self.filter(is_me(user)) if reach is Scope.OWN else self.none()


class Trainee(PersonalRecord):
    SUBJECT = TRAINEE
    PERSONAL = {"name": "name", "email": "email", "phone": "phone"}

    name = models.CharField(_("이름"), max_length=80)
    email = models.EmailField(_("이메일"), blank=True, help_text="small letters")
    phone = models.CharField(_("휴대전화"), max_length=40, blank=True)
    job_title = models.CharField(_("직위"), max_length=60, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="trainees"
    )
    account = models.OneToOneField(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="trainee"
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed"
    )
    link_version = models.PositiveIntegerField(
        default=1, help_text="a higher number makes older links worthless"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TraineeQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["public_id", "created_at", "link_version", "merged_into"])

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="trainee_has_name"),
            models.UniqueConstraint(
                Lower("email"), condition=~models.Q(email=""), name="trainee_address_once"
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | (~models.Q(merged_into=models.F("id")) & models.Q(account__isnull=True)),
                name="trainee_joined_has_no_account",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def standing(self) -> "Trainee":
        """Who stands for this person now."""
        return self.merged_into or self
