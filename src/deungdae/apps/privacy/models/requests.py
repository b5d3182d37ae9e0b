"""What people ask of the data that is held about them: that it is corrected, or that it is deleted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.core import clock
from deungdae.apps.core.models.base import PublicModel

Person = settings.AUTH_USER_MODEL
OPEN = ["received", "in_work"]
ENDED = ["done", "refused"]


class DataRequest(PublicModel):
    """One request of one person; it waits for the centre's staff and ends with an answer in writing."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", pgettext_lazy("data request", "정정")
        DELETION = "deletion", pgettext_lazy("data request", "삭제")

    class State(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("data request", "받음")
        IN_WORK = "in_work", _("처리 중")
        DONE = "done", _("처리함")
        REFUSED = "refused", _("거절함")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="data_requests")
    kind = models.CharField(_("요청"), max_length=10, choices=Kind)
    what = models.CharField(_("무엇을"), max_length=500)
    reason = models.CharField(_("까닭"), max_length=500)
    state = models.CharField(max_length=8, choices=State, default=State.RECEIVED)
    received_at = models.DateTimeField()
    due_on = models.DateField(help_text="the last day on which the law lets the centre answer")
    taken_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    answer = models.CharField(_("답"), max_length=500, blank=True)

    class Meta:
        ordering = ["-received_at", "-id"]
        indexes = [models.Index(fields=["state", "due_on", "id"], name="data_request_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(state__in=OPEN), name="data_request_one_open"
            ),
            models.CheckConstraint(condition=~Q(what="") & ~Q(reason=""), name="data_request_says_what"),
            models.CheckConstraint(
                condition=~Q(state__in=["in_work", "done"])
                | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="data_request_taken_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_by__isnull=True, ended_at__isnull=True, answer="")
                | Q(state__in=ENDED, ended_by__isnull=False, ended_at__isnull=False) & ~Q(answer=""),
                name="data_request_ends_with_answer",
            ),
            models.CheckConstraint(
                condition=(Q(taken_by__isnull=True) | ~Q(taken_by=models.F("person")))
                & (Q(ended_by__isnull=True) | ~Q(ended_by=models.F("person"))),
                name="data_request_decided_by_another",
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < clock.today()
