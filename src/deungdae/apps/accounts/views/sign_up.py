"""The pages of signing up."""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.accounts.forms import SignUpForm
from deungdae.apps.accounts.sign_up import Terms, terms_of_today
from deungdae.apps.accounts.sign_up import sign_up as start
from deungdae.apps.accounts.social.held import Newcomer, held
from deungdae.apps.core.errors import RefusedError, too_many_requests

APP = "allauth.account"


@require_http_methods(["GET", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """The same answer for an address that has an account and for one that has none."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if request.method == "POST" and not ratelimit.consume(request, app=APP, action="signup"):
        return too_many_requests(request)
    try:
        return answered(request, terms=terms_of_today())
    except RefusedError as error:
        return render(request, "account/signup.html", {"refusal": error.message}, status=503)


def answered(request: HttpRequest, *, terms: Terms) -> HttpResponse:
    form = form_of(request, terms=terms)
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("email", "name", "version")}
        with_mail = ratelimit.consume(request, app=APP, action="signup_mail", key=facts["email"])
        start(**facts, with_mail=bool(with_mail))
        return redirect("account_signup_done")
    context = {"form": form, "terms": terms}
    return render(request, "account/signup.html", context, status=422 if form.errors else 200)


def form_of(request: HttpRequest, *, terms: Terms) -> SignUpForm:
    """Sent with another version than today's, it shows the new text and asks anew."""
    if request.method != "POST":
        return SignUpForm(initial={**told(held(request)), "version": terms.version})
    form = SignUpForm(request.POST)
    if form.is_valid() and form.cleaned_data["version"] != terms.version:
        fresh = {**request.POST.dict(), "version": str(terms.version)}
        fresh.pop("agrees")
        form = SignUpForm(fresh)
        form.add_error(None, _("읽는 사이에 문안이 바뀌었습니다. 새 문안을 읽고 다시 동의해 주십시오."))
    return form


def told(newcomer: Newcomer | None) -> dict[str, str]:
    """What another house said of the person, to begin with."""
    return {} if newcomer is None else {"email": newcomer.email, "name": newcomer.name}


@require_GET
def sign_up_done(request: HttpRequest) -> HttpResponse:
    return render(request, "account/signup_done.html")
