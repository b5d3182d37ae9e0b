"""Grading works: each grader once, one mark of all; told at once or when released; the company's word."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.academy.bridge.grades import agreement_of, points_of_levels
from deungdae.apps.academy.models import (
    Assignment,
    Cohort,
    Enrolment,
    Grade,
    Mark,
    Submission,
    Trainee,
    WorkConfirmation,
)
from deungdae.apps.academy.models.trainees import is_me
from deungdae.apps.academy.services import letters
from deungdae.apps.academy.services.assignments import lock_assignment
from deungdae.apps.academy.services.attendance import lock_seats
from deungdae.apps.academy.services.sitting import require_learning
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.organisations.models import Membership, within


@transaction.atomic
def grade_work(*, submission: Submission, levels: Sequence[int], note: str, grader: User) -> Grade:
    """One grader's judgement of the newest work, by a rubric that nobody changes meanwhile; with the last one
    needed the mark stands."""
    assignment = submission.assignment = lock_assignment(submission.assignment)
    [seat] = lock_seats([submission.enrolment_id]).values()
    require_may_grade(submission, seat, grader)
    grades = list(Grade.objects.filter(submission=submission))
    if any(one.grader_id == grader.pk for one in grades):
        message = _("이 과제를 이미 채점했습니다. 더 필요한 채점은 다른 사람이 합니다.")
        raise RefusedError("graded_already", message)
    if agreement_of(assignment, grades).points is not None:
        raise RefusedError("graded", _("다른 사람이 방금 채점을 마쳤습니다. 화면을 새로 고쳐 주십시오."))
    try:
        points = points_of_levels(assignment, levels)
    except ValueError as error:
        raise RefusedError("levels", _("채점 기준마다 수준을 하나씩 골라 주십시오.")) from error
    made = Grade.objects.create(
        submission=submission,
        grader=grader,
        place=len(grades) + 1,
        levels=list(levels),
        points=points,
        note=note.strip(),
        given_at=clock.now(),
    )
    decided = agreement_of(assignment, [*grades, made]).points
    if decided is not None:
        write_mark(submission, seat, decided)
    return made


def is_same_person(seat: Enrolment, user: User) -> bool:
    """Also where the company enrolled somebody by the address alone, and no account is linked yet."""
    return Trainee.objects.filter(is_me(user), pk=seat.trainee_id).exists()


def require_may_grade(submission: Submission, seat: Enrolment, grader: User) -> None:
    if is_same_person(seat, grader):
        raise RefusedError("own", _("자기가 낸 과제는 채점할 수 없습니다."))
    newer = Submission.objects.filter(
        assignment=submission.assignment_id, enrolment=seat, number__gt=submission.number
    )
    if newer.exists():
        message = _("그사이 과제를 다시 냈습니다. 화면을 새로 고쳐 새로 낸 것을 채점해 주십시오.")
        raise RefusedError("stale", message)


def write_mark(submission: Submission, seat: Enrolment, points: int) -> None:
    assignment, now = submission.assignment, clock.now()
    Mark.objects.create(
        assignment=assignment,
        enrolment=seat,
        submission=submission,
        points=points,
        decided_at=now,
        released_at=now if assignment.releases_at_once else None,
    )
    if assignment.releases_at_once:
        tell_mark(assignment, seat, submission.enrolment.cohort)


def tell_mark(assignment: Assignment, seat: Enrolment, cohort: Cohort) -> None:
    seat.cohort = cohort
    occasion = f"mark:{assignment.short_id}"
    letters.tell([seat], letters.GRADED, other=assignment.title, occasion=occasion)


@transaction.atomic
def release_marks(*, assignment: Assignment, cohort: Cohort) -> int:
    """Tell everybody of the cohort whose mark stands. How many."""
    kept_back = Mark.objects.filter(assignment=assignment, enrolment__cohort=cohort, released_at=None)
    found = list(kept_back.select_for_update(of=("self",), no_key=True).order_by("pk"))
    if not found:
        raise RefusedError("nothing", _("알릴 점수가 없습니다. 먼저 채점해 주십시오."))
    Mark.objects.filter(pk__in=[one.pk for one in found]).update(released_at=clock.now())
    seats = Enrolment.objects.filter(pk__in=[one.enrolment_id for one in found], state=Enrolment.State.SEATED)
    for seat in seats.select_related("trainee"):
        tell_mark(assignment, seat, cohort)
    return len(found)


@transaction.atomic
def confirm_work(*, assignment: Assignment, enrolment: Enrolment, actor: User) -> WorkConfirmation:
    """Somebody else of the company that enrolled the person says that the work is used there; once."""
    [seat] = lock_seats([enrolment.pk]).values()
    require_learning(seat)
    company = Membership.objects.in_use_by(actor).values("organisation")
    if not Enrolment.objects.filter(within(company), pk=seat.pk).exists():
        raise RefusedError("company", _("사내 적용 과제는 그 사람을 보낸 기업의 담당자가 확인합니다."))
    if is_same_person(seat, actor):
        raise RefusedError("own", _("자기 과제는 확인할 수 없습니다. 다른 담당자에게 부탁해 주십시오."))
    mine = Submission.objects.filter(assignment=assignment, enrolment=seat)
    if not assignment.is_final or not mine.exists():
        raise RefusedError("nothing", _("아직 낸 사내 적용 과제가 없습니다."))
    values = {"confirmed_at": clock.now(), "confirmed_by": actor}
    found, _is_new = WorkConfirmation.objects.get_or_create(
        assignment=assignment, enrolment=seat, defaults=values
    )
    return found
