"""A cohort: what people see of it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.academy.bridge.seats import commitment_of
from deungdae.apps.academy.importers.enrolments import subject_of
from deungdae.apps.academy.models import Cohort, Draw, Enrolment
from deungdae.apps.academy.models.teaching import taught_by
from deungdae.apps.academy.models.trainees import is_me
from deungdae.apps.academy.rules import OVER, transitions_from
from deungdae.apps.academy.selectors.catalogue import lines_of_sessions
from deungdae.apps.academy.selectors.circle import is_chair, is_participant
from deungdae.apps.academy.selectors.companies import company_of
from deungdae.apps.academy.selectors.enrolments import enrolments_of_cohort
from deungdae.apps.academy.selectors.fees import bill_for
from deungdae.apps.academy.selectors.limits import limits_of
from deungdae.apps.academy.services.enrolments import require_open
from deungdae.apps.academy.views.access import cohort_page, crumbs, may_write
from deungdae.apps.academy.views.lines import line_of
from deungdae.apps.academy.words import STATE_TONES, cohort_facts, subsidy_words, won
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.personal.opening import opened_on
from deungdae.apps.core import clock
from deungdae.apps.core.answers import file_answer
from deungdae.apps.core.decisions import document_of
from deungdae.apps.core.errors import RefusedError


@cohort_page
@require_GET
def cohort_detail(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    is_staff = may_write(request)
    context = {
        "cohort": cohort,
        "tone": STATE_TONES[cohort.state],
        "crumbs": crumbs(course=cohort.course),
        "facts": cohort_facts(cohort),
        "left": max(cohort.capacity - cohort.held_count, 0),  # type: ignore[attr-defined]
        "sessions": lines_of_sessions(cohort),
        "quotas": limits_of(cohort),
        "may_write": is_staff,
        "may_teach": taught_by(request.user).filter(pk=cohort.pk).exists(),
        "is_over": cohort.state in OVER,
        "transitions": transitions_from(cohort.state) if is_staff else [],
        "not_open": why_not_open(cohort),
        "commitment": promise_of(cohort),
        "draw": Draw.objects.filter(cohort=cohort).select_related("decision").first(),
        "mine": own_lines(request, cohort),
        "bill": own_bill(request, cohort),
        "is_enrolled": is_enrolled(request, cohort),
        **circle_of(request, cohort, is_staff=is_staff),
        "list_subject": list_subject(request, cohort),
    }
    return render(request, "academy/cohort.html", context)


def circle_of(request: HttpRequest, cohort: Cohort, *, is_staff: bool) -> dict[str, bool]:
    """Whether the viewer belongs to the people around an invited cohort."""
    if cohort.admission != Cohort.Admission.INVITATION:
        return {}
    has_seat = is_participant(request.user, cohort)
    return {"in_circle": is_staff or has_seat or is_chair(request.user, cohort), "is_participant": has_seat}


def list_subject(request: HttpRequest, cohort: Cohort) -> str:
    """What a list that the viewer's company sends in belongs to; empty for whoever acts for none."""
    company = company_of(request.user)
    return "" if company is None else subject_of(cohort, company)


def promise_of(cohort: Cohort) -> str:
    """What was promised of the draw when the cohort was opened."""
    is_promised = cohort.admission == Cohort.Admission.LOTTERY and cohort.opened_at is not None
    return commitment_of(cohort.lottery_secret) if is_promised else ""


MOST_OWN = 30


def own_lines(request: HttpRequest, cohort: Cohort) -> list[dict[str, Any]]:
    """The viewer's own seat and those of the company, so many of them: all stand under ‘my enrolments’."""
    user = request.user
    if may_write(request) or not isinstance(user, User):
        return []
    opened = opened_on(request, user=user)
    found = enrolments_of_cohort(user=user, cohort=cohort)[:MOST_OWN]
    return [line_of(one, user=user, opened=opened) for one in found]


def own_bill(request: HttpRequest, cohort: Cohort) -> dict[str, Any]:
    """What the seats of the viewer's company cost; empty where nothing is to be paid."""
    company = company_of(request.user)
    found = bill_for(cohort, company) if company is not None and cohort.course.fee_krw else None
    if found is None:
        return {}
    bill = found.bill
    return {
        "people": bill.people,
        "fee": won(bill.fee),
        "subsidy": won(bill.subsidy),
        "rest": won(bill.rest),
        "possible": won(bill.possible) if bill.possible else "",
        "rule": subsidy_words(cohort.course),
    }


def is_enrolled(request: HttpRequest, cohort: Cohort) -> bool:
    """Whether the viewer has, or waits for, a seat of this cohort."""
    mine = Enrolment.objects.active().filter(is_me(request.user, "trainee__"), cohort=cohort)
    return mine.exists()


def why_not_open(cohort: Cohort) -> str:
    """Why nobody can enrol now, in a sentence; empty when one can."""
    try:
        require_open(cohort, clock.now())
    except RefusedError as error:
        return error.message
    return ""


@require_GET
def draw_record(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """The record of a draw, for whoever wants to check and repeat it."""
    seen = Draw.objects.filter(cohort__in=Cohort.objects.visible_to(request.user))
    draw = get_object_or_404(seen.select_related("decision"), decision__public_id=draw_id)
    content = document_of(draw.decision).encode()
    return file_answer(content, name=_("추첨 기록.json"), kind="application/json")
