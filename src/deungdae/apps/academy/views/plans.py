"""A year of cohorts: what is wanted, what came of it, and making cohorts of it."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.academy.bridge.year_plan import Line
from deungdae.apps.academy.forms.plans import YearPlanForm
from deungdae.apps.academy.models import Course, YearPlan
from deungdae.apps.academy.services import year_plans as services
from deungdae.apps.academy.views.access import crumbs, staff_page
from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.answers import file_answer
from deungdae.apps.core.decisions import document_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import from_short
from deungdae.apps.core.words import not_done


def why_left(code: str) -> str:
    words = {
        "days": _("기간 안에 회차를 다 둘 날이 모자랍니다."),
        "room": _("정원보다 큰 강의실이 없습니다."),
        "trainer": _("가르칠 강사가 없습니다."),
        "busy": _("맞는 강의실과 강사가 모두 차 있습니다."),
    }
    return words[code]


@staff_page
@require_http_methods(["GET", "POST"])
def year_plan_create(request: HttpRequest) -> HttpResponse:
    form = YearPlanForm(sent(request))

    def create() -> YearPlan:
        names = ("first_day", "last_day", "starts", "ends")
        values = {name: form.cleaned_data[name] for name in names}
        return services.ask_year_plan(**values, wishes=form.wishes(), actor=user_of(request))

    def act() -> str:
        made = once(request, key=form.cleaned_data["key"], records=YearPlan.objects.all(), create=create)
        return reverse("academy:year_plan", args=[made.public_id])

    return form_page(
        request,
        form,
        act=act,
        title=_("한 해 계획"),
        crumbs=crumbs(),
        template="academy/year_plan_form.html",
    )


def plan_of(request: HttpRequest, plan_id: UUID) -> YearPlan:
    found = YearPlan.objects.visible_to(request.user).select_related("decision", "job")
    return get_object_or_404(found, public_id=plan_id)


@staff_page
@require_GET
def year_plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    plan = plan_of(request, plan_id)
    lines = services.plan_lines(plan)
    placed, left = [line for line in lines if line.days], [line for line in lines if not line.days]
    names = names_of(lines)
    context = {
        "plan": plan,
        "crumbs": crumbs(),
        "lines": [line_of(line, names) for line in placed],
        "left": [
            {"course": names[line.course], "number": line.number, "why": why_left(line.reason)}
            for line in left
        ],
        "months": sorted(Counter((line.days[0].year, line.days[0].month) for line in placed).items()),
        "can_make": plan.state == YearPlan.State.COMPUTED and bool(placed),
    }
    return render(request, "academy/year_plan.html", context)


def names_of(lines: list[Line]) -> dict[str, str]:
    """Titles of courses and names of rooms and trainers, by public id, in two queries."""
    courses = Course.objects.filter(public_id__in={from_short(line.course) for line in lines})
    ids = {from_short(one) for line in lines for one in (line.room, line.trainer) if one}
    resources = Resource.objects.filter(public_id__in=ids)
    return {one.short_id: str(one) for one in [*courses, *resources]}


def line_of(line: Line, names: dict[str, str]) -> dict[str, Any]:
    return {
        "course": names.get(line.course, line.course),
        "number": line.number,
        "days": [day_words(day) for day in line.days],
        "room": names.get(line.room, ""),
        "trainer": names.get(line.trainer, ""),
    }


@staff_page
@require_POST
def year_plan_make(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    plan = plan_of(request, plan_id)
    try:
        job = services.start_making(plan=plan, actor=user_of(request))
    except RefusedError as error:
        not_done(request, error.message)
        return redirect("academy:year_plan", plan_id=plan.public_id)
    return redirect("core:job_detail", job_id=job.public_id)


@staff_page
@require_GET
def year_plan_record(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The record of the plan, for whoever wants to check and repeat it."""
    plan = plan_of(request, plan_id)
    content = "{}" if plan.decision is None else document_of(plan.decision)
    return file_answer(content.encode(), name=_("한 해 계획 기록.json"), kind="application/json")
