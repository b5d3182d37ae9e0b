"""Destroying records whose time is over: what was found, who decided, what was done, what had to stay."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models import Job
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.organisations.models import Organisation

Person = settings.AUTH_USER_MODEL


class DestructionRun(PublicModel):
    """One round, usually a year's: looked for, proposed by one person, approved by another, done."""

    class State(models.TextChoices):
        PREVIEWING = "previewing", _("찾는 중")
        PREVIEWED = "previewed", _("미리 보기")
        PROPOSED = "proposed", _("승인 대기")
        APPROVED = "approved", _("파기 중")
        DONE = "done", _("파기 완료")
        REFUSED = "refused", _("하지 않음")

    OPEN = (State.PREVIEWING, State.PREVIEWED, State.PROPOSED, State.APPROVED)

    state = models.CharField(max_length=12, choices=State, default=State.PREVIEWING)
    as_of = models.DateField(help_text="the terms are counted back from this day")
    counts = models.JSONField(default=list, help_text="per kind: found, held back, destroyed")
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(_("까닭"), max_length=300, blank=True)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL)
    done_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of what was destroyed")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="destruction_by_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "done"])
                | Q(proposed_by__isnull=False, decided_by__isnull=False),
                name="destruction_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False) & ~Q(digest=""),
                name="destruction_done_is_sealed",
            ),
            models.UniqueConstraint(
                models.Value(1),
                condition=Q(state__in=["previewing", "previewed", "proposed", "approved"]),
                name="destruction_one_at_a_time",
            ),
        ]


class DestructionItem(models.Model):
    """One record of a round, by its key alone: the list that was approved, and how far the round has come."""

    class State(models.TextChoices):
        PLANNED = "planned"
        DESTROYED = "destroyed"
        KEPT = "kept"

    run = models.ForeignKey(DestructionRun, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=40)
    record = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)

    class Meta:
        indexes = [models.Index(fields=["run", "state", "kind", "record"], name="destruction_item_queue")]
        constraints = [
            models.UniqueConstraint(fields=["run", "kind", "record"], name="destruction_item_once")
        ]


class RetentionHold(PublicModel):
    """What is about this person or organisation stays: another law or an open case needs it."""

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("까닭"), max_length=300)
    placed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    released_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(organisation__isnull=True), name="hold_of_one"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="hold_has_reason"),
        ]
