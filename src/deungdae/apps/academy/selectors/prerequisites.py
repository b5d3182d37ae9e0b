"""Which of the courses that come first somebody has not completed, as far as it stands here."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from deungdae.apps.academy.models import Course, Enrolment, PastCompletion
from deungdae.apps.academy.models.trainees import is_me
from deungdae.apps.accounts.models import Viewer

Titles = list[str]


def lacking(course: Course, trainees: Iterable[int]) -> dict[int, Titles]:
    """By person, in three queries whatever their number; who lacks nothing is not there. Records that were
    joined to a person count with it."""
    first = {one.pk: str(one) for one in Course.objects.filter(leads_to=course).order_by("title")}
    if not first:
        return {}
    people = list(trainees)
    whose = Q(trainee__in=people) | Q(trainee__merged_into__in=people)
    person = Coalesce("trainee__merged_into", "trainee")
    rows = [
        *completed(whose).filter(cohort__course__in=first).values_list(person, "cohort__course"),
        *past(whose).filter(course__in=first).values_list(person, "course"),
    ]
    done = set(rows)
    found = {one: [title for key, title in first.items() if (one, key) not in done] for one in people}
    return {one: titles for one, titles in found.items() if titles}


def lacking_of(course: Course, user: Viewer) -> Titles:
    """The same for whoever is signed in, who may not be in the register yet."""
    whose = is_me(user, "trainee__")
    first = Course.objects.filter(leads_to=course)
    first = first.exclude(pk__in=completed(whose).values("cohort__course"))
    first = first.exclude(pk__in=past(whose).filter(course__isnull=False).values("course"))
    return [str(one) for one in first.order_by("title")]


def completed(whose: Q) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(
        whose, state=Enrolment.State.SEATED, completed_on__isnull=False
    ).order_by()


def past(whose: Q) -> QuerySet[PastCompletion]:
    return PastCompletion.objects.standing().filter(whose).order_by()
