"""What of keys and webhooks ends: counts of calls, deliveries with their attempts, keys that are over."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from deungdae.apps.connections.models import ApiKey, KeyUsage, WebhookDelivery
from deungdae.apps.core.retention.kinds import start_of
from deungdae.apps.core.retention.registry import RecordKind, deleting, register_record_kind


def old_usage(before: date) -> QuerySet[KeyUsage]:
    return KeyUsage.objects.filter(day__lt=before)


def old_deliveries(before: date) -> QuerySet[WebhookDelivery]:
    return WebhookDelivery.objects.filter(ended_at__lt=start_of(before))


def old_keys(before: date) -> QuerySet[ApiKey]:
    start = start_of(before)
    return ApiKey.objects.filter(Q(revoked_at__lt=start) | Q(expires_at__lt=start))


def words_of_key(key: ApiKey) -> str:
    return key.prefix


register_record_kind(RecordKind("api_usage", _("API 사용 횟수"), old_usage, deleting(KeyUsage)))
register_record_kind(
    RecordKind(
        "webhook_delivery",
        _("웹훅 전달 기록"),
        old_deliveries,
        deleting(WebhookDelivery),
        organisation="webhook__organisation",
    )
)
register_record_kind(
    RecordKind(
        "api_key", _("끝난 API 키"), old_keys, deleting(ApiKey), words_of_key, organisation="organisation"
    )
)
