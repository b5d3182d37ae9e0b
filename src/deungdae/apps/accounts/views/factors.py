"""A person's second factors: an authenticator app, passkeys, recovery codes."""

from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal.flows import remove_authenticator
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.accounts import factors
from deungdae.apps.accounts.selectors import user_of


@login_required
@never_cache
@require_GET
def factor_list(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    held = {one.type: one for one in Authenticator.objects.filter(user=user)}
    codes = held.get(factors.Type.RECOVERY_CODES)
    context = {
        "second_factor_due": factors.is_due(request, user=user),
        "totp": held.get(factors.Type.TOTP),
        "passkeys": [(key, factors.key_id(key)) for key in factors.passkeys_of(user=user)],
        "codes": codes,
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
    }
    return render(request, "mfa/index.html", context)


class SetUpApp(ActivateTOTPView):
    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        factors.remember_shown(self.request, user=user_of(self.request), kind=factors.Type.TOTP)
        return answer


class AddPasskey(AddWebAuthnView):
    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        factors.remember_shown(self.request, user=user_of(self.request), kind=factors.Type.WEBAUTHN)
        return answer

    def form_invalid(self, form: Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **kwargs}


class RecoveryCodes(ViewRecoveryCodesView):
    """Shown once; afterwards only how many are left."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> Any:
        answer = super().dispatch(request, *args, **kwargs)
        answer["Cache-Control"] = "no-store"
        return answer


@login_required
@reauthentication_required(app="allauth.mfa")
@require_http_methods(["GET", "POST"])
def passkey_remove(request: HttpRequest, key_id: UUID) -> HttpResponse:
    """Say what will be lost, then remove it."""
    own = factors.passkeys_of(user=user_of(request))
    key = next((one for one in own if factors.key_id(one) == key_id), None)
    if key is None:
        raise Http404
    adapter = get_adapter()
    if not adapter.can_delete_authenticator(key):
        refusal = str(adapter.error_messages["cannot_delete_authenticator"])
    elif request.method == "POST":
        remove_authenticator(request, key)
        return redirect("mfa_index")
    else:
        refusal = ""
    context = {
        "key": key,
        "refusal": refusal,
        "crumbs": [{"label": _("2단계 인증"), "url": reverse("mfa_index")}],
    }
    return render(request, "mfa/webauthn/remove.html", context, status=409 if refusal else 200)
