"""Calendars: of a course and of a cohort for whoever sees it, of a person behind the unguessable address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.academy.documents.feed import cohort_ics, course_ics, trainee_ics
from deungdae.apps.academy.links import enrolment_of_token
from deungdae.apps.academy.models import Cohort, Course
from deungdae.apps.academy.views.access import cohort_page, course_page
from deungdae.apps.core.answers import ICS, file_answer


@cohort_page
@require_GET
def cohort_feed(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    return file_answer(cohort_ics(cohort), name=f"{cohort}.ics", kind=ICS)


@course_page
@require_GET
def course_feed(request: HttpRequest, course: Course) -> HttpResponse:
    """Every cohort that is not over, for whoever sees the course."""
    cohorts = Cohort.objects.visible_to(request.user).filter(course=course)
    going_on = cohorts.exclude(state__in=(Cohort.State.DRAFT, Cohort.State.FINISHED)).order_by("number")
    return file_answer(course_ics(course, list(going_on)), name=f"{course.title}.ics", kind=ICS)


@require_GET
def seat_feed(request: HttpRequest, seat_link: str) -> HttpResponse:
    """All of the person's sessions, so that one subscription is enough."""
    enrolment = enrolment_of_token(seat_link)
    if enrolment is None:
        raise Http404
    answer = file_answer(trainee_ics(enrolment.trainee), name=_("내 수업.ics"), kind=ICS)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
