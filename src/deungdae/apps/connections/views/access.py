"""Who gets which page: who is in charge the own ones, staff all; others the 404 of a missing one."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from deungdae.apps.accounts.permitted import permission_page
from deungdae.apps.connections.models import ApiKey, Webhook
from deungdae.apps.connections.rules import READ, READ_ALL, WRITE

Rest = ParamSpec("Rest")
KeyPage = Callable[Concatenate[HttpRequest, ApiKey, Rest], HttpResponse]
WebhookPage = Callable[Concatenate[HttpRequest, Webhook, Rest], HttpResponse]
Crumbs = list[dict[str, Any]]

reading_page = permission_page(READ)
writing_page = permission_page(WRITE)
PARTS = ("organisation", "maker")


def secret_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that shows a secret: for who has just shown to be that person, and kept by no browser."""

    @wraps(view)
    def page(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        response: HttpResponse = reauthentication_required(view)(request, *arguments, **named)
        response["Cache-Control"] = "no-store"
        return response

    return page


def secret_shown(
    request: HttpRequest, made: ApiKey | Webhook, shown: list[str], *, title: str
) -> HttpResponse:
    """Empty where the same form came a second time: what was shown once is not kept."""
    name = "key" if isinstance(made, ApiKey) else "webhook"
    back = reverse(f"connections:{name}", args=[made.public_id])
    context = {"made": made, "secret": shown[0] if shown else "", "crumbs": crumbs_home(), "back": back}
    return render(request, "connections/secret.html", {**context, "title": title})


def key_page(view: KeyPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one visible key; the view gets the record instead of its id."""

    @wraps(view)
    def page(
        request: HttpRequest, api_key_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        visible = ApiKey.objects.visible_to(request.user).select_related(*PARTS, "replaces", "replaced_by")
        return view(request, get_object_or_404(visible, public_id=api_key_id), *arguments, **named)

    return reading_page(page)


def webhook_page(view: WebhookPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one visible webhook; likewise."""

    @wraps(view)
    def page(
        request: HttpRequest, webhook_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        visible = Webhook.objects.visible_to(request.user).select_related(*PARTS)
        return view(request, get_object_or_404(visible, public_id=webhook_id), *arguments, **named)

    return reading_page(page)


def sees_all(request: HttpRequest) -> bool:
    return bool(request.user.has_perm(READ_ALL))


def crumbs_home() -> Crumbs:
    return [{"label": _("연계"), "url": reverse("connections:home")}]


def crumbs_key(key: ApiKey) -> Crumbs:
    return [*crumbs_home(), {"label": key.name, "url": reverse("connections:key", args=[key.public_id])}]


def crumbs_webhook(webhook: Webhook) -> Crumbs:
    url = reverse("connections:webhook", args=[webhook.public_id])
    return [*crumbs_home(), {"label": _("웹훅"), "url": url}]
