"""Where everybody of a cohort stands, completing it, and taking one completion back."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deungdae.apps.academy.forms.seats import ReasonForm
from deungdae.apps.academy.models import Cohort, Enrolment
from deungdae.apps.academy.selectors.attendance import seats_of, standings
from deungdae.apps.academy.selectors.enrolments import PAGE_SIZE, seen_person
from deungdae.apps.academy.services import completion as services
from deungdae.apps.academy.views.access import cohort_page, crumbs, deciding_page, staff_page
from deungdae.apps.academy.views.attendance import is_shown, opened_names
from deungdae.apps.academy.views.enrolments import crumbs_to
from deungdae.apps.academy.views.frame import question_page
from deungdae.apps.academy.views.lines import address_of
from deungdae.apps.accounts.personal.opening import OPEN, opened_on
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.paging import page_links
from deungdae.apps.core.words import done, not_done


@staff_page
@cohort_page
@require_http_methods(["GET", "POST"])
def completion(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    user = user_of(request)
    if request.method == "POST":
        try:
            found = services.complete_cohort(cohort=cohort, actor=user)
            done(request, _("{count}명이 새로 수료했습니다."), count=len(found))
        except RefusedError as error:
            not_done(request, error.message)
        return redirect("academy:completion", cohort_id=cohort.public_id)
    opened = opened_on(request, user=user)
    page = Paginator(seats_of(cohort), PAGE_SIZE).get_page(request.GET.get("page"))
    lines = standings(cohort, list(page))
    for line in lines:
        line["person"] = seen_person(line["enrolment"], user=user, opened=opened)
    in_file = opened_names(request, cohort.short_id)
    context = {
        "cohort": cohort,
        "crumbs": crumbs(cohort),
        "lines": lines,
        "closed": user.has_perm(OPEN) and any(not is_shown(one.trainee, in_file) for one in page),
        "page": page,
        "links": page_links(request, page),
        "not_over": why_not_over(cohort),
        "counts": counts_of(cohort),
    }
    return render(request, "academy/completion.html", context)


def counts_of(cohort: Cohort) -> dict[str, int]:
    """Seats, and how many of them started and completed: a person who has not started is none of the last."""
    found = list(seats_of(cohort).values_list("started_on", "completed_on"))
    return {
        "seats": len(found),
        "started": sum(1 for started, _completed in found if started is not None),
        "completed": sum(1 for _started, completed in found if completed is not None),
    }


def why_not_over(cohort: Cohort) -> str:
    """Why nobody can complete now, in a sentence; empty when one can."""
    try:
        services.require_over(cohort)
    except RefusedError as error:
        return error.message
    return ""


@deciding_page
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    form = ReasonForm(sent(request))

    def act() -> str:
        reason = form.cleaned_data["reason"]
        services.withdraw_completion(enrolment=enrolment, reason=reason, actor=user_of(request))
        done(request, _("수료를 거두었습니다."))
        return address_of(enrolment)

    words = _("수료한 날이 지워지고, 기업 카드의 기록을 바로잡습니다. 까닭을 본인에게 그대로 알립니다.")
    return question_page(
        request,
        form,
        act=act,
        title=_("수료 거두기"),
        crumbs=crumbs_to(enrolment),
        words=words,
        is_danger=True,
    )
