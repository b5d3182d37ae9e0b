"""One person's courses, all of them: where somebody was there, what was completed, here and before."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from deungdae.apps.academy.attendance_words import duration
from deungdae.apps.academy.models import Attendance, Enrolment, PastCompletion, Session, Trainee
from deungdae.apps.core import clock


@dataclass(frozen=True, slots=True)
class CourseLine:
    """An enrolment with its sessions so far, those the person was at, and for how long."""

    enrolment: Enrolment
    held: int
    attended: int
    lasted: str


def enrolments_of_trainee(trainee: Trainee) -> QuerySet[Enrolment]:
    """Of the person and of the records that were joined to it; the newest first."""
    found = Enrolment.objects.filter(is_of(trainee)).select_related("cohort__course", "organisation")
    return found.order_by("-requested_at", "-id")


def is_of(trainee: Trainee) -> Q:
    return Q(trainee=trainee.standing) | Q(trainee__merged_into=trainee.standing)


def courses_of(trainee: Trainee) -> list[CourseLine]:
    """In as many queries for twenty courses as for one."""
    mine = list(enrolments_of_trainee(trainee))
    over = Session.objects.filter(cohort__in={one.cohort_id for one in mine}, ends_at__lte=clock.now())
    held = dict(over.order_by().values_list("cohort").annotate(number=Count("pk")))
    there = Attendance.objects.filter(enrolment__in=mine, state__in=Attendance.ATTENDING).order_by()
    sums = there.values_list("enrolment").annotate(number=Count("pk"), lasted=Sum("minutes"))
    attended = {key: (number, minutes) for key, number, minutes in sums}
    found = []
    for one in mine:
        number, minutes = attended.get(one.pk, (0, 0))
        lasted = duration(minutes) if minutes else ""
        found.append(CourseLine(one, held.get(one.cohort_id, 0), number, lasted))
    return found


def past_of(trainee: Trainee) -> QuerySet[PastCompletion]:
    """What was completed before this register, as far as it stands."""
    return PastCompletion.objects.standing().filter(is_of(trainee)).order_by("-completed_on", "-id")
