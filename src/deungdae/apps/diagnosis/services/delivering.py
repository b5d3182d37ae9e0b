"""Answers that a device kept arrive one by one, each once however often it is sent."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.diagnosis.models import Answer, Assessment, Delivery
from deungdae.apps.diagnosis.services.answering import judged, save_answer
from deungdae.apps.diagnosis.services.assessments import lock_assessment


@transaction.atomic
def deliver_answer(
    *,
    assessment: Assessment,
    person: User,
    key: UUID,
    question: str,
    value: Any,
    seen: int,
    given_at: datetime,
) -> Answer | None:
    """Keep an answer as `save_answer` does, once under this key.

    Sent again because the reply was lost, it changes nothing and gets the same reply, also when the person
    has answered anew or the assessment was submitted since. What never was answered is taken back without
    a trace: None.
    """
    mine = lock_assessment(assessment)
    before = Delivery.objects.select_related("answer").filter(key=key).first()
    if before is not None:
        return delivered_before(before.answer, mine, person, question, value)
    answer = save_answer(assessment=mine, person=person, question=question, value=value, seen=seen)
    if answer is not None:
        remember(key, answer, given_at=max(given_at, mine.opened_at))
    return answer


def delivered_before(
    answer: Answer, assessment: Assessment, person: User, question: str, value: Any
) -> Answer:
    """The answer that came of the key; refused where the key was another answer's."""
    told = (assessment.pk, person.pk, question)
    if (answer.assessment_id, answer.person_id, answer.question) != told:
        raise key_of_another()
    if answer.value != judged(assessment, question, value):
        raise key_of_another()
    return answer


def remember(key: UUID, answer: Answer, *, given_at: datetime) -> None:
    now = clock.now()
    try:
        with transaction.atomic():
            Delivery.objects.create(key=key, answer=answer, given_at=min(given_at, now), received_at=now)
    except IntegrityError as error:
        raise key_of_another() from error


def key_of_another() -> RefusedError:
    message = _(
        "이 기기가 같은 표시로 다른 답을 이미 보냈습니다. ‘이 기기의 답 보내기’를 눌러 다시 보내 주십시오."
    )
    return RefusedError("key", message)
