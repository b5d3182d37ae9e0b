"""The log of a webhook: what was told, how often it was tried, what the other side said."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from deungdae.apps.connections.events import labels_of
from deungdae.apps.connections.models import DeliveryAttempt, Webhook, WebhookDelivery

SHOWN = 50
TONES = {"waiting": "info", "delivered": "success", "failed": "danger"}


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    one: WebhookDelivery
    event: str
    tone: str
    answer: str


def delivery_lines(webhook: Webhook) -> list[DeliveryLine]:
    """The newest fifty, each with the last answer; one query."""
    last = DeliveryAttempt.objects.filter(delivery=OuterRef("pk")).order_by("-number")
    rows = WebhookDelivery.objects.filter(webhook=webhook).annotate(
        last_status=Subquery(last.values("status")[:1]), last_fault=Subquery(last.values("fault")[:1])
    )
    return [delivery_line(one) for one in rows.order_by("-pk")[:SHOWN]]


def delivery_line(one: Any) -> DeliveryLine:
    return DeliveryLine(
        one, labels_of([one.event])[0], TONES[one.state], answer_words(one.last_status, one.last_fault)
    )


def answer_words(status: int | None, fault: str | None) -> str:
    """The code of the answer, or why there is none."""
    if status is not None:
        return str(status)
    return fault_words(fault) if fault else ""


def fault_words(fault: str) -> str:
    known = {
        "timeout": _("시간 안에 답하지 않음"),
        "refused": _("연결되지 않음"),
        "tls": _("인증서가 맞지 않음"),
        "broken": _("답이 끊김"),
        "inside": _("안쪽 네트워크의 주소라 보내지 않음"),
        "unknown": _("서버를 찾을 수 없음"),
        "no_right": _("등록한 사람의 권한이 끝남"),
        "not_this": _("등록한 사람이 볼 수 없는 일이라 보내지 않음"),
    }
    return known.get(fault, _("보낼 수 없는 주소"))
