"""Who works for the centre: the lead sees them, invites people and ends their roles."""

from uuid import UUID

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from deungdae.apps.accounts import invitations
from deungdae.apps.accounts.factor_reset import reset_factors
from deungdae.apps.accounts.forms import CentreInvitationForm, FactorResetForm
from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.personal.opening import as_seen, opened_on
from deungdae.apps.accounts.selectors import people_not_reached, roles_of_the_centre, user_of
from deungdae.apps.core.audit.caller import caller_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done

MANAGE = "accounts.manage_people"


@login_required
@permission_required(MANAGE, raise_exception=True)
@require_http_methods(["GET", "POST"])
def people_list(request: HttpRequest) -> HttpResponse:
    form = CentreInvitationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            user = invitations.invite_to_centre(**form.cleaned_data, actor=user_of(request))
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            template = _("{name} 님을 초대했습니다. {email}(으로/로) 메일을 보냅니다.")
            done(request, template, name=user.name, email=user.email)
            return redirect("people:list")
    grants = list(roles_of_the_centre())
    held = [grant for grant in grants if grant.ends_on is None]
    context = {
        "form": form,
        "held": held,
        "opened": opened_on(request, user=user_of(request)),
        "not_reached": people_not_reached(people=[grant.user for grant in held]),
        "ended": [grant for grant in grants if grant.ends_on is not None],
    }
    return render(request, "accounts/people_list.html", context, status=422 if form.errors else 200)


def open_grant(person_id: UUID, role: str) -> RoleGrant:
    held = RoleGrant.objects.filter(ends_on__isnull=True).select_related("user")
    return get_object_or_404(held, user__public_id=person_id, role=role)


@login_required
@permission_required(MANAGE, raise_exception=True)
@require_http_methods(["GET", "POST"])
def role_end(request: HttpRequest, person_id: UUID, role: str) -> HttpResponse:
    """Say what will be lost, then end it."""
    grant = open_grant(person_id, role)
    refusal = ""
    if request.method == "POST":
        try:
            invitations.end_role(user=grant.user, role=grant.role, actor=user_of(request))
        except RefusedError as error:
            refusal = error.message
        else:
            template = _("{name} 님의 역할 ‘{role}’(을/를) 끝냈습니다.")
            done(request, template, name=grant.user.name, role=grant.get_role_display())
            is_own = grant.user_id == user_of(request).pk
            return redirect("portal:today" if is_own else "people:list")
    context = {
        "grant": grant,
        "person": as_seen(grant.user, opened=opened_on(request, user=user_of(request))),
        "refusal": refusal,
        "crumbs": [{"label": _("사람"), "url": reverse("people:list")}],
    }
    return render(request, "accounts/role_end.html", context, status=409 if refusal else 200)


@login_required
@permission_required(MANAGE, raise_exception=True)
@require_POST
def invite_again(request: HttpRequest, person_id: UUID) -> HttpResponse:
    held = RoleGrant.objects.filter(ends_on__isnull=True, user__public_id=person_id)
    user = get_object_or_404(User, pk__in=held.values("user"))
    try:
        invitations.invite_again(user=user)
        done(request, _("{name} 님에게 초대를 다시 보냅니다."), name=user.name)
    except RefusedError as error:
        not_done(request, error.message)
    return redirect("people:list")


@login_required
@permission_required(MANAGE, raise_exception=True)
@require_http_methods(["GET", "POST"])
def reset_factor(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """For somebody who lost the device and the recovery codes: say what will be lost, then do it."""
    person = get_object_or_404(User, public_id=person_id)
    form = FactorResetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            reset_factors(user=person, reason=form.cleaned_data["reason"], caller=caller_of(request))
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            done(
                request, _("{name} 님의 2단계 인증을 지웠습니다. 본인에게 메일을 보냅니다."), name=person.name
            )
            return redirect("people:list")
    crumbs = [{"label": _("사람"), "url": reverse("people:list")}]
    context = {"person": person, "form": form, "crumbs": crumbs}
    return render(request, "accounts/reset_factor.html", context, status=422 if form.errors else 200)
