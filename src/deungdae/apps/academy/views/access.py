"""Who gets which page of the academy: what is offered everybody, seats those whom they concern."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Cohort, Course, Enrolment, Session
from deungdae.apps.academy.rules import DECIDE, WRITE
from deungdae.apps.academy.selectors.catalogue import with_counts
from deungdae.apps.accounts.permitted import permission_page

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Rest], HttpResponse]
CoursePage = Callable[Concatenate[HttpRequest, Course, Rest], HttpResponse]
CohortPage = Callable[Concatenate[HttpRequest, Cohort, Rest], HttpResponse]
SessionPage = Callable[Concatenate[HttpRequest, Session, Rest], HttpResponse]
EnrolmentPage = Callable[Concatenate[HttpRequest, Enrolment, Rest], HttpResponse]


def may_write(request: HttpRequest) -> bool:
    return bool(request.user.has_perm(WRITE))


def may_decide(request: HttpRequest) -> bool:
    return bool(request.user.has_perm(DECIDE))


staff_page = permission_page(WRITE)
"""For those who keep the academy."""


def course_page(view: CoursePage[Rest]) -> Callable[..., HttpResponse]:
    """Of one course that the person may see, signed in or not."""

    @wraps(view)
    def page(
        request: HttpRequest, course_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        course = get_object_or_404(Course.objects.visible_to(request.user), public_id=course_id)
        return view(request, course, *arguments, **named)

    return page


def cohort_page(view: CohortPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one cohort that the person may see, signed in or not."""

    @wraps(view)
    def page(
        request: HttpRequest, cohort_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        visible = with_counts(Cohort.objects.visible_to(request.user)).select_related("course", "region")
        return view(request, get_object_or_404(visible, public_id=cohort_id), *arguments, **named)

    return page


def session_page(view: SessionPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one session, for staff."""

    @wraps(view)
    def page(
        request: HttpRequest, cohort_session_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        found = Session.objects.filter(cohort__in=Cohort.objects.visible_to(request.user))
        session = get_object_or_404(found.select_related("cohort__course"), public_id=cohort_session_id)
        return view(request, session, *arguments, **named)

    return staff_page(page)


def enrolment_page(view: EnrolmentPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one enrolment: the person, the company that asked, the centre."""

    @wraps(view)
    def page(
        request: HttpRequest, enrolment_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        visible = Enrolment.objects.visible_to(request.user)
        parts = visible.select_related("cohort__course", "trainee", "organisation")
        return view(request, get_object_or_404(parts, public_id=enrolment_id), *arguments, **named)

    return login_required(page)


def deciding_page(view: EnrolmentPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one enrolment, for those who decide on it."""

    @wraps(view)
    def page(
        request: HttpRequest, enrolment: Enrolment, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        if not may_decide(request):
            raise Http404
        return view(request, enrolment, *arguments, **named)

    return enrolment_page(page)


def crumbs(cohort: Cohort | None = None, course: Course | None = None) -> list[dict[str, Any]]:
    """The way to a page: the courses, the course, the cohort."""
    found = [{"label": _("교육"), "url": reverse("academy:catalogue")}]
    course = cohort.course if cohort is not None else course
    if course is not None:
        found.append({"label": str(course), "url": reverse("academy:course", args=[course.public_id])})
    if cohort is not None:
        label = _("%(number)s기") % {"number": cohort.number}
        found.append({"label": label, "url": reverse("academy:cohort", args=[cohort.public_id])})
    return found
