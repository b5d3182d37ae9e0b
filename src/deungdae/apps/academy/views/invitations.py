"""An invited cohort: whom the centre chose, what they answered, and choosing more."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.forms.invitations import ChooseForm
from deungdae.apps.academy.models import Cohort, Enrolment, Invitation
from deungdae.apps.academy.selectors.invitations import (
    PAGE_SIZE,
    candidates_of,
    companies_to_invite,
    invitations_of,
    invitees_of,
)
from deungdae.apps.academy.services.invitations import choose_people
from deungdae.apps.academy.views.access import cohort_page, crumbs, staff_page
from deungdae.apps.academy.views.lines import line_of
from deungdae.apps.academy.words import moment_words
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.personal.opening import Opened, opened_on
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import form_status, sent, typed
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.paging import page_links
from deungdae.apps.core.words import done
from deungdae.apps.evidence.models import CompanySize
from deungdae.apps.organisations.selectors.organisations import Filters
from deungdae.apps.organisations.selectors.places import industries_to_choose, provinces


@staff_page
@cohort_page
@require_GET
def invitations(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Who was chosen, in the order of the reserve, with letters and answers."""
    user = user_of(request)
    opened, found = opened_on(request, user=user), list(invitations_of(cohort))
    answers = [one.answer for one in found]
    context = {
        "cohort": cohort,
        "crumbs": crumbs(cohort),
        "lines": [told(one, cohort, user=user, opened=opened) for one in found],
        "counts": [
            (_("고른 사람"), len(found)),
            (_("보낸 초청장"), sum(one.sent_at is not None for one in found)),
            *((label, answers.count(value)) for value, label in Invitation.Answer.choices),
        ],
        "is_invited": cohort.admission == Cohort.Admission.INVITATION,
        "is_draft": cohort.state == Cohort.State.DRAFT,
    }
    return render(request, "academy/invitations.html", context)


def told(one: Invitation, cohort: Cohort, *, user: User, opened: Opened) -> dict[str, Any]:
    one.enrolment.cohort = cohort
    until = one.enrolment.offer_until
    return {
        **line_of(one.enrolment, user=user, opened=opened),
        "invitation": one,
        "sent": moment_words(one.sent_at) if one.sent_at else "",
        "until": moment_words(until) if until else "",
        "reminded": moment_words(one.reminded_at) if one.reminded_at else "",
    }


@staff_page
@cohort_page
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Chief executives of the register, narrowed; the ticked ones are chosen in the order of the page."""
    filters, size = Filters.from_query(request.GET), typed(request, "size")
    is_new, user = bool(typed(request, "new")), user_of(request)
    found = companies_to_invite(user=user, filters=filters, size=size, is_new=is_new)
    form, refusal = ChooseForm(sent(request), companies=found), None

    def create() -> Enrolment:
        people = invitees_of(form.companies())
        return choose_people(cohort=cohort, people=people, words=form.cleaned_data["words"], actor=user)[0]

    if form.is_valid():
        try:
            once(request, key=form.cleaned_data["key"], records=Enrolment.objects.all(), create=create)
            done(request, _("{count}명을 초청 대상에 더했습니다."), count=len(form.companies()))
            return redirect(reverse("academy:invitations", args=[cohort.public_id]))
        except RefusedError as error:
            refusal = error
    page = Paginator(found, PAGE_SIZE).get_page(typed(request, "page"))
    context = {
        "cohort": cohort,
        "crumbs": crumbs(cohort),
        "form": form,
        "refusal": refusal.message if refusal else "",
        "ticked": set(form.data.getlist("chosen")) if form.is_bound else set(),  # type: ignore[attr-defined]
        "candidates": candidates_of(list(page), cohort=cohort),
        "page": page,
        "links": page_links(request, page),
        "filters": filters,
        "size": size,
        "is_new": is_new,
        "active": filters.count + bool(size) + is_new,
        "industries": industries_to_choose(),
        "regions": provinces(),
        "sizes": [one for one in CompanySize.choices if one[0]],
    }
    return render(request, "academy/candidates.html", context, status=form_status(form, refusal))
