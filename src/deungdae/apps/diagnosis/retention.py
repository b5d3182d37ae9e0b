"""What companies gave as proofs: after its term the words and the bytes go, that there was a proof stays."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.retention.kinds import empty_stored, start_of
from deungdae.apps.core.retention.registry import GONE, RecordKind, register_record_kind
from deungdae.apps.diagnosis.models import Proof


def old_proofs(before: date) -> QuerySet[Proof]:
    """Of settled and of open assessments alike: by the day on which they were given."""
    old = Proof.objects.filter(given_at__lt=start_of(before)).exclude(text=GONE)
    return old.select_related("assessment__organisation")


def empty_proofs(keys: Sequence[int]) -> None:
    proofs = Proof.objects.filter(pk__in=keys)
    empty_stored(list(proofs.exclude(file=None).values_list("file", flat=True)))
    proofs.update(text=GONE)


def words_of_proof(proof: Proof) -> str:
    return f"{proof.assessment.organisation.name} {proof.assessment.round} {proof.question}"


register_record_kind(
    RecordKind(
        "proof",
        _("진단 답의 근거"),
        old_proofs,
        empty_proofs,
        words_of_proof,
        person="given_by",
        organisation="assessment__organisation",
    )
)
