"""Claiming a company, and the staff's queue of claims."""

from uuid import UUID

from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.accounts.personal.opening import as_seen, opened_on
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.audit.acts import FILE_DOWNLOADED, PERSON
from deungdae.apps.core.audit.caller import caller_of
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done
from deungdae.apps.organisations.forms.people import ClaimForm, ClaimRefusalForm, ClaimReleaseForm
from deungdae.apps.organisations.models import OrganisationClaim
from deungdae.apps.organisations.selectors.people import DECIDE, claims_to_decide
from deungdae.apps.organisations.services import claims
from deungdae.apps.organisations.services.claim_release import take_back_claim

PAGE_SIZE = 50


@login_required
@require_http_methods(["GET", "POST"])
def claim_create(request: HttpRequest) -> HttpResponse:
    form = ClaimForm(request.POST, request.FILES) if request.method == "POST" else ClaimForm()
    if form.is_valid():
        try:
            claims.claim(user=user_of(request), **form.cleaned_data)
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            done(request, _("신청을 받았습니다. 센터가 확인한 뒤 메일로 알려 드립니다."))
            return redirect("portal:today")
    return render(
        request, "organisations/claim_form.html", {"form": form}, status=422 if form.errors else 200
    )


@login_required
@permission_required(DECIDE, raise_exception=True)
@require_GET
def claim_list(request: HttpRequest) -> HttpResponse:
    pages = Paginator(claims_to_decide(user=user_of(request)), PAGE_SIZE)
    page = pages.get_page(request.GET.get("page", "1")[:9])
    return render(request, "organisations/claim_list.html", {"page": page})


def claim_of(request: HttpRequest, claim_id: UUID) -> OrganisationClaim:
    return get_object_or_404(claims_to_decide(user=user_of(request)), public_id=claim_id)


def claim_page(
    request: HttpRequest,
    claim: OrganisationClaim,
    *,
    form: ClaimRefusalForm | None = None,
    release_form: ClaimReleaseForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    organisation = claim.organisation or claims.organisation_of(business_number=claim.business_number)
    opened = opened_on(request, user=user_of(request))
    context = {
        "claim": claim,
        "organisation": organisation,
        "owners": claims.owners_of(organisation),
        "opened": opened,
        "person": as_seen(claim.user, opened=opened),
        "form": form or ClaimRefusalForm(),
        "release_form": release_form or ClaimReleaseForm(),
        "refusal": refusal,
        "crumbs": [{"label": _("기업 담당 신청"), "url": reverse("claims:list")}],
    }
    return render(request, "organisations/claim_detail.html", context, status=status)


@login_required
@require_GET
def claim_detail(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    return claim_page(request, claim_of(request, claim_id))


@login_required
@require_POST
def claim_approve(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    claim = claim_of(request, claim_id)
    try:
        claims.approve_claim(claim=claim, actor=user_of(request))
    except RefusedError as error:
        claim.refresh_from_db()
        return claim_page(request, claim, refusal=error.message, status=409)
    done(request, _("{name} 님의 신청을 승인했습니다."), name=claim.user.name)
    return redirect("claims:list")


@login_required
@require_POST
def claim_refuse(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    claim = claim_of(request, claim_id)
    form = ClaimRefusalForm(request.POST)
    if not form.is_valid():
        return claim_page(request, claim, form=form, status=422)
    try:
        claims.refuse_claim(claim=claim, reason=form.cleaned_data["reason"], actor=user_of(request))
    except RefusedError as error:
        claim.refresh_from_db()
        return claim_page(request, claim, refusal=error.message, status=409)
    done(request, _("{name} 님의 신청을 반려했습니다."), name=claim.user.name)
    return redirect("claims:list")


@login_required
@require_POST
def claim_take_back(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    claim = claim_of(request, claim_id)
    if not user_of(request).has_perm("organisations.take_back_claims"):
        raise PermissionDenied
    form = ClaimReleaseForm(request.POST)
    if not form.is_valid():
        return claim_page(request, claim, release_form=form, status=422)
    try:
        take_back_claim(claim=claim, reason=form.cleaned_data["reason"], actor=user_of(request))
    except RefusedError as error:
        claim.refresh_from_db()
        return claim_page(request, claim, refusal=error.message, status=409)
    done(request, _("{name} 님의 담당을 거두었습니다."), name=claim.user.name)
    return redirect("claims:list")


@login_required
@require_GET
def claim_document(request: HttpRequest, claim_id: UUID) -> HttpResponseBase:
    """As a download only, so that nothing in it runs here."""
    claim = claim_of(request, claim_id)
    stored = claim.document
    if stored is None:
        raise Http404
    record_audit(
        act=FILE_DOWNLOADED,
        caller=caller_of(request),
        subject=Subject(PERSON, claim.user.short_id),
        target=f"claim:{claim.short_id}",
        fields=["document"],
    )
    answer = FileResponse(
        stored.content.open("rb"),
        as_attachment=True,
        filename=stored.shown_name,
        content_type=stored.content_type,
    )
    answer["Cache-Control"] = "no-store"
    return answer
