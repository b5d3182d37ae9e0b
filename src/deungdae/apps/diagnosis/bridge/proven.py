"""What proven answers come to: the engine's rule, judged by the checker like every score."""

from collections.abc import Collection
from typing import Any

from deungdae.apps.diagnosis.bridge.frameworks import framework_of
from deungdae.apps.diagnosis.bridge.scoring import judged_score
from deungdae.apps.diagnosis.models import Assessment
from deungdae.engine.kernel.decision import Json
from deungdae.engine.maturity.formats.answers import answers_from_document
from deungdae.engine.maturity.formats.result import score_to_json
from deungdae.engine.maturity.proof import proven
from deungdae.engine.maturity.rules import rule_of


def proven_score(assessment: Assessment, codes: Collection[str]) -> dict[str, Json]:
    """The score when only the answers to these questions are believed, as `told_score` tells one."""
    framework: Any = framework_of(assessment.framework)
    rule = rule_of(framework, assessment.rule)
    answers = answers_from_document(assessment.answers, framework, rule)
    believed = proven(framework, answers, rule=rule, codes=codes)
    return score_to_json(judged_score(framework, believed, rule=rule))
