"""The pages of those who act for an organisation; kept by its owners and the centre's staff."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.accounts.personal.opening import Opened, as_seen, opened_on
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.pages import belongs_to
from deungdae.apps.core.words import done, not_done
from deungdae.apps.organisations.forms.people import ClaimReleaseForm, MemberInvitationForm, SuccessorForm
from deungdae.apps.organisations.models import MemberInvitation, Membership, Organisation
from deungdae.apps.organisations.selectors import people as selectors
from deungdae.apps.organisations.services import invitations, people
from deungdae.apps.organisations.services.claim_release import release_company
from deungdae.apps.organisations.views.frame import crumbs, frame_of, organisation_page


def kept_organisation(request: HttpRequest, organisation_id: UUID) -> Organisation:
    """Not there for those who do not see it, refused for those who do not keep its people."""
    user = user_of(request)
    organisation = get_object_or_404(Organisation.objects.visible_to(user), public_id=organisation_id)
    if not selectors.keeps_people(user=user, organisation=organisation):
        raise PermissionDenied
    return organisation


def membership_of(organisation: Organisation, person_id: UUID) -> Membership:
    """The person's open membership in the organisation."""
    running = organisation.memberships.filter(ends_on__isnull=True).select_related("user", "organisation")
    return get_object_or_404(running, user__public_id=person_id)


def to_people(organisation: Organisation) -> HttpResponse:
    return redirect("organisations:people", organisation_id=organisation.public_id)


