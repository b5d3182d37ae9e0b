"""Statements for a learning record store: collected from the records, sent in order until it has them."""

import logging
import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from deungdae.apps.academy.documents import statement as words
from deungdae.apps.academy.models import (
    Attendance,
    Certificate,
    Enrolment,
    EnrolmentStep,
    ExamAttempt,
    LearningStatement,
    Mark,
)
from deungdae.apps.academy.record_store import RefusedByStoreError, put_statement
from deungdae.apps.accounts.anonymising import NAME
from deungdae.apps.calendar.spans import moment
from deungdae.apps.core import clock

logger = logging.getLogger("deungdae.statements")
LEASE = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=1)
BATCH = 50
COLLECTED_AT_ONCE = 500
State, Verb = LearningStatement.State, LearningStatement.Verb
Score = TypeVar("Score", ExamAttempt, Mark)


def collect_statements() -> int:
    """Write down what the records say and no statement does yet; nothing while no store is configured."""
    if not settings.LRS_ADDRESS:
        return 0
    now = clock.now()
    found = [*new_statements(now), *voidings(now)][:COLLECTED_AT_ONCE]
    LearningStatement.objects.bulk_create(found, ignore_conflicts=True)
    return len(found)


def new_statements(now: datetime) -> Iterator[LearningStatement]:
    """In the order in which such things happen; of persons who were taken out of the records, nothing."""
    known = Enrolment.objects.exclude(trainee__name=NAME).select_related("trainee", "cohort__course")
    seated = list(untold(known.filter(state=Enrolment.State.SEATED), Verb.REGISTERED, None))
    steps = EnrolmentStep.objects.filter(enrolment__in=seated, state=Enrolment.State.SEATED)
    moments = dict(steps.order_by("id").values_list("enrolment", "at"))
    for one in seated:
        yield statement_of(one, Verb.REGISTERED, moments.get(one.pk, one.requested_at), now)
    for one in untold(known, Verb.ATTEMPTED, "started_on"):
        yield on_a_day(one, Verb.ATTEMPTED, one.started_on, now)
    yield from new_scores(now)
    completed = list(untold(known, Verb.COMPLETED, "completed_on"))
    attended = Attendance.objects.filter(enrolment__in=completed).values("enrolment").order_by()
    minutes = dict(attended.annotate(total=Sum("minutes")).values_list("enrolment", "total"))
    for one in completed:
        yield on_a_day(one, Verb.COMPLETED, one.completed_on, now, minutes=minutes.get(one.pk, 0))
    valid = Exists(Certificate.objects.valid().filter(enrolment=OuterRef("pk")))
    for one in untold(known.filter(valid), Verb.EARNED, "certified_on"):
        yield on_a_day(one, Verb.EARNED, one.certified_on, now)


def new_scores(now: datetime) -> Iterator[LearningStatement]:
    """Of every attempt at a test that was handed in, and of every mark of a work that its person was told."""
    tests = ExamAttempt.objects.filter(submitted_at__isnull=False).select_related("exam", "paper")
    works = Mark.objects.filter(released_at__isnull=False).select_related("assignment", "submission")
    for attempt in unscored(tests):
        yield score_statement(attempt, attempt.submitted_at, now, attempt=attempt)
    for mark in unscored(works):
        yield score_statement(mark, mark.released_at, now, mark=mark)


def unscored(scores: QuerySet[Score]) -> QuerySet[Score]:
    known = scores.filter(statements=None).exclude(enrolment__trainee__name=NAME)
    return known.select_related("enrolment__trainee", "enrolment__cohort__course").order_by("pk")[
        :COLLECTED_AT_ONCE
    ]


def score_statement(
    score: ExamAttempt | Mark, at: datetime | None, now: datetime, **which: ExamAttempt | Mark
) -> LearningStatement:
    return LearningStatement(
        statement_id=words.id_of_score(score),
        enrolment=score.enrolment,
        verb=Verb.SCORED,
        body=words.score_body(score, at or now),
        not_before=now,
        created_at=now,
        **which,
    )


def untold(known: QuerySet[Enrolment], verb: str, day: str | None) -> QuerySet[Enrolment]:
    """Enrolments of which the store was not yet told this; day: the column that says when it was."""
    told = LearningStatement.objects.filter(enrolment=OuterRef("pk"), verb=verb)
    if day is not None:
        known, told = known.filter(**{f"{day}__isnull": False}), told.filter(day=OuterRef(day))
    return known.filter(~Exists(told)).order_by("pk")[:COLLECTED_AT_ONCE]


