"""The pages of those who act for an organisation; kept by the centre's staff."""

from uuid import UUID

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.accounts.invitations import invite_again
from deungdae.apps.accounts.personal.opening import opened_on
from deungdae.apps.accounts.selectors import people_not_reached, user_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done
from deungdae.apps.organisations.forms.people import MemberInvitationForm
from deungdae.apps.organisations.models import Membership, Organisation
from deungdae.apps.organisations.selectors.people import memberships_of
from deungdae.apps.organisations.services import people
from deungdae.apps.organisations.views.frame import crumbs, frame_of, organisation_page

MANAGE = "organisations.manage_people"


def organisation_of(request: HttpRequest, organisation_id: UUID) -> Organisation:
    visible = Organisation.objects.visible_to(user_of(request))
    return get_object_or_404(visible, public_id=organisation_id)


def membership_of(request: HttpRequest, organisation_id: UUID, person_id: UUID) -> Membership:
    """The person's open membership in the organisation."""
    visible = Organisation.objects.visible_to(user_of(request)).filter(public_id=organisation_id)
    running = Membership.objects.filter(organisation__in=visible, ends_on__isnull=True)
    return get_object_or_404(running.select_related("user", "organisation"), user__public_id=person_id)


@organisation_page
@require_GET
def member_list(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Who acts for the organisation; the centre's staff invite and end."""
    frame = frame_of(request, organisation, tab="organisations:people")
    memberships = list(memberships_of(organisation=organisation))
    acting = [one for one in memberships if one.ends_on is None]
    context = {
        **frame,
        "acting": acting,
        "opened": opened_on(request, user=user_of(request)),
        "not_reached": people_not_reached(people=[one.user for one in acting]) if frame["is_keeper"] else (),
        "former": [one for one in memberships if one.ends_on is not None],
    }
    return render(request, "organisations/organisation_people.html", context)


@login_required
@permission_required(MANAGE, raise_exception=True)
@require_http_methods(["GET", "POST"])
def member_invite(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    organisation = organisation_of(request, organisation_id)
    form = MemberInvitationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            user = people.invite_member(
                organisation=organisation, **form.cleaned_data, actor=user_of(request)
            )
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            template = _(
                "{name} 님을 ‘{organisation}’의 담당자로 초대했습니다. {email}(으로/로) 메일을 보냅니다."
            )
            done(request, template, name=user.name, organisation=organisation.name, email=user.email)
            return redirect("organisations:people", organisation_id=organisation.public_id)
    context = {"form": form, "organisation": organisation, "crumbs": crumbs(organisation)}
    status = 422 if form.errors else 200
    return render(request, "organisations/member_invite.html", context, status=status)


@login_required
@permission_required(MANAGE, raise_exception=True)
@require_http_methods(["GET", "POST"])
def member_end(request: HttpRequest, organisation_id: UUID, person_id: UUID) -> HttpResponse:
    """Say what will be lost, then end it."""
    membership = membership_of(request, organisation_id, person_id)
    organisation, user = membership.organisation, membership.user
    refusal = ""
    if request.method == "POST":
        try:
            people.end_membership(organisation=organisation, user=user, actor=user_of(request))
        except RefusedError as error:
            refusal = error.message
        else:
            template = _("{name} 님의 ‘{organisation}’ 담당을 끝냈습니다.")
            done(request, template, name=user.name, organisation=organisation.name)
            return redirect("organisations:people", organisation_id=organisation.public_id)
    context = {"membership": membership, "refusal": refusal, "crumbs": crumbs(organisation)}
    return render(request, "organisations/member_end.html", context, status=409 if refusal else 200)


@login_required
@permission_required(MANAGE, raise_exception=True)
@require_POST
def member_invite_again(request: HttpRequest, organisation_id: UUID, person_id: UUID) -> HttpResponse:
    membership = membership_of(request, organisation_id, person_id)
    try:
        invite_again(user=membership.user)
        done(request, _("{name} 님에게 초대를 다시 보냅니다."), name=membership.user.name)
    except RefusedError as error:
        not_done(request, error.message)
    return redirect("organisations:people", organisation_id=membership.organisation.public_id)
