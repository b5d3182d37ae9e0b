"""Sessions, attendances, tests and works to the engine's records, and its verdicts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from deungdae.apps.academy.models import (
    Assignment,
    Attendance,
    Cohort,
    Enrolment,
    Exam,
    ExamAttempt,
    ExamPaper,
    Mark,
    Session,
    WorkConfirmation,
)
from deungdae.apps.academy.presence import minutes_of, minutes_so_far
from deungdae.apps.core import clock
from deungdae.engine.completion import model
from deungdae.engine.completion.model import Meeting, Missing, Part, Record, Verdict
from deungdae.engine.completion.solve import judge

__all__ = ["Missing", "Part", "Parts", "Verdict", "parts_of", "verdict_of", "verdicts_of"]


@dataclass(frozen=True, slots=True)
class Parts:
    """What counts beside hours, of one person. `last_at`: when the last of what is there was reached."""

    tests: tuple[model.Exam, ...] = ()
    works: tuple[model.Work, ...] = ()
    last_at: datetime | None = None


def verdicts_of(cohort: Cohort, enrolments: Iterable[Enrolment]) -> Mapping[int, Verdict]:
    """How each stands now, by the enrolment's key; in as many queries for all as for one."""
    sessions, found = list(Session.objects.filter(cohort=cohort)), list(enrolments)
    rows = Attendance.objects.filter(session__in=sessions, enrolment__in=found)
    of_person: dict[int, dict[int, Attendance]] = {}
    for row in rows:
        of_person.setdefault(row.enrolment_id, {})[row.session_id] = row
    parts = parts_of(cohort, found)
    return {one.pk: verdict_of(cohort, sessions, of_person.get(one.pk, {}), parts[one.pk]) for one in found}


def verdict_of(
    cohort: Cohort, sessions: Iterable[Session], attended: Mapping[int, Attendance], parts: Parts
) -> Verdict:
    """Of one person: the cohort's sessions in order, and what was attended by the session's key."""
    now = clock.now()
    meetings = []
    for number, session in enumerate(sessions, start=1):
        row = attended.get(session.pk)
        meetings.append(
            Meeting(
                number=number,
                minutes=minutes_of(session),
                attended=0 if row is None else minutes_so_far(session, row, now),
                is_excused=row is not None and row.state == Attendance.State.EXCUSED,
                is_over=session.ends_at <= now,
            )
        )
    return judge(Record(tuple(meetings), cohort.course.attendance_percent, parts.tests, parts.works))


def parts_of(cohort: Cohort, enrolments: list[Enrolment]) -> Mapping[int, Parts]:
    """What counts for each, by the enrolment's key; two queries where nothing counts beside hours."""
    newest = ExamPaper.objects.filter(exam=OuterRef("pk")).order_by("-version").values("pass_mark")
    counting = Exam.objects.asked_in(cohort).filter(counts=True).exclude(state=Exam.State.DRAFT)
    exams = list(counting.annotate(pass_mark=Subquery(newest[:1])))
    works = list(
        Assignment.objects.asked_in(cohort).filter(counts=True).exclude(state=Assignment.State.DRAFT)
    )
    attempts = attempts_of(exams, enrolments)
    marks, confirmed = marks_of(works, enrolments), confirmations_of(works, enrolments)
    found = {}
    for one in enrolments:
        tests = [test_of(exam, attempts.get((one.pk, exam.pk), [])) for exam in exams]
        times = [at for _test, at in tests]
        done = []
        for work in works:
            mark, word = marks.get((one.pk, work.pk)), confirmed.get((one.pk, work.pk))
            done.append(work_of(work, mark, word))
            times += [mark.released_at if mark is not None else None, word]
        last = max((at for at in times if at is not None), default=None)
        found[one.pk] = Parts(tuple(test for test, _at in tests), tuple(done), last)
    return found


def test_of(exam: Exam, attempts: list[ExamAttempt]) -> tuple[model.Exam, datetime | None]:
    """With when it was passed first. Of papers with other pass marks, the attempt that is furthest above.
    `exam` with the `pass_mark` of its newest paper."""
    handed_in = [one for one in attempts if one.points is not None]
    passed = [one.submitted_at for one in handed_in if points_above(one) >= 0]
    best = max(handed_in, key=points_above, default=None)
    is_over = exam.state != Exam.State.OPEN or (exam.closes_at is not None and exam.closes_at <= clock.now())
    left = 0 if is_over else max(exam.most_attempts - len(attempts), 0)
    left += len(attempts) - len(handed_in)
    if best is None:
        return model.Exam(exam.title, exam.pass_mark, None, left), None  # type: ignore[attr-defined]
    test = model.Exam(exam.title, best.paper.pass_mark, best.points, left)
    return test, min((at for at in passed if at is not None), default=None)


def points_above(attempt: ExamAttempt) -> int:
    """Above its own paper's pass mark."""
    return (attempt.points or 0) - attempt.paper.pass_mark


def work_of(work: Assignment, mark: Mark | None, confirmed_at: datetime | None) -> model.Work:
    return model.Work(
        title=work.title,
        mark=work.pass_mark,
        points=mark.points if mark is not None else None,
        is_confirmed=confirmed_at is not None if work.is_final else None,
    )


def attempts_of(
    exams: Sequence[Exam], enrolments: list[Enrolment]
) -> Mapping[tuple[int, int], list[ExamAttempt]]:
    """By enrolment and exam."""
    found: dict[tuple[int, int], list[ExamAttempt]] = {}
    if exams:
        rows = ExamAttempt.objects.filter(exam__in=exams, enrolment__in=enrolments).select_related("paper")
        for row in rows:
            found.setdefault((row.enrolment_id, row.exam_id), []).append(row)
    return found


def marks_of(works: list[Assignment], enrolments: list[Enrolment]) -> Mapping[tuple[int, int], Mark]:
    """Those that were released, by enrolment and work."""
    if not works:
        return {}
    rows = Mark.objects.filter(assignment__in=works, enrolment__in=enrolments).exclude(released_at=None)
    return {(row.enrolment_id, row.assignment_id): row for row in rows}


def confirmations_of(
    works: list[Assignment], enrolments: list[Enrolment]
) -> Mapping[tuple[int, int], datetime]:
    """When the company said so, by enrolment and work."""
    if not any(work.is_final for work in works):
        return {}
    rows = WorkConfirmation.objects.filter(assignment__in=works, enrolment__in=enrolments)
    return {(row.enrolment_id, row.assignment_id): row.confirmed_at for row in rows}
