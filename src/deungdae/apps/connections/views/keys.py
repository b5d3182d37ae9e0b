"""Keys: the list, one with its use, making, replacing and revoking."""

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.views.frame import question_page
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import form_status, sent
from deungdae.apps.connections.events import labels_of
from deungdae.apps.connections.forms.keys import ApiKeyForm, RotateForm
from deungdae.apps.connections.models import ApiKey
from deungdae.apps.connections.selectors.listed import (
    days_used,
    key_line,
    key_lines,
    place_name,
    webhooks_listed,
)
from deungdae.apps.connections.services import keys as services
from deungdae.apps.connections.views.access import (
    crumbs_home,
    crumbs_key,
    key_page,
    reading_page,
    secret_page,
    secret_shown,
    sees_all,
    writing_page,
)
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done
from deungdae.engine.kernel.korean import sentence


@reading_page
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Keys and webhooks of the organisation; of all for staff."""
    hooks = webhooks_listed(request.user)
    context = {
        "keys": key_lines(request.user),
        "webhooks": [
            {"one": one, "place": place_name(one), "events": labels_of(one.events)} for one in hooks
        ],
        "sees_all": sees_all(request),
        "limits": settings.API_CALLS,
    }
    return render(request, "connections/home.html", context)


@key_page
@require_GET
def key(request: HttpRequest, key: ApiKey) -> HttpResponse:
    line = key_line(key, 0)
    facts = [
        (_("쓰는 곳"), line.place),
        (_("앞자리"), f"{key.prefix}…"),
        (_("만든 사람"), key.maker.name),
    ]
    context = {
        "crumbs": crumbs_home(),
        "line": line,
        "facts": [{"term": term, "value": value} for term, value in facts],
        "days": days_used(key),
        "limits": settings.API_CALLS,
        "newer": getattr(key, "replaced_by", None),
    }
    return render(request, "connections/key.html", context)


@writing_page
@secret_page
@require_http_methods(["GET", "POST"])
def key_create(request: HttpRequest) -> HttpResponse:
    """The secret is shown on the answer to the form, once."""
    form, user, refusal = ApiKeyForm(sent(request)), user_of(request), None
    shown: list[str] = []

    def create() -> ApiKey:
        values = form.cleaned_data
        made, secret = services.make_key(
            maker=user, name=values["name"], scopes=values["scopes"], days=values["days"]
        )
        shown.append(secret)
        return made

    if form.is_valid():
        try:
            made = once(request, key=form.cleaned_data["key"], records=ApiKey.objects.all(), create=create)
            return secret_shown(request, made, shown, title=_("API 키를 만들었습니다"))
        except RefusedError as error:
            refusal = error
    context = {"form": form, "crumbs": crumbs_home(), "title": _("API 키 만들기")}
    return render(request, "connections/key_form.html", context, status=form_status(form, refusal))


@writing_page
@secret_page
@key_page
@require_http_methods(["GET", "POST"])
def key_rotate(request: HttpRequest, key: ApiKey) -> HttpResponse:
    form, refusal = RotateForm(sent(request)), None
    if form.is_valid():
        overlap = form.cleaned_data["overlap_days"]
        try:
            made, secret = services.rotate_key(key=key, actor=user_of(request), overlap_days=overlap)
            return secret_shown(request, made, [secret], title=_("API 키를 만들었습니다"))
        except RefusedError as error:
            refusal = error
    context = {"form": form, "crumbs": crumbs_key(key), "title": _("새 키로 바꾸기")}
    return render(request, "connections/key_form.html", context, status=form_status(form, refusal))


@writing_page
@key_page
@require_http_methods(["GET", "POST"])
def key_revoke(request: HttpRequest, key: ApiKey) -> HttpResponse:
    def act() -> str:
        services.revoke_key(key=key, actor=user_of(request))
        done(request, _("키 ‘{name}’(을/를) 폐기했습니다."), name=key.name)
        return reverse("connections:home")

    words = _("키 ‘{name}’(을/를) 폐기합니다. 이 키를 쓰는 프로그램은 다음 요청부터 거절됩니다.")
    return question_page(
        request,
        Form(sent(request)),
        act=act,
        title=_("키 폐기"),
        crumbs=crumbs_key(key),
        words=sentence(words, {"name": key.name}),
        is_danger=True,
    )
