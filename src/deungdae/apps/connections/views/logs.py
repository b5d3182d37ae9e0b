"""One delivery with its attempts; a test event; sending again."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from deungdae.apps.connections.events import labels_of
from deungdae.apps.connections.models import Webhook, WebhookDelivery
from deungdae.apps.connections.selectors.log import TONES, answer_words
from deungdae.apps.connections.services import webhooks as services
from deungdae.apps.connections.services.delivering import body_of
from deungdae.apps.connections.views.access import crumbs_webhook, webhook_page, writing_page
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done


def delivery_in(webhook: Webhook, delivery_id: UUID) -> WebhookDelivery:
    rows = WebhookDelivery.objects.filter(webhook=webhook).select_related("webhook")
    return get_object_or_404(rows, public_id=delivery_id)


@webhook_page
@require_GET
def delivery(request: HttpRequest, webhook: Webhook, delivery_id: UUID) -> HttpResponse:
    found = delivery_in(webhook, delivery_id)
    context = {
        "crumbs": crumbs_webhook(webhook),
        "delivery": found,
        "title": labels_of([found.event])[0],
        "tone": TONES[found.state],
        "body": body_of(found),
        "attempts": [
            {"one": one, "answer": answer_words(one.status, one.fault)} for one in found.tries.all()
        ],
        "can_resend": found.state != WebhookDelivery.State.WAITING and webhook.state == Webhook.State.ON,
    }
    return render(request, "connections/delivery.html", context)


@writing_page
@webhook_page
@require_POST
def webhook_test(request: HttpRequest, webhook: Webhook) -> HttpResponse:
    try:
        services.send_test(webhook=webhook)
        done(request, _("시험 전송을 보낼 차례에 넣었습니다. 잠시 뒤 전달 기록에서 답을 확인하십시오."))
    except RefusedError as error:
        not_done(request, error.message)
    return redirect("connections:webhook", webhook_id=webhook.public_id)


@writing_page
@webhook_page
@require_POST
def delivery_resend(request: HttpRequest, webhook: Webhook, delivery_id: UUID) -> HttpResponse:
    found = delivery_in(webhook, delivery_id)
    seen = request.POST.get("attempts", "")
    number = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else -1
    try:
        if services.resend(delivery=found, seen_attempts=number):
            done(request, _("다시 보낼 차례에 넣었습니다."))
        else:
            not_done(request, _("그사이 다시 보냈거나 보낼 차례입니다. 지금 상태를 확인해 주십시오."))
    except RefusedError as error:
        not_done(request, error.message)
    return redirect("connections:delivery", webhook_id=webhook.public_id, delivery_id=found.public_id)
