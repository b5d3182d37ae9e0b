"""Asking for a seat, for oneself or for somebody, and the lists of who has asked."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.forms.seats import (
    EnrolForm,
    PersonForm,
    StaffPersonForm,
)
from deungdae.apps.academy.models import Cohort, Enrolment, PastCompletion, SessionNote
from deungdae.apps.academy.models.trainees import is_me
from deungdae.apps.academy.selectors.alumni import completions_of
from deungdae.apps.academy.selectors.companies import company_of
from deungdae.apps.academy.selectors.enrolments import (
    PAGE_SIZE,
    counts_by_state,
    enrolments_of_cohort,
    enrolments_of_person,
)
from deungdae.apps.academy.selectors.limits import full_limit
from deungdae.apps.academy.selectors.prerequisites import lacking, lacking_of
from deungdae.apps.academy.services import enrolments as services
from deungdae.apps.academy.views.access import (
    cohort_page,
    crumbs,
    may_decide,
    staff_page,
)
from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.academy.views.lines import address_of, line_of
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.personal.opening import opened_on
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent, typed
from deungdae.apps.core.paging import page_links
from deungdae.apps.core.words import done

State = Enrolment.State


@login_required
@cohort_page
@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Whoever is signed in asks for a seat; a second press is the same."""
    form, user = EnrolForm(sent(request)), user_of(request)
    company = company_of(user)

    def create() -> Enrolment:
        values = form.cleaned_data
        return services.enrol_self(
            cohort=cohort,
            user=user,
            organisation=company,
            phone=values["phone"],
            job_title=values["job_title"],
            is_other_person=values["is_other_person"],
        )

    def act() -> str:
        made = once(request, key=form.cleaned_data["key"], records=Enrolment.objects.all(), create=create)
        say_made(request, made)
        return address_of(made)

    lead = _("%(company)s 소속으로 신청합니다.") % {"company": company.name} if company else ""
    missing = lacking_of(cohort.course, user)
    if missing:
        words = _("먼저 들을 과정 가운데 수료한 기록이 없는 것: %(courses)s. 그래도 신청할 수 있습니다.")
        lead = " ".join(part for part in (lead, words % {"courses": ", ".join(missing)}) if part)
    return form_page(
        request,
        form,
        act=act,
        title=_("수강 신청"),
        crumbs=crumbs(cohort),
        lead=lead,
        button=_("수강 신청하기"),
    )


def say_made(request: HttpRequest, made: Enrolment) -> None:
    """What came of it; who waits beside free seats hears which limit is full."""
    limit = full_limit(made)
    words = (
        _("대기자로 접수했습니다. 접수 번호는 {number}번입니다.") if limit else _(SAID.get(made.state, AGAIN))
    )
    done(request, f"{words} {limit}".rstrip(), number=made.number)


AGAIN = gettext_noop("앞서 보낸 신청(접수 번호 {number}번)입니다. 새로 신청하려면 신청 화면을 다시 여십시오.")
SAID: dict[str, str] = {
    State.SEATED: gettext_noop("자리가 확정되었습니다. 접수 번호는 {number}번입니다."),
    State.WAITING: gettext_noop("지금은 자리가 없어 대기자로 접수했습니다. 접수 번호는 {number}번입니다."),
    State.REQUESTED: gettext_noop("신청을 접수했습니다. 접수 번호는 {number}번입니다."),
}


@login_required
@cohort_page
@require_http_methods(["GET", "POST"])
def enrol_person(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """A company asks for one of its people, the centre for anybody."""
    user, company = user_of(request), company_of(user_of(request))
    if company is None and not may_decide(request):
        raise Http404
    form = (StaffPersonForm if company is None else PersonForm)(sent(request))

    def create() -> Enrolment:
        return services.enrol_person(
            cohort=cohort,
            facts=form.facts(),
            organisation=company if company is not None else form.cleaned_data["company"],
            actor=user,
            is_other_person=form.cleaned_data["is_other_person"],
        )

    def act() -> str:
        made = once(request, key=form.cleaned_data["key"], records=Enrolment.objects.all(), create=create)
        say_made(request, made)
        if company is None:
            return reverse("academy:people", args=[cohort.public_id])
        return reverse("academy:cohort", args=[cohort.public_id])

    return form_page(
        request, form, act=act, title=_("사람 신청하기"), crumbs=crumbs(cohort), button=_("수강 신청하기")
    )


@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Everything that this person, or the company, has asked for."""
    user = user_of(request)
    if may_decide(request):
        return redirect("academy:catalogue")
    opened = opened_on(request, user=user)
    query, state = typed(request, "q"), state_typed(request)
    found = enrolments_of_person(user=user, state=state, query=query)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "lines": [line_of(one, user=user, opened=opened) for one in page],
        "page": page,
        "links": page_links(request, page),
        "crumbs": crumbs(),
        "state": state,
        "query": query,
        "asked": bool(state) + bool(query),
        "states": State.choices,
        "is_alumnus": completions_of(user).exists(),
        "past": PastCompletion.objects.standing().filter(is_me(user, "trainee__")),
        "has_notes": SessionNote.objects.visible_to(user).exists(),
    }
    return render(request, "academy/mine.html", context)


def state_typed(request: HttpRequest) -> str:
    """A state that there is; empty for any other word."""
    state = typed(request, "state")
    return state if state in State.values else ""


@staff_page
@cohort_page
@require_GET
def people(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Everybody who asked for a seat of the cohort."""
    user, query, state = user_of(request), typed(request, "q"), state_typed(request)
    opened = opened_on(request, user=user)
    found = enrolments_of_cohort(user=user, cohort=cohort, state=state, query=query)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    counts = counts_by_state(cohort)
    lacks = lacking(cohort.course, [one.trainee_id for one in page])
    context = {
        "cohort": cohort,
        "crumbs": crumbs(cohort),
        "lines": [
            {**line_of(one, user=user, opened=opened), "lacks": lacks.get(one.trainee_id, [])} for one in page
        ],
        "page": page,
        "links": page_links(request, page),
        "state": state,
        "query": query,
        "asked": bool(state) + bool(query),
        "states": [(value, label, counts.get(value, 0)) for value, label in State.choices],
    }
    return render(request, "academy/people.html", context)
