"""A person's own API tokens."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from deungdae.apps.accounts import services
from deungdae.apps.accounts.forms import TokenForm
from deungdae.apps.accounts.models import ApiToken
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.errors import RefusedError
from deungdae.engine.kernel.korean import sentence


@login_required
@reauthentication_required
@require_http_methods(["GET", "POST"])
def token_list(request: HttpRequest) -> HttpResponse:
    form = TokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, secret = services.issue_token(user=user_of(request), name=form.cleaned_data["name"])
            form = TokenForm()
        except RefusedError as error:
            form.add_error(None, error.message)
    tokens = ApiToken.objects.filter(user=user_of(request)).order_by("-id")
    response = render(request, "accounts/token_list.html", {"form": form, "tokens": tokens, "secret": secret})
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def token_revoke(request: HttpRequest, token_id: UUID) -> HttpResponse:
    token = get_object_or_404(ApiToken, public_id=token_id, user=user_of(request))
    services.revoke_token(token=token)
    messages.success(request, sentence(_("토큰 ‘{name}’(을/를) 폐기했습니다."), {"name": token.name}))
    return redirect("accounts:token_list")
