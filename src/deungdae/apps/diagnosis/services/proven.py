"""Figures over proofs: each a new row with its moment, none ever changed."""

from deungdae.apps.core import clock
from deungdae.apps.diagnosis.bridge.proven import proven_score
from deungdae.apps.diagnosis.models import Assessment, ProvenScore
from deungdae.apps.diagnosis.selectors.proofs import proofs_of, proven_codes, proven_rows


def count_proven(mine: Assessment) -> ProvenScore | None:
    """Write what is proven now of a settled assessment that is locked; nothing where nothing changed."""
    if mine.state != Assessment.State.SETTLED:
        return None
    evidenced, verified = proven_codes(proofs_of(mine))
    last = proven_rows(mine).first()
    if last is not None and (last.evidenced["questions"], last.verified["questions"]) == (
        evidenced,
        verified,
    ):
        return last
    return ProvenScore.objects.create(
        assessment=mine,
        number=last.number + 1 if last is not None else 1,
        counted_at=clock.now(),
        evidenced={"questions": evidenced, "score": proven_score(mine, evidenced)},
        verified={"questions": verified, "score": proven_score(mine, verified)},
    )
