"""What the claim of a company leaves in its case."""

from django.utils.translation import gettext_lazy as _

from deungdae.apps.core import clock
from deungdae.apps.evidence.kinds import Kind, register_kind
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import record_evidence
from deungdae.apps.organisations.models import OrganisationClaim

CLAIM_APPROVED = register_kind(
    Kind(
        name="organisations.claim_approved",
        label=_("기업 담당 승인"),
        words=_("대표 담당자가 확인되었습니다."),
        schema={
            "type": "object",
            "additionalProperties": False,
            "required": ["with_document", "is_dispute"],
            "properties": {"with_document": {"type": "boolean"}, "is_dispute": {"type": "boolean"}},
        },
    )
)


def record_approval(claim: OrganisationClaim) -> EvidenceEntry:
    """Says that the company has somebody who answers for it; not who, as a case outlives people."""
    assert claim.organisation is not None  # noqa: S101  # nosec - the database holds it of approved claims
    return record_evidence(
        organisation=claim.organisation,
        kind=CLAIM_APPROVED,
        happened_on=clock.today(),
        actor=claim.decided_by,
        source=f"organisations.claim:{claim.short_id}",
        payload={"with_document": claim.document_id is not None, "is_dispute": claim.is_dispute},
    )


CLAIM_RELEASED = register_kind(
    Kind(
        name="organisations.claim_released",
        label=_("기업 담당 끝남"),
        words=_("대표 담당자의 담당이 끝났습니다."),
        schema={
            "type": "object",
            "additionalProperties": False,
            "required": ["by_centre"],
            "properties": {"by_centre": {"type": "boolean"}},
        },
    )
)


def record_release(claim: OrganisationClaim) -> EvidenceEntry:
    """Says that a claim is in force no more; neither whose it was nor why."""
    assert claim.organisation is not None  # noqa: S101  # nosec - the database holds it of released claims
    return record_evidence(
        organisation=claim.organisation,
        kind=CLAIM_RELEASED,
        happened_on=clock.today(),
        actor=claim.released_by,
        source=f"organisations.claim_release:{claim.short_id}",
        payload={"by_centre": claim.released_by_id != claim.user_id},
    )
