"""What teachers do in a cohort: tests and works, and what waits for grading."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.academy.models import Assignment, Cohort, Exam
from deungdae.apps.academy.models.teaching import taught_by
from deungdae.apps.academy.selectors.materials import counted_sessions
from deungdae.apps.academy.selectors.teaching import waiting_for_grades
from deungdae.apps.academy.views.access import crumbs, may_write
from deungdae.apps.accounts.personal.masking import masked_name
from deungdae.apps.core.paging import page_links

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Cohort, Rest], HttpResponse]
PAGE_SIZE = 50


def teaching_page(view: Page[Rest]) -> Callable[..., HttpResponse]:
    """Of one cohort, for those who teach it and for staff."""

    @wraps(view)
    def page(
        request: HttpRequest, cohort_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        taught = taught_by(request.user).select_related("course")
        return view(request, get_object_or_404(taught, public_id=cohort_id), *arguments, **named)

    return login_required(page)


def exam_of(cohort: Cohort, exam_id: UUID) -> Exam:
    return get_object_or_404(Exam.objects.asked_in(cohort), public_id=exam_id)


def assignment_of(cohort: Cohort, assignment_id: UUID) -> Assignment:
    return get_object_or_404(Assignment.objects.asked_in(cohort), public_id=assignment_id)


def require_own(request: HttpRequest, one: Exam | Assignment) -> None:
    """What is for all cohorts of a course, staff alone change."""
    if one.cohort_id is None and not may_write(request):
        raise Http404


def may_change(request: HttpRequest, one: Exam | Assignment) -> bool:
    return one.cohort_id is not None or may_write(request)


def crumbs_of(cohort: Cohort) -> list[dict[str, Any]]:
    label = _("시험과 과제")
    return [*crumbs(cohort), {"label": label, "url": reverse("academy:learning", args=[cohort.public_id])}]


@teaching_page
@require_GET
def learning(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    context = {
        "cohort": cohort,
        "crumbs": crumbs(cohort),
        "exams": Exam.objects.asked_in(cohort),
        "assignments": Assignment.objects.asked_in(cohort),
        "waiting": waiting_lines(request, cohort),
        "sessions": counted_sessions(cohort),
    }
    return render(request, "academy/learning.html", context)


def waiting_lines(request: HttpRequest, cohort: Cohort | None) -> list[dict[str, Any]]:
    found = waiting_for_grades(user=request.user, cohort=cohort)[:PAGE_SIZE]
    return [{"submission": one, "name": masked_name(one.enrolment.trainee.name)} for one in found]


@login_required
@require_GET
def teaching(request: HttpRequest) -> HttpResponse:
    """The cohorts that somebody teaches, and the works in them that wait for a grade."""
    cohorts = taught_by(request.user).select_related("course").order_by("-enrol_from", "-pk")
    page = Paginator(cohorts, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "crumbs": crumbs(),
        "page": page,
        "links": page_links(request, page),
        "waiting": waiting_lines(request, None),
        "with_cohort": True,
    }
    return render(request, "academy/teaching.html", context)
