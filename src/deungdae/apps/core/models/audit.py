"""The audit log: who saw or changed what, of whom, when, from where and why, each entry sealed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.models.base import PublicModel


class AuditDay(models.Model):
    """A day in Seoul: how many entries it has and the seal of its last one. Both only move on."""

    day = models.DateField(unique=True)
    count = models.PositiveIntegerField()
    head = models.CharField(max_length=64)
    previous_head = models.CharField(
        max_length=64, help_text="head of the day before; its first entry binds it"
    )
    anchored_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-day"]
        constraints = [models.CheckConstraint(condition=models.Q(count__gte=1), name="audit_day_has_entries")]


class AuditEntry(PublicModel):
    """Insert only. `actor` is kept as a number: the entry outlives the account it names."""

    day = models.DateField()
    number = models.PositiveIntegerField(help_text="1, 2, 3 … within the day, without a gap")
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    account = models.CharField(max_length=254, blank=True, help_text="the account as it was written then")
    role = models.CharField(max_length=40, blank=True, help_text="the role in use")
    address = models.CharField(max_length=45, help_text="where from: IP address, or the place in the house")
    subject_kind = models.CharField(max_length=40, help_text="whose data: kind")
    subject_id = models.CharField(max_length=40, blank=True, help_text="whose data: public id")
    subject_count = models.PositiveIntegerField(default=1, help_text="how many people or bodies it touched")
    act = models.CharField(max_length=60)
    target = models.CharField(
        max_length=200, blank=True, help_text="kind and public id of what it was done to"
    )
    fields = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    previous_hash = models.CharField(max_length=64)
    entry_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-day", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["day", "number"], name="audit_number_once_a_day"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="audit_number_from_one"),
            models.CheckConstraint(
                condition=~models.Q(act="")
                & ~models.Q(address="")
                & ~models.Q(subject_kind="")
                & ~models.Q(entry_hash=""),
                name="audit_legal_fields_present",
            ),
        ]
        indexes = [
            models.Index(fields=["actor", "day", "number"], name="audit_by_actor"),
            models.Index(fields=["act", "day", "number"], name="audit_by_act"),
            models.Index(fields=["subject_id", "day", "number"], name="audit_by_subject"),
            models.Index(fields=["address", "day", "number"], name="audit_by_address"),
        ]


class AuditReview(PublicModel):
    """The monthly look at the log that the law asks for, signed by the person who looked."""

    month = models.DateField(_("달"), unique=True, help_text="its first day")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(_("검토 의견"))
    findings = models.JSONField(default=dict, help_text="what the page showed when it was signed")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(note=""), name="audit_review_has_note"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="audit_review_month_starts"),
        ]
