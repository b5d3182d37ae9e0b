"""Which answers have a proof, which of them the centre has confirmed, and what that came to."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from deungdae.apps.diagnosis.models import Assessment, Proof, ProofJudgement, ProvenScore


@dataclass(frozen=True, slots=True)
class Standing:
    """A proof with the last judgement on it; None: nobody of the centre has looked yet."""

    proof: Proof
    judgement: ProofJudgement | None

    @property
    def is_evidence(self) -> bool:
        """It stands, and the centre has not declined it."""
        declined = self.judgement is not None and not self.judgement.is_confirmed
        return self.proof.withdrawn_at is None and not declined

    @property
    def is_verified(self) -> bool:
        return self.is_evidence and self.judgement is not None

    @property
    def state(self) -> str:
        """One word: withdrawn, confirmed, declined or waiting."""
        if self.proof.withdrawn_at is not None:
            return "withdrawn"
        if self.judgement is None:
            return "waiting"
        return "confirmed" if self.judgement.is_confirmed else "declined"


def proofs_of(assessment: Assessment) -> list[Standing]:
    """All of an assessment in the order in which they were given; two queries."""
    rows = Proof.objects.filter(assessment=assessment).select_related("given_by", "file", "withdrawn_by")
    looked = Prefetch("judgements", ProofJudgement.objects.select_related("judged_by").order_by("number"))
    return [
        Standing(one, next(reversed(one.judgements.all()), None)) for one in rows.prefetch_related(looked)
    ]


def proven_codes(found: list[Standing]) -> tuple[list[str], list[str]]:
    """Questions with a proof, and those with a confirmed one, each in order."""
    evidenced = sorted({one.proof.question for one in found if one.is_evidence})
    return evidenced, sorted({one.proof.question for one in found if one.is_verified})


def proven_rows(assessment: Assessment) -> QuerySet[ProvenScore]:
    """What was counted, the newest first."""
    return ProvenScore.objects.filter(assessment=assessment).order_by("-number")


def proofs_to_judge() -> QuerySet[Proof]:
    """Nobody of the centre has looked at them yet, the oldest first."""
    waiting = Proof.objects.filter(withdrawn_at=None, judgements=None)
    return waiting.select_related("assessment__organisation", "assessment__framework").order_by("given_at")
