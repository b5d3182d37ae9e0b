"""A creating call is done once, however often it is sent: the caller's key remembers what came of it."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Header

from deungdae.apps.accounts.models import ApiCall
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models.base import PublicModel

KEPT = timedelta(days=2)
CSRF_FIELD = "csrfmiddlewaretoken"
Record = TypeVar("Record", bound=PublicModel)
Key = Annotated[
    UUID | None, Header(alias="Idempotency-Key", description="같은 요청을 두 번 보내도 한 번만 합니다.")
]


def once(
    request: HttpRequest, *, key: UUID | None, records: models.QuerySet[Record], create: Callable[[], Record]
) -> Record:
    """What `create` makes, or what it made when this key was used before. A refused call leaves no trace."""
    if key is None:
        return create()
    sent = digest_of(request)
    with transaction.atomic():
        call, is_new = call_under(request, key=key, sent=sent)
        if not is_new:
            return made_before(call, sent=sent, records=records)
        record = create()
        ApiCall.objects.filter(pk=call.pk).update(result=record.public_id)
        return record


def digest_of(request: HttpRequest) -> str:
    """What was sent where: the fields of a form without its passing token, or the body of a call."""
    fields = sorted((name, *values) for name, values in request.POST.lists() if name != CSRF_FIELD)
    body = repr(fields).encode() if fields else request.body
    return hashlib.sha256(b"\n".join([request.path.encode(), body])).hexdigest()


def call_under(request: HttpRequest, *, key: UUID, sent: str) -> tuple[ApiCall, bool]:
    """The call of this key, and whether it is new. A second one at the same moment waits for the first."""
    now = clock.now()
    mine = ApiCall.objects.filter(user=user_of(request))
    mine.filter(made_at__lt=now - KEPT).delete()
    try:
        with transaction.atomic():
            return ApiCall.objects.create(user=user_of(request), key=key, sent=sent, made_at=now), True
    except IntegrityError:
        return mine.get(key=key), False


def made_before(call: ApiCall, *, sent: str, records: models.QuerySet[Record]) -> Record:
    if call.sent != sent:
        message = _("이 Idempotency-Key는 내용이 다른 요청에 이미 썼습니다. 새 UUID로 보내 주십시오.")
        raise RefusedError("key_reused", message)
    return records.get(public_id=call.result)