@organisation_page
@require_GET
def member_list(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Who acts for the organisation; whoever keeps the people invites and ends."""
    frame = frame_of(request, organisation, tab="organisations:people")
    memberships = list(selectors.memberships_of(organisation=organisation))
    keeps = selectors.keeps_people(user=user_of(request), organisation=organisation)
    opened = opened_on(request, user=user_of(request))
    context = {
        **frame,
        "opened": opened,
        "keeps_people": keeps,
        "releases": user_of(request).has_perm("organisations.release_own", organisation),
        "acting": [one for one in memberships if one.ends_on is None],
        "invitations": invitation_lines(organisation, opened) if keeps else [],
        "former": [one for one in memberships if one.ends_on is not None],
    }
    return render(request, "organisations/organisation_people.html", context)


def invitation_lines(organisation: Organisation, opened: Opened) -> list[tuple[MemberInvitation, str]]:
    """Open invitations, each with what its person is called: whose address a company writes to, it learns
    once that person has accepted."""
    found = selectors.open_invitations_of(organisation=organisation)
    return [(one, one.user.masked_name if opened.page else one.email) for one in found]


@login_required
@require_http_methods(["GET", "POST"])
def member_invite(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    organisation = kept_organisation(request, organisation_id)
    form = MemberInvitationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            sent = invitations.invite_member(
                organisation=organisation, **form.cleaned_data, actor=user_of(request)
            )
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            template = _("‘{organisation}’의 담당자로 초대했습니다. {email}(으로/로) 메일을 보냅니다.")
            done(request, template, email=sent.email, organisation=organisation.name)
            return to_people(organisation)
    context = {
        "form": form,
        "organisation": organisation,
        "crumbs": crumbs(organisation, user=user_of(request)),
    }
    status = 422 if form.errors else 200
    return render(request, "organisations/member_invite.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def member_end(request: HttpRequest, organisation_id: UUID, person_id: UUID) -> HttpResponse:
    """Say what will be lost, then end it."""
    organisation = kept_organisation(request, organisation_id)
    membership = membership_of(organisation, person_id)
    user, refusal = membership.user, ""
    if request.method == "POST":
        try:
            people.end_membership(organisation=organisation, user=user, actor=user_of(request))
        except RefusedError as error:
            refusal = error.message
        else:
            template = _("{name} 님의 ‘{organisation}’ 담당을 끝냈습니다.")
            done(request, template, name=user.name, organisation=organisation.name)
            return redirect("portal:today") if user == request.user else to_people(organisation)
    context = {
        "membership": membership,
        "person": as_seen(user, opened=opened_on(request, user=user_of(request))),
        "refusal": refusal,
        "crumbs": crumbs(organisation, user=user_of(request)),
    }
    return render(request, "organisations/member_end.html", context, status=409 if refusal else 200)


@login_required
@require_http_methods(["GET", "POST"])
def company_release(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """An owner leaves without a successor: say what will be lost, then let go."""
    user = user_of(request)
    organisation = get_object_or_404(Organisation.objects.visible_to(user), public_id=organisation_id)
    if not user.has_perm("organisations.release_own", organisation):
        raise PermissionDenied
    form = ClaimReleaseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            release_company(organisation=organisation, owner=user, reason=form.cleaned_data["reason"])
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            done(request, _("‘{organisation}’의 담당을 내려놓았습니다."), organisation=organisation.name)
            return redirect("portal:today")
    context = {"form": form, "organisation": organisation, "crumbs": crumbs(organisation, user=user)}
    return render(request, "organisations/company_release.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def member_hand_over(request: HttpRequest, organisation_id: UUID, person_id: UUID) -> HttpResponse:
    """Somebody leaves: who of the others takes over."""
    organisation = kept_organisation(request, organisation_id)
    membership = membership_of(organisation, person_id)
    data = request.POST if request.method == "POST" else None
    form = SuccessorForm(data, organisation=organisation, leaver_id=membership.user_id)
    if form.is_valid():
        successor = form.people[form.cleaned_data["successor"]]
        facts: dict[str, Any] = {"organisation": organisation, "leaver": membership.user}
        try:
            people.hand_over(**facts, successor=successor, actor=user_of(request))
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            template = _("{leaver} 님의 일을 {name} 님에게 넘겼습니다.")
            done(request, template, leaver=membership.user.name, name=successor.name)
            return redirect("portal:today") if membership.user == request.user else to_people(organisation)
    context = {
        "form": form,
        "membership": membership,
        "crumbs": crumbs(organisation, user=user_of(request)),
    }
    return render(request, "organisations/member_hand_over.html", context, status=422 if form.errors else 200)


@belongs_to("organisations:people", "organisation_id")
@login_required
@require_POST
def member_role(request: HttpRequest, organisation_id: UUID, person_id: UUID) -> HttpResponse:
    """Make somebody an owner, or an owner a member again."""
    organisation = kept_organisation(request, organisation_id)
    user = membership_of(organisation, person_id).user
    role = Membership.Role.OWNER if request.POST.get("role") == "owner" else Membership.Role.MEMBER
    try:
        people.change_role(organisation=organisation, user=user, role=role, actor=user_of(request))
        done(request, _("{name} 님은 이제 ‘{role}’입니다."), name=user.name, role=str(role.label))
    except RefusedError as error:
        not_done(request, error.message)
    return to_people(organisation)


def kept_invitation(
    request: HttpRequest, organisation_id: UUID, invitation_id: UUID
) -> tuple[Organisation, MemberInvitation]:
    organisation = kept_organisation(request, organisation_id)
    waiting = selectors.open_invitations_of(organisation=organisation)
    return organisation, get_object_or_404(waiting, public_id=invitation_id)


@belongs_to("organisations:people", "organisation_id")
@login_required
@require_POST
def invitation_again(request: HttpRequest, organisation_id: UUID, invitation_id: UUID) -> HttpResponse:
    organisation, invitation = kept_invitation(request, organisation_id, invitation_id)
    try:
        invitations.send_again(invitation=invitation, actor=user_of(request))
        done(request, _("초대를 다시 보냅니다."))
    except RefusedError as error:
        not_done(request, error.message)
    return to_people(organisation)


@belongs_to("organisations:people", "organisation_id")
@login_required
@require_POST
def invitation_withdraw(request: HttpRequest, organisation_id: UUID, invitation_id: UUID) -> HttpResponse:
    organisation, invitation = kept_invitation(request, organisation_id, invitation_id)
    try:
        invitations.withdraw(invitation=invitation, actor=user_of(request))
        done(request, _("초대를 거두었습니다."))
    except RefusedError as error:
        not_done(request, error.message)
    return to_people(organisation)
