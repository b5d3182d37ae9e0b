"""Frameworks in their versions, assessments, who answered what, and what it rests on."""

from deungdae.apps.diagnosis.models.assessments import Answer, Assessment
from deungdae.apps.diagnosis.models.deliveries import Delivery
from deungdae.apps.diagnosis.models.frameworks import FrameworkVersion
from deungdae.apps.diagnosis.models.proofs import Proof, ProofJudgement, ProvenScore

__all__ = [
    "Answer",
    "Assessment",
    "Delivery",
    "FrameworkVersion",
    "Proof",
    "ProofJudgement",
    "ProvenScore",
]
