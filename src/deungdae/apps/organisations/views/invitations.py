"""What an invited person sees: the link of the letter, and the page with yes and no."""

from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from deungdae.apps.accounts.context import words_of
from deungdae.apps.accounts.links import password_link
from deungdae.apps.accounts.rights.roles import held_roles, read_anew, role_in_use
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done
from deungdae.apps.organisations.models import MemberInvitation, Membership
from deungdae.apps.organisations.services import invitations
from deungdae.engine.kernel.korean import sentence

State = MemberInvitation.State


def closed_page(
    request: HttpRequest, title: str, why: str, *, status: int, is_others: bool = False
) -> HttpResponse:
    context = {"title": title, "why": why, "is_others": is_others}
    return render(request, "organisations/invitation_closed.html", context, status=status)


@require_GET
def invitation_open(request: HttpRequest, secret: str) -> HttpResponse:
    """The link of the letter: to the password, to the sign-in, or to the page with yes and no."""
    found = MemberInvitation.objects.select_related("organisation", "user")
    invitation = get_object_or_404(found, digest=invitations.digest_of(secret))
    is_own = request.user == invitation.user
    if request.user.is_authenticated and not is_own:
        why = _(
            "이 초대는 다른 이메일 주소로 보낸 것입니다. 초대 메일을 받은 주소의 계정으로 로그인해 주십시오."
        )
        return closed_page(request, _("다른 사람의 초대입니다"), why, status=403, is_others=True)
    if invitation.state != State.OPEN or invitation.is_expired:
        return closed_page(request, _("쓸 수 없는 초대입니다"), why_closed(invitation), status=410)
    if is_own:
        return redirect("invitations:detail", invitation_id=invitation.public_id)
    if invitation.user.is_waiting:
        return redirect(urlsplit(password_link(user=invitation.user)).path)
    return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")


def why_closed(invitation: MemberInvitation) -> str:
    words = {"organisation": invitation.organisation.name}
    if invitation.state != State.OPEN:
        return sentence(invitations.why_closed(invitation), words)
    template = _("‘{organisation}’의 초대는 기한이 지났습니다. 초대한 사람에게 다시 보내 달라고 하십시오.")
    return sentence(template, words)


def own_invitation(request: HttpRequest, invitation_id: UUID) -> MemberInvitation:
    own = MemberInvitation.objects.filter(user=user_of(request))
    return get_object_or_404(
        own.select_related("organisation", "invited_by", "user"), public_id=invitation_id
    )


@login_required
@require_GET
def invitation_detail(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    invitation = own_invitation(request, invitation_id)
    if invitation.state != State.OPEN or invitation.is_expired:
        return closed_page(request, _("쓸 수 없는 초대입니다"), why_closed(invitation), status=410)
    return render(request, "organisations/invitation_detail.html", {"invitation": invitation})


@login_required
@require_POST
def invitation_accept(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    invitation = own_invitation(request, invitation_id)
    try:
        membership = invitations.accept(invitation=invitation)
    except RefusedError as error:
        return closed_page(request, _("쓸 수 없는 초대입니다"), error.message, status=410)
    say_accepted(request, membership)
    return redirect("portal:today")


def say_accepted(request: HttpRequest, membership: Membership) -> None:
    """With the role in use where there are several, and how to come to the new one, or back."""
    user = user_of(request)
    read_anew(user=user)
    current = role_in_use(user=user)
    others = [one for one in held_roles(user=user) if one != current]
    words = {"organisation": membership.organisation.name, "role": membership.get_role_display()}
    template = _("이제 ‘{organisation}’의 ‘{role}’입니다.")
    if others:
        other = max(others, key=lambda one: one.organisation == membership.organisation_id)
        words |= {"current": words_of(current), "other": words_of(other)}
        template = _(
            "이제 ‘{organisation}’의 ‘{role}’입니다. 지금 쓰고 있는 역할은 ‘{current}’입니다. "
            "바꾸려면 맨 위의 이름을 눌러 ‘{other}’ 역할로 보기를 고르십시오."
        )
    done(request, template, **words)


@login_required
@require_POST
def invitation_decline(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    invitation = own_invitation(request, invitation_id)
    try:
        invitations.decline(invitation=invitation)
        template = _("‘{organisation}’의 초대를 거절했습니다.")
        done(request, template, organisation=invitation.organisation.name)
    except RefusedError as error:
        not_done(request, error.message)
    return redirect("portal:today")
