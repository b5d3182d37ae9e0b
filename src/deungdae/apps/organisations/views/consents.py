"""Pages on which people see, give and withdraw their consents and those of their organisation."""

from typing import Any, cast
from uuid import UUID

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.answers import file_answer
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.pages import belongs_to
from deungdae.apps.core.words import done, not_done
from deungdae.apps.organisations.forms.consents import PaperConsentForm
from deungdae.apps.organisations.models import Consent, Organisation
from deungdae.apps.organisations.selectors.consents import Holder, asked_of, papers_visible_to
from deungdae.apps.organisations.services import consents
from deungdae.apps.organisations.views.frame import crumbs, frame_of, organisation_page

GIVE, RECORD = "organisations.give_consent", "organisations.record_consent"


@login_required
@require_GET
def own_consents(request: HttpRequest) -> HttpResponse:
    """What the person agreed to, and what else is asked."""
    asked = asked_of(user_of(request))
    context = {"asked": asked, "give": "consents:give", "withdraw": "consents:withdraw", "may_give": True}
    return render(request, "organisations/own_consents.html", context)


@login_required
@require_POST
@belongs_to("consents:mine")
def own_give(request: HttpRequest, purpose: str) -> HttpResponse:
    give(request, holder=user_of(request), purpose=purpose)
    return redirect("consents:mine")


@login_required
@require_POST
@belongs_to("consents:mine")
def own_withdraw(request: HttpRequest, purpose: str) -> HttpResponse:
    """A consent without which there is no account is withdrawn by asking for the account's deletion."""
    refusal = withdraw(request, holder=user_of(request), purpose=purpose, how=Consent.How.PAGE)
    if refusal == consents.REQUIRED:
        return redirect(reverse("privacy:request_create") + "?kind=deletion")
    return redirect("consents:mine")


def give(request: HttpRequest, *, holder: Holder, purpose: str) -> None:
    seen = request.POST.get("version", "")
    try:
        consent = consents.give_consent(
            holder=holder,
            purpose=purpose,
            actor=user_of(request),
            seen_version=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 5 else 0,
        )
    except RefusedError as error:
        not_done(request, error.message)
    else:
        done(request, _("‘{title}’에 동의하셨습니다. 언제든 거둘 수 있습니다."), title=consent.text.title)


def withdraw(request: HttpRequest, *, holder: Holder, purpose: str, how: str) -> str:
    """The code of the refusal, if there was one."""
    try:
        consent = consents.withdraw_consent(holder=holder, purpose=purpose, actor=user_of(request), how=how)
    except RefusedError as error:
        not_done(request, error.message)
        return error.code
    done(request, _("‘{title}’ 동의를 거두었습니다. 지금부터 쓰지 않습니다."), title=consent.text.title)
    return ""


@organisation_page
@require_GET
def organisation_consents(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """What was agreed to for the organisation; its owner decides, staff write down what came on paper."""
    context = {
        **frame_of(request, organisation, tab="organisations:people"),
        "asked": asked_of(organisation),
        "may_give": request.user.has_perm(GIVE),
        "may_record": request.user.has_perm(RECORD),
        "hows": [(how.value, how.label) for how in (Consent.How.EMAIL, Consent.How.PAPER)],
    }
    return render(request, "organisations/organisation_consents.html", context)


@organisation_page
@permission_required(GIVE, raise_exception=True)
@require_POST
def organisation_give(request: HttpRequest, organisation: Organisation, purpose: str) -> HttpResponse:
    give(request, holder=organisation, purpose=purpose)
    return redirect("organisations:consents", organisation_id=organisation.public_id)


@organisation_page
@require_POST
def organisation_withdraw(request: HttpRequest, organisation: Organisation, purpose: str) -> HttpResponse:
    """The owner on this page, or staff who got a letter or a mail."""
    user = user_of(request)
    if user.has_perm(RECORD):
        how = Consent.How.PAPER if request.POST.get("how") == Consent.How.PAPER else Consent.How.EMAIL
        withdraw(request, holder=organisation, purpose=purpose, how=how)
    elif user.has_perm(GIVE):
        withdraw(request, holder=organisation, purpose=purpose, how=Consent.How.PAGE)
    else:
        not_done(request, _("동의는 기업의 대표 담당자가 거둘 수 있습니다. 대표 담당자에게 알려 주십시오."))
    return redirect("organisations:consents", organisation_id=organisation.public_id)


@organisation_page
@permission_required(RECORD, raise_exception=True)
@require_http_methods(["GET", "POST"])
def paper_consent(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Write down a consent that came on paper, with its file."""
    sent: tuple[Any, ...] = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PaperConsentForm(*sent, organisation=organisation)
    if form.is_valid():
        holder, purpose = form.chosen()
        try:
            consent = consents.give_consent(
                holder=holder,
                purpose=purpose,
                actor=user_of(request),
                how=Consent.How.PAPER,
                paper=form.cleaned_data["paper"],
            )
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            done(request, _("‘{title}’ 서면 동의를 적었습니다."), title=consent.text.title)
            return redirect("organisations:consents", organisation_id=organisation.public_id)
    above = {
        "label": _("동의"),
        "url": reverse("organisations:consents", args=[organisation.public_id]),
    }
    context = {"form": form, "organisation": organisation, "crumbs": [*crumbs(organisation), above]}
    return render(request, "organisations/consent_paper.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def consent_file(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """The paper that a consent was given on."""
    consent = get_object_or_404(papers_visible_to(user=user_of(request)), public_id=consent_id)
    paper = cast(StoredFile, consent.paper)
    with paper.content.open("rb") as file:
        return file_answer(file.read(), name=paper.shown_name, kind=paper.content_type)