def on_a_day(
    enrolment: Enrolment, verb: str, day: date | None, now: datetime, *, minutes: int = 0
) -> LearningStatement:
    at = enrolment.requested_at if day is None else moment(day, 0)
    return statement_of(enrolment, verb, at, now, day=day, minutes=minutes)


def statement_of(
    enrolment: Enrolment,
    verb: str,
    at: datetime,
    now: datetime,
    *,
    day: date | None = None,
    minutes: int = 0,
) -> LearningStatement:
    known = words.id_of(enrolment, verb, day)
    body = words.body_of(enrolment, verb, at, statement_id=known, minutes=minutes)
    return LearningStatement(
        statement_id=known,
        enrolment=enrolment,
        verb=verb,
        day=day,
        body=body,
        not_before=now,
        created_at=now,
    )


def voidings(now: datetime) -> Iterator[LearningStatement]:
    """For each statement whose record does not say so any more, the one that takes it back."""
    valid = Certificate.objects.valid().filter(enrolment=OuterRef("enrolment"))
    gone = (
        Q(verb=Verb.ATTEMPTED) & (Q(enrolment__started_on=None) | ~Q(enrolment__started_on=F("day")))
        | Q(verb=Verb.COMPLETED) & (Q(enrolment__completed_on=None) | ~Q(enrolment__completed_on=F("day")))
        | Q(verb=Verb.EARNED) & (~Q(Exists(valid)) | ~Q(enrolment__certified_on=F("day")))
    )
    told = LearningStatement.objects.filter(gone, voided_by=None).exclude(state=State.FAILED)
    known = told.exclude(enrolment__trainee__name=NAME)
    for one in known.select_related("enrolment__trainee").order_by("pk")[:COLLECTED_AT_ONCE]:
        yield LearningStatement(
            statement_id=words.id_of_voiding(one),
            enrolment=one.enrolment,
            verb=Verb.VOIDED,
            voids=one,
            body=words.voiding_body(one, now),
            not_before=now,
            created_at=now,
        )


def tell_record_store(stop: threading.Event) -> int:
    """A round of the worker's thread: what is new is written down, then what waits is sent."""
    collect_statements()
    return send_due_statements(stop=stop)


def send_due_statements(*, stop: threading.Event | None = None) -> int:
    """Send what waits, for each person in order. A store that does not answer ends the round."""
    sent = 0
    if not settings.LRS_ADDRESS:
        return sent
    for _turn in range(BATCH):
        pk = next_due()
        if pk is None or (stop is not None and stop.is_set()) or not send_statement(pk=pk):
            break
        sent += 1
    return sent


def next_due() -> int | None:
    """The oldest statement before which none of the same person waits."""
    earlier = LearningStatement.objects.filter(
        state=State.WAITING, enrolment__trainee=OuterRef("enrolment__trainee"), pk__lt=OuterRef("pk")
    )
    due = LearningStatement.objects.filter(~Exists(earlier), state=State.WAITING, not_before__lte=clock.now())
    return due.order_by("pk").values_list("pk", flat=True).first()


def send_statement(*, pk: int) -> bool:
    """Claim a statement for a while and send it; whether the store has it or has refused it for good.

    Whoever dies in between leaves it waiting: sent again it is the same statement to the store.
    """
    now = clock.now()
    claimed = LearningStatement.objects.filter(pk=pk, state=State.WAITING, not_before__lte=now).update(
        not_before=now + LEASE, attempts=F("attempts") + 1
    )
    if not claimed:
        return False
    statement = LearningStatement.objects.get(pk=pk)
    mine = LearningStatement.objects.filter(pk=pk, state=State.WAITING, attempts=statement.attempts)
    try:
        put_statement(str(statement.statement_id), statement.body)
    except RefusedByStoreError as error:
        logger.warning("statement %s refused: %s", statement.short_id, error)
        mine.update(state=State.FAILED, last_error=str(error)[:300])
        return True
    except OSError as error:
        wait = min(LONGEST_WAIT, timedelta(seconds=15 * 2 ** min(statement.attempts, 10)))
        logger.warning("statement %s attempt %s: %s", statement.short_id, statement.attempts, error)
        mine.update(not_before=clock.now() + wait, last_error=str(error)[:300])
        return False
    mine.update(state=State.SENT, sent_at=clock.now(), last_error="")
    return True


def send_again(*, statement: LearningStatement, seen_attempts: int) -> bool:
    """Have a refused or waiting one sent at once; False when it was sent or tried again meanwhile."""
    seen = LearningStatement.objects.filter(pk=statement.pk, attempts=seen_attempts)
    return bool(seen.exclude(state=State.SENT).update(state=State.WAITING, not_before=clock.now()))
