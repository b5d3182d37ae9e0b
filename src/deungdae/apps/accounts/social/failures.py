"""What went wrong on the way to another house and back: a page that says so and shows a way out."""

import logging

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.social.providers import name_of
from deungdae.engine.kernel.korean import sentence

logger = logging.getLogger("deungdae.accounts")


class Failure(models.TextChoices):
    DENIED = "denied", _("{name}에서 동의하지 않으셔서 로그인하지 않았습니다. 바뀐 것은 없습니다.")
    STATE = (
        "state",
        _("로그인을 시작한 화면과 이어지지 않습니다. 너무 오래 지났거나 다른 창에서 시작했습니다."),
    )
    DOWN = (
        "down",
        _("{name}에서 확인을 받지 못했습니다. 잠시 뒤에 다시 시도하시거나 다른 방법으로 로그인해 주십시오."),
    )


STATUSES = {Failure.DENIED: 403, Failure.STATE: 400, Failure.DOWN: 502}


def failed(
    request: HttpRequest, kind: Failure, *, provider: str, error: Exception | None = None
) -> HttpResponse:
    """`error` is for the log alone: what the other house answers is not shown."""
    logger.warning("sign-in with %s: %s", provider, kind, exc_info=error)
    words = {"name": name_of(provider)}
    context = {"provider_name": words["name"], "happened": sentence(str(kind.label), words)}
    return render(request, "socialaccount/failed.html", context, status=STATUSES[kind])
