"""Choosing the role to act in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deungdae.apps.accounts.context import words_of
from deungdae.apps.accounts.rights.roles import CHOSEN, held_roles, role_in_use
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.words import done, not_done


@login_required
@require_http_methods(["GET", "POST"])
def role_choice(request: HttpRequest) -> HttpResponse:
    """The roles a person holds; the chosen one counts until sign-out or until it ends."""
    user = user_of(request)
    held = held_roles(user=user)
    if request.method == "POST":
        chosen = next((one for one in held if one.key == request.POST.get("role")), None)
        if chosen is None:
            not_done(
                request, _("맡고 있지 않은 역할입니다. 이미 끝났을 수 있으니 목록에서 다시 골라 주십시오.")
            )
            return redirect("accounts:role_choice")
        request.session[CHOSEN] = chosen.key
        done(request, _("이제 ‘{role}’(으로/로) 봅니다."), role=words_of(chosen))
        return redirect("portal:today")
    current = role_in_use(user=user)
    roles = [{"key": one.key, "label": words_of(one), "current": one == current} for one in held]
    return render(request, "accounts/role_choice.html", {"roles": roles})
