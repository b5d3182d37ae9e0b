"""Answering a questionnaire, once; taking a named answer back; asking after three months."""

import logging
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import (
    AnonymousSheet,
    Enrolment,
    SurveyAnswered,
    SurveyAsked,
    SurveyKind,
    SurveySheet,
)
from deungdae.apps.academy.services import letters
from deungdae.apps.academy.services.attendance import lock_seats
from deungdae.apps.academy.services.heard import write_heard
from deungdae.apps.academy.services.letters import until_words
from deungdae.apps.academy.services.sitting import require_learning
from deungdae.apps.academy.services.turns import lock_cohort
from deungdae.apps.academy.surveys import (
    FOLLOW_UP_AFTER,
    FOLLOW_UP_DAYS,
    YES_NO,
    questions_of,
    window_of,
)
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused

logger = logging.getLogger("deungdae.academy")
IN_ONE_TURN = 100


@transaction.atomic
def answer_survey(*, enrolment: Enrolment, kind: str, answers: Mapping[str, int]) -> bool:
    """Keep the answers; False: this person has answered already. Of an anonymous one, who and what are two
    rows that nothing joins."""
    seat = lock_answering(enrolment)
    require_learning(seat)
    require_open(kind, seat)
    require_answers(kind, seat, answers)
    if kind == SurveyKind.SATISFACTION:
        _row, is_new = SurveyAnswered.objects.get_or_create(enrolment=seat)
        if is_new:
            AnonymousSheet.objects.create(cohort=seat.cohort, answers=dict(answers))
        return is_new
    values = {"answers": dict(answers), "answered_on": clock.today()}
    _sheet, is_new = SurveySheet.objects.get_or_create(enrolment=seat, kind=kind, defaults=values)
    if is_new:
        write_heard(seat, kind)
    return is_new


def lock_answering(enrolment: Enrolment) -> Enrolment:
    """The seat as it is now. Its cohort comes first: what the case of a company tells counts all its people,
    so one answers after the other."""
    lock_cohort(enrolment.cohort)
    [seat] = lock_seats([enrolment.pk]).values()
    seat.cohort = enrolment.cohort
    return seat


def require_open(kind: str, seat: Enrolment) -> None:
    window, now = window_of(kind, seat), clock.now()
    if window.is_over(now):
        raise RefusedError("too_late", _("이 설문은 끝났습니다. 관심을 가져 주셔서 고맙습니다."))
    if not window.is_open(now):
        if window.opens_at is None:
            raise RefusedError("too_early", _("아직 열리지 않은 설문입니다."))
        template = _("이 설문은 {when}부터 답할 수 있습니다.")
        raise refused("too_early", template, when=until_words(window.opens_at))


def require_answers(kind: str, seat: Enrolment, answers: Mapping[str, int]) -> None:
    """One to every question, as the question allows."""
    asked = questions_of(kind, seat.cohort.course)
    known = all(answers.get(key) in ((0, 1) if key == YES_NO else (1, 2, 3, 4, 5)) for key in asked)
    if not asked or not known or set(answers) != set(asked):
        raise RefusedError("answers", _("모든 질문에 답을 하나씩 골라 주십시오."))


@transaction.atomic
def withdraw_survey(*, enrolment: Enrolment, kind: str) -> None:
    """The person takes the answers back: they are in no figure any more, and the case is put right."""
    seat = lock_answering(enrolment)
    mine = SurveySheet.objects.filter(enrolment=seat, kind=kind, withdrawn_at=None)
    if not mine.update(withdrawn_at=clock.now()):
        raise RefusedError("nothing", _("거둘 답이 없습니다. 화면을 새로 고쳐 주십시오."))
    write_heard(seat, kind)


def ask_follow_ups() -> int:
    """A worker's chore: whoever completed three months ago is asked once, by a link that needs no account.
    What goes wrong with one is written down, and the next is asked."""
    today = clock.today()
    days = (today - timedelta(days=FOLLOW_UP_AFTER + FOLLOW_UP_DAYS), today - timedelta(days=FOLLOW_UP_AFTER))
    due = Enrolment.objects.filter(completed_on__gt=days[0], completed_on__lte=days[1], survey_asked=None)
    due = due.filter(state=Enrolment.State.SEATED).exclude(trainee__email="").order_by("completed_on", "pk")
    keys = list(due.values_list("pk", flat=True)[:IN_ONE_TURN])
    for key in keys:
        try:
            ask_follow_up(key)
        except Exception:
            logger.exception("asking after three months for seat %s", key)
    return len(keys)


@transaction.atomic
def ask_follow_up(key: int) -> None:
    [seat] = lock_seats([key]).values()
    _row, is_new = SurveyAsked.objects.get_or_create(enrolment=seat, defaults={"asked_at": clock.now()})
    if is_new:
        letters.tell([seat], letters.FOLLOW_UP, occasion="follow_up")
