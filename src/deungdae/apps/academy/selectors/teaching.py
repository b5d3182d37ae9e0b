"""What teachers see: what is asked in a cohort, who has done it, what waits for grading."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from deungdae.apps.academy.bridge.completion import attempts_of, points_above
from deungdae.apps.academy.bridge.exams import items_of
from deungdae.apps.academy.models import (
    Assignment,
    Cohort,
    Enrolment,
    Exam,
    ExamAttempt,
    ExamPaper,
    Grade,
    Mark,
    Submission,
)
from deungdae.apps.academy.models.teaching import taught_by
from deungdae.apps.academy.selectors.attendance import seats_of
from deungdae.apps.accounts.models import User, Viewer
from deungdae.apps.accounts.personal.masking import masked_name


def waiting_for_grades(*, user: Viewer, cohort: Cohort | None = None) -> QuerySet[Submission]:
    """The newest works without a mark, in cohorts that the person teaches, which he or she has not graded."""
    cohorts = taught_by(user) if cohort is None else Cohort.objects.filter(pk=cohort.pk)
    found = Submission.objects.filter(enrolment__cohort__in=cohorts, mark=None)
    found = found.filter(enrolment__state=Enrolment.State.SEATED).newest()
    if isinstance(user, User):
        own = Q(enrolment__trainee__account=user)
        found = found.exclude(own).filter(
            ~Exists(Grade.objects.filter(submission=OuterRef("pk"), grader=user))
        )
    return found.select_related("assignment", "enrolment__cohort__course", "enrolment__trainee").order_by(
        "handed_in_at"
    )


def exam_lines(exam: Exam, cohort: Cohort) -> list[dict[str, Any]]:
    """Everybody with a seat: attempts, the best of them, whether it passes."""
    seats = list(seats_of(cohort))
    attempts = attempts_of([exam], seats)
    lines = []
    for seat in seats:
        mine = attempts.get((seat.pk, exam.pk), [])
        handed_in = [one for one in mine if one.points is not None]
        best = max(handed_in, key=points_above, default=None)
        lines.append(
            {
                "enrolment": seat,
                "name": masked_name(seat.trainee.name),
                "attempts": len(mine),
                "best": best,
                "is_passed": best is not None and points_above(best) >= 0,
            }
        )
    return lines


def item_lines(paper: ExamPaper, cohort: Cohort) -> list[dict[str, Any]]:
    """How each question of the paper does among first attempts of the cohort."""
    first = ExamAttempt.objects.filter(paper=paper, enrolment__cohort=cohort, number=1)
    found = items_of(paper, first.exclude(submitted_at=None))
    return [
        {
            "number": number,
            "question": question,
            "people": item.people,
            "right": None if item.right < 0 else f"{item.right / 10:.0f}%",
            "apart": None if item.discrimination is None else f"{item.discrimination / 1000:.2f}",
        }
        for number, (question, item) in enumerate(found, start=1)
    ]


def work_lines(assignment: Assignment, cohort: Cohort) -> list[dict[str, Any]]:
    """Everybody with a seat: the newest submission, the grades given, the mark, more time."""
    seats = list(seats_of(cohort))
    newest = newest_of(assignment, cohort)
    marks = {one.enrolment_id: one for one in Mark.objects.filter(assignment=assignment)}
    more = dict(assignment.extensions.values_list("enrolment", "until"))
    confirmed = set(assignment.confirmations.values_list("enrolment", flat=True))
    return [
        {
            "enrolment": seat,
            "name": masked_name(seat.trainee.name),
            "submission": newest.get(seat.pk),
            "mark": marks.get(seat.pk),
            "until": more.get(seat.pk),
            "is_confirmed": seat.pk in confirmed,
        }
        for seat in seats
    ]


def newest_of(assignment: Assignment, cohort: Cohort) -> Mapping[int, Submission]:
    """By the enrolment's key."""
    found = Submission.objects.filter(assignment=assignment, enrolment__cohort=cohort).newest()
    return {one.enrolment_id: one for one in found.prefetch_related("grades", "files")}
