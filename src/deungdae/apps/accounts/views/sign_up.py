"""The pages of signing up."""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.accounts.forms import SignUpForm
from deungdae.apps.accounts.sign_up import sign_up as start
from deungdae.apps.accounts.social.held import Newcomer, held
from deungdae.apps.core.errors import too_many_requests

APP = "allauth.account"


@require_http_methods(["GET", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """The same answer for an address that has an account and for one that has none."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = SignUpForm(request.POST if request.method == "POST" else None, initial=told(held(request)))
    if request.method == "POST" and not ratelimit.consume(request, app=APP, action="signup"):
        return too_many_requests(request)
    if form.is_valid():
        key = form.cleaned_data["email"]
        with_mail = ratelimit.consume(request, app=APP, action="signup_mail", key=key)
        start(**form.cleaned_data, with_mail=bool(with_mail))
        return redirect("account_signup_done")
    return render(request, "account/signup.html", {"form": form}, status=422 if form.errors else 200)


def told(newcomer: Newcomer | None) -> dict[str, str]:
    """What another house said of the person, to begin with."""
    return {} if newcomer is None else {"email": newcomer.email, "name": newcomer.name}


@require_GET
def sign_up_done(request: HttpRequest) -> HttpResponse:
    return render(request, "account/signup_done.html")
