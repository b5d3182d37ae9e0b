"""What the diagnosis writes to a company's case."""

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.diagnosis.bridge.results import result_words
from deungdae.apps.diagnosis.kinds import ASSESSED
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.evidence.services import record_evidence


def tell_settled(assessment: Assessment, *, actor: User | None) -> None:
    """The score as it was told, once. Without names."""
    if assessment.settled_at is None or assessment.score is None:
        raise ValueError("only a settled assessment has a score")
    version, score = assessment.framework, assessment.score
    record_evidence(
        organisation=assessment.organisation,
        kind=ASSESSED,
        happened_on=day_of(assessment.settled_at),
        actor=actor,
        source=f"diagnosis.assessment:{assessment.short_id}",
        payload={
            "assessment": assessment.short_id,
            "title": version.document["text"]["ko"],
            "framework": version.code,
            "version": version.version,
            "rule": assessment.rule,
            "round": assessment.round,
            "overall": score["overall"],
            "level": score["level"],
            "result": result_words(assessment),
        },
    )
