"""Sitting a test: begun once at a time, saved at each step, handed in once, by the server's clock alone."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from deungdae.apps.academy.bridge.exams import number_in, points_earned, questions_of
from deungdae.apps.academy.models import Enrolment, Exam, ExamAttempt
from deungdae.apps.academy.services.attendance import lock_seats
from deungdae.apps.academy.services.exams import newest_paper
from deungdae.apps.academy.services.letters import until_words
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused


@transaction.atomic
def start_attempt(*, exam: Exam, enrolment: Enrolment) -> ExamAttempt:
    """The attempt that is going on, or a new one: two taps begin one."""
    [seat] = lock_seats([enrolment.pk]).values()
    require_learning(seat)
    now, mine = clock.now(), ExamAttempt.objects.filter(exam=exam, enrolment=seat)
    going_on = mine.filter(submitted_at=None).first()
    if going_on is not None:
        return going_on
    require_open(exam, now)
    number = mine.count() + 1
    if number > exam.most_attempts:
        template = _("‘{title}’(은/는) {count}번까지 볼 수 있고, 모두 보았습니다.")
        raise refused("attempts", template, title=exam.title, count=exam.most_attempts)
    return ExamAttempt.objects.create(
        exam=exam,
        paper=newest_paper(exam),
        enrolment=seat,
        number=number,
        seed=secrets.token_hex(16),
        started_at=now,
        ends_at=end_of(exam, now),
    )


def require_learning(seat: Enrolment) -> None:
    if seat.state != Enrolment.State.SEATED:
        template = _("접수 번호 {number}번은 자리가 확정되지 않아 시험과 과제를 할 수 없습니다.")
        raise refused("no_seat", template, number=seat.number)


def require_open(exam: Exam, now: datetime) -> None:
    if exam.state != Exam.State.OPEN:
        template = _("‘{title}’(은/는) {state} 상태라 볼 수 없습니다.")
        raise refused("not_open", template, title=exam.title, state=str(exam.get_state_display()))
    if exam.opens_at is not None and now < exam.opens_at:
        template = _("‘{title}’(은/는) {when}부터 볼 수 있습니다.")
        raise refused("too_early", template, title=exam.title, when=until_words(exam.opens_at))
    if exam.closes_at is not None and now >= exam.closes_at:
        template = _("‘{title}’(은/는) {when}에 끝났습니다. 까닭이 있으면 센터에 알려 주십시오.")
        raise refused("too_late", template, title=exam.title, when=until_words(exam.closes_at))


def end_of(exam: Exam, now: datetime) -> datetime | None:
    """When the time of an attempt that begins now is over."""
    ends = [exam.closes_at] if exam.closes_at is not None else []
    if exam.minutes is not None:
        ends.append(now + timedelta(minutes=exam.minutes))
    return min(ends, default=None)


def lock_attempt(attempt: ExamAttempt) -> ExamAttempt:
    locked = ExamAttempt.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("paper", "exam", "enrolment").get(pk=attempt.pk)


@transaction.atomic
def save_answer(*, attempt: ExamAttempt, question: int, given: Sequence[str]) -> ExamAttempt:
    """Keep what was answered to one question of the paper; nothing given takes the answer back."""
    mine = lock_attempt(attempt)
    require_time(mine)
    answer = read_answer(mine, question, given)
    mine.answers = {key: kept for key, kept in mine.answers.items() if key != str(question)}
    if answer is not None:
        mine.answers[str(question)] = answer
    mine.saved_at = clock.now()
    mine.save(update_fields=["answers", "saved_at"])
    return mine


def require_time(attempt: ExamAttempt) -> None:
    if attempt.submitted_at is not None:
        raise RefusedError("handed_in", _("이미 낸 시험이라 답을 바꿀 수 없습니다."))
    if attempt.ends_at is not None and clock.now() >= attempt.ends_at:
        template = _("시험 시간이 {when}에 끝나 이 답은 받지 않았습니다. 그 전에 저장한 답으로 채점합니다.")
        raise refused("too_late", template, when=until_words(attempt.ends_at))


def read_answer(attempt: ExamAttempt, question: int, given: Sequence[str]) -> list[int] | str | None:
    questions = questions_of(attempt.paper)
    if not 0 <= question < len(questions):
        raise RefusedError("question", _("이 시험에 없는 문제입니다. 화면을 새로 고쳐 주십시오."))
    asked, told = questions[question], [one.strip() for one in given if one.strip()]
    if not told:
        return None
    if asked.number is not None:
        number = number_in(told[0], asked.number.unit)
        if number is None:
            template = _("‘{value}’(은/는) 수가 아닙니다. 12.5처럼 숫자로 적어 주십시오.")
            raise refused("number", template, value=told[0][:40])
        return str(number)
    known = {str(index) for index in range(len(asked.choices))}
    if not known.issuperset(told):
        raise RefusedError("choice", _("이 문제에 없는 답입니다. 화면을 새로 고쳐 주십시오."))
    return sorted({int(one) for one in told})


@transaction.atomic
def hand_in(*, attempt: ExamAttempt) -> ExamAttempt:
    """Mark what was saved and end the attempt; a second time changes nothing."""
    mine = lock_attempt(attempt)
    if mine.submitted_at is None:
        now = clock.now()
        mine.submitted_at = now if mine.ends_at is None else min(now, mine.ends_at)
        mine.points = points_earned(mine)
        mine.save(update_fields=["submitted_at", "points"])
    return mine


def is_overdue(attempt: ExamAttempt) -> bool:
    return attempt.submitted_at is None and attempt.ends_at is not None and attempt.ends_at <= clock.now()


def hand_in_overdue() -> int:
    """A worker's chore: attempts whose time is over are handed in as they were saved. How many."""
    return hand_in_all(ExamAttempt.objects.all())


def hand_in_overdue_of(enrolment: Enrolment) -> int:
    """The same for one person, who looks before the worker came by."""
    return hand_in_all(ExamAttempt.objects.filter(enrolment=enrolment))


def hand_in_all(attempts: QuerySet[ExamAttempt]) -> int:
    late = attempts.filter(submitted_at=None, ends_at__lte=clock.now()).order_by("pk")
    found = list(late[:500])
    for attempt in found:
        hand_in(attempt=attempt)
    return len(found)
