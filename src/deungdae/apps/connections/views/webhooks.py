"""Webhooks: registering, one with its log, changing, another secret, on and off, deleting."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.views.frame import form_page, question_page
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import form_status, sent
from deungdae.apps.connections.events import labels_of
from deungdae.apps.connections.forms.webhooks import WebhookForm
from deungdae.apps.connections.models import Webhook
from deungdae.apps.connections.selectors.listed import place_name
from deungdae.apps.connections.selectors.log import delivery_lines
from deungdae.apps.connections.services import webhooks as services
from deungdae.apps.connections.views.access import (
    crumbs_home,
    crumbs_webhook,
    secret_page,
    secret_shown,
    webhook_page,
    writing_page,
)
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done
from deungdae.engine.kernel.korean import sentence


@webhook_page
@require_GET
def webhook(request: HttpRequest, webhook: Webhook) -> HttpResponse:
    facts = [(_("쓰는 곳"), place_name(webhook)), (_("등록한 사람"), webhook.maker.name)]
    context = {
        "crumbs": crumbs_home(),
        "webhook": webhook,
        "events": labels_of(webhook.events),
        "facts": [{"term": term, "value": value} for term, value in facts],
        "is_on": webhook.state == Webhook.State.ON,
        "lines": delivery_lines(webhook),
    }
    return render(request, "connections/webhook.html", context)


@writing_page
@secret_page
@require_http_methods(["GET", "POST"])
def webhook_create(request: HttpRequest) -> HttpResponse:
    form, user, refusal = WebhookForm(sent(request)), user_of(request), None
    shown: list[str] = []

    def create() -> Webhook:
        values = form.cleaned_data
        made, secret = services.register_webhook(
            maker=user, address=values["address"], events=values["events"]
        )
        shown.append(secret)
        return made

    if form.is_valid():
        try:
            made = once(request, key=form.cleaned_data["key"], records=Webhook.objects.all(), create=create)
            return secret_shown(request, made, shown, title=_("웹훅의 서명 비밀"))
        except RefusedError as error:
            refusal = error
    context = {"form": form, "crumbs": crumbs_home(), "title": _("웹훅 등록")}
    return render(request, "connections/key_form.html", context, status=form_status(form, refusal))


@writing_page
@webhook_page
@require_http_methods(["GET", "POST"])
def webhook_edit(request: HttpRequest, webhook: Webhook) -> HttpResponse:
    initial: dict[str, Any] = {"address": webhook.address, "events": webhook.events}
    form = WebhookForm(sent(request), initial=initial)

    def act() -> str:
        values = form.cleaned_data
        services.change_webhook(
            webhook=webhook, actor=user_of(request), address=values["address"], events=values["events"]
        )
        done(request, _("웹훅을 고쳤습니다."))
        return reverse("connections:webhook", args=[webhook.public_id])

    return form_page(request, form, act=act, title=_("웹훅 고치기"), crumbs=crumbs_webhook(webhook))


@writing_page
@secret_page
@webhook_page
@require_http_methods(["GET", "POST"])
def webhook_rotate(request: HttpRequest, webhook: Webhook) -> HttpResponse:
    form, refusal = Form(sent(request)), None
    if form.is_valid():
        try:
            secret = services.rotate_secret(webhook=webhook, actor=user_of(request))
            return secret_shown(request, webhook, [secret], title=_("웹훅의 서명 비밀"))
        except RefusedError as error:
            refusal = error
    context = {
        "form": form,
        "crumbs": crumbs_webhook(webhook),
        "title": _("서명 비밀 바꾸기"),
        "back": reverse("connections:webhook", args=[webhook.public_id]),
        "words": _(
            "새 비밀을 만듭니다. 하루 동안은 지금 비밀로도 함께 서명하니 그 안에 받는 쪽을 바꾸십시오."
        ),
    }
    return render(request, "academy/act.html", context, status=form_status(form, refusal))


@writing_page
@webhook_page
@require_http_methods(["GET", "POST"])
def webhook_switch(request: HttpRequest, webhook: Webhook) -> HttpResponse:
    is_on = webhook.state != Webhook.State.ON
    words = _("지금부터 생기는 일을 다시 알립니다. 멈춘 동안의 일은 전달 기록에서 다시 보낼 수 있습니다.")
    if not is_on:
        words = _("더 알리지 않습니다. 보낼 차례이던 것은 전하지 못한 것으로 남습니다.")

    def act() -> str:
        services.switch_webhook(webhook=webhook, actor=user_of(request), is_on=is_on)
        done(request, _("웹훅을 다시 켰습니다.") if is_on else _("웹훅을 멈추었습니다."))
        return reverse("connections:webhook", args=[webhook.public_id])

    return question_page(
        request,
        Form(sent(request)),
        act=act,
        title=_("웹훅 다시 켜기") if is_on else _("웹훅 멈추기"),
        crumbs=crumbs_webhook(webhook),
        words=words,
    )


@writing_page
@webhook_page
@require_http_methods(["GET", "POST"])
def webhook_delete(request: HttpRequest, webhook: Webhook) -> HttpResponse:
    def act() -> str:
        services.delete_webhook(webhook=webhook, actor=user_of(request))
        done(request, _("웹훅을 지웠습니다."))
        return reverse("connections:home")

    words = _("{address}(으로/로) 더 알리지 않고 전달 기록도 지웁니다. 되돌릴 수 없습니다.")
    return question_page(
        request,
        Form(sent(request)),
        act=act,
        title=_("웹훅 지우기"),
        crumbs=crumbs_webhook(webhook),
        words=sentence(words, {"address": webhook.address}),
        is_danger=True,
    )
