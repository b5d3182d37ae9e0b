"""What an answer rests on, what the centre found of it, and what the proven answers come to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.models.base import PublicModel
from deungdae.apps.core.retention.registry import GONE
from deungdae.apps.diagnosis.models.assessments import Assessment

WITH_FILE = models.Q(kind="file", file__isnull=False, link="")
WITH_LINK = models.Q(kind="link", file__isnull=True, link__startswith="https://")
WITH_WORD = models.Q(kind="word", file__isnull=True, link="")


class Proof(PublicModel):
    """What the answer to one question rests on. It is never changed, only withdrawn."""

    class Kind(models.TextChoices):
        FILE = "file", _("파일")
        LINK = "link", _("주소")
        WORD = "word", _("자문한 사람의 말")

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="proofs")
    question = models.CharField(max_length=16)
    kind = models.CharField(max_length=4, choices=Kind)
    text = models.TextField(help_text="what it shows, or the word itself")
    file = models.OneToOneField(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    link = models.URLField(max_length=300, blank=True)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    key = models.UUIDField(unique=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["assessment", "question"])]
        constraints = [
            models.CheckConstraint(condition=WITH_FILE | WITH_LINK | WITH_WORD, name="proof_is_one_thing"),
            models.CheckConstraint(condition=~models.Q(text=""), name="proof_says_what_it_shows"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="proof_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.text}"

    @property
    def is_destroyed(self) -> bool:
        """Its term is over: only that it was given and what was found of it are left."""
        return self.text == GONE


class ProofJudgement(models.Model):
    """Somebody of the centre looked at a proof; the last judgement counts."""

    proof = models.ForeignKey(Proof, on_delete=models.PROTECT, related_name="judgements")
    number = models.PositiveIntegerField()
    is_confirmed = models.BooleanField()
    reason = models.TextField(blank=True)
    judged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proof", "number"], name="proof_judged_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="proof_judged_from_one"),
            models.CheckConstraint(
                condition=models.Q(is_confirmed=True) | ~models.Q(reason=""), name="proof_declined_why"
            ),
        ]


class ProvenScore(models.Model):
    """What a settled assessment came to on a day, of the answers with a proof and of the confirmed ones.

    The claimed score stays in the assessment. A new row says what became of it; no row is changed.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="proven")
    number = models.PositiveIntegerField()
    counted_at = models.DateTimeField()
    evidenced = models.JSONField(help_text="{questions, score}: with a proof that stands")
    verified = models.JSONField(help_text="{questions, score}: with a proof that the centre has confirmed")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="proven_score_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="proven_score_from_one"),
        ]
