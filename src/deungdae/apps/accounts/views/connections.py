"""The pages of accounts in other houses: what waits to be connected, what is, and taking it away."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.accounts.social import connections
from deungdae.apps.accounts.social.held import held, let_go
from deungdae.apps.accounts.social.providers import name_of
from deungdae.apps.accounts.views.social import where_configured
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done


@where_configured
@login_required
@require_GET
def connection_list(request: HttpRequest) -> HttpResponse:
    found = connections.connections_of(user=user_of(request))
    rows = [(one, name_of(one.provider), connections.connection_id(one)) for one in found]
    return render(request, "socialaccount/connections.html", {"connections": rows})


@where_configured
@require_http_methods(["GET", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    """Who came from another house and has no account connected: sign in, sign up, or say yes."""
    newcomer = held(request)
    signed_in = request.user if isinstance(request.user, User) else None
    if newcomer is None:
        return redirect("socialaccount_connections" if signed_in else "account_login")
    refusal = ""
    if request.method == "POST" and signed_in is not None:
        try:
            connections.connect_held(user=signed_in, newcomer=newcomer)
        except RefusedError as error:
            refusal = error.message
        else:
            let_go(request)
            done(request, str(connections.CONNECTED), name=name_of(newcomer.provider))
            return redirect("socialaccount_connections")
    context = {
        "newcomer": newcomer,
        "provider_name": name_of(newcomer.provider),
        "fits": signed_in is not None and connections.fits(newcomer, user=signed_in),
        "refusal": refusal,
    }
    return render(request, "socialaccount/waiting.html", context, status=409 if refusal else 200)


@where_configured
@login_required
@reauthentication_required
@require_http_methods(["GET", "POST"])
def connection_remove(request: HttpRequest, connection_id: UUID) -> HttpResponse:
    """Say what will be lost, then take it away."""
    own = connections.connections_of(user=user_of(request))
    account = next((one for one in own if connections.connection_id(one) == connection_id), None)
    if account is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            connections.disconnect(user=user_of(request), account=account)
        except RefusedError as error:
            refusal = error.message
        else:
            done(request, _("{name} 계정과의 연결을 끊었습니다."), name=name_of(account.provider))
            return redirect("socialaccount_connections")
    context = {
        "account": account,
        "provider_name": name_of(account.provider),
        "refusal": refusal,
        "crumbs": [{"label": _("연결된 계정"), "url": reverse("socialaccount_connections")}],
    }
    return render(request, "socialaccount/remove.html", context, status=409 if refusal else 200)
