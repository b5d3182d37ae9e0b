"""Each person answers each question; every answer is kept, and nobody's is written over."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.words import faults_said
from deungdae.apps.diagnosis.bridge.frameworks import InputError, framework_of
from deungdae.apps.diagnosis.bridge.scoring import read_answer
from deungdae.apps.diagnosis.models import Answer, Assessment
from deungdae.apps.diagnosis.services.assessments import lock_assessment, require


@transaction.atomic
def save_answer(
    *, assessment: Assessment, person: User, question: str, value: Any, seen: int
) -> Answer | None:
    """Keep what a person answers now; None takes an answer back.

    `seen`: the number of the own answer that was on the page. Refused where another window of the same person
    has answered since; the same answer again changes nothing. A colleague's answer stands beside it.
    """
    mine = lock_assessment(assessment)
    require(mine, Assessment.State.OPEN)
    value = judged(mine, question, value)
    last = Answer.objects.filter(assessment=mine, person=person, question=question).order_by("number").last()
    if (last.value if last is not None else None) == value:
        return last
    if seen != (last.number if last is not None else 0):
        raise changed_elsewhere()
    try:
        with transaction.atomic():
            return Answer.objects.create(
                assessment=mine,
                person=person,
                question=question,
                number=seen + 1,
                value=value,
                answered_at=clock.now(),
            )
    except IntegrityError as error:
        raise changed_elsewhere() from error


def judged(assessment: Assessment, question: str, value: Any) -> Any:
    """The answer as it is kept; refused in the engine's words."""
    framework = framework_of(assessment.framework)
    if question not in [one.code for one in framework.questions]:
        template = _("이 진단에 문항 ‘{code}’(이/가) 없습니다. 화면을 새로 고쳐 주십시오.")
        raise refused("question", template, code=question)
    if value is None:
        return None
    try:
        return read_answer(framework, assessment.rule, question, value)
    except InputError as error:
        raise RefusedError("answer", faults_said(error)) from error


def changed_elsewhere() -> RefusedError:
    message = _("다른 창에서 이 문항에 다르게 답했습니다. 화면을 새로 고쳐 저장된 답을 확인해 주십시오.")
    return RefusedError("stale", message)
