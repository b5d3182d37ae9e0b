"""What a compute of the programme found, before it is the programme."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Scope
from deungdae.apps.core.models import Decision, Job
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.forum.models.forums import Forum

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer


class ProgrammeProposalQuerySet(models.QuerySet["ProgrammeProposal"]):
    def visible_to(self, user: "Viewer") -> "ProgrammeProposalQuerySet":
        return self if scope_for(user, thing="forum", action="write") is Scope.ALL else self.none()


class ProgrammeProposal(PublicModel):
    class State(models.TextChoices):
        ASKED = "asked", _("계산 중")
        COMPUTED = "computed", _("검토할 안")
        APPLIED = "applied", _("반영함")

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    base_revision = models.PositiveIntegerField(help_text="of the programme, when it was asked")
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    decision = models.OneToOneField(Decision, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ProgrammeProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
