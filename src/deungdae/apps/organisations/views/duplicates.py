"""The list of organisations that may be in the register twice."""

from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.bridge.duplicates import words_of
from deungdae.apps.organisations.models import DuplicateCandidate, Organisation
from deungdae.apps.organisations.selectors.duplicates import duplicate_candidates
from deungdae.apps.organisations.services.duplicates import ask_for_search
from deungdae.apps.organisations.views.frame import crumbs
from deungdae.apps.organisations.views.merging import MERGE

ON_ONE_PAGE = 30
LIKELY, PERHAPS = 80, 65


@login_required
@permission_required(MERGE, raise_exception=True)
@require_GET
def duplicate_list(request: HttpRequest) -> HttpResponse:
    waiting = duplicate_candidates(user=user_of(request))
    page = Paginator(waiting, ON_ONE_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "pairs": [pair_of(one) for one in page], "crumbs": crumbs()}
    return render(request, "organisations/duplicate_list.html", context)


def pair_of(candidate: DuplicateCandidate) -> dict[str, Any]:
    score = candidate.score
    return {
        "score": score,
        "tone": "warning" if score >= LIKELY else "info" if score >= PERHAPS else "neutral",
        "reasons": words_of(candidate.reasons),
        "sides": [side_of(candidate.first), side_of(candidate.second)],
    }


def side_of(organisation: Organisation) -> dict[str, Any]:
    known = (numbers.shown_business(organisation.business_number), str(organisation.region or ""))
    return {"organisation": organisation, "facts": " · ".join(fact for fact in known if fact)}


@login_required
@permission_required(MERGE, raise_exception=True)
@require_POST
def duplicate_search(request: HttpRequest) -> HttpResponse:
    job = ask_for_search(actor=user_of(request))
    return redirect("core:job_detail", job_id=job.public_id)
