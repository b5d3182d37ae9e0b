"""Who gets which page of the gap: its figures everybody, the effect who may, the pairs staff."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from deungdae.apps.accounts.permitted import permission_page
from deungdae.apps.gap.rules import READ_EFFECT, READ_PAIRS

effect_page = permission_page(READ_EFFECT)
pairs_page = permission_page(READ_PAIRS)
Crumbs = list[dict[str, Any]]


def may_read_effect(request: HttpRequest) -> bool:
    return bool(request.user.has_perm(READ_EFFECT))


def crumbs_home() -> Crumbs:
    return [{"label": _("디지털 격차"), "url": reverse("gap:home")}]


def crumbs_effect() -> Crumbs:
    return [*crumbs_home(), {"label": _("지원의 효과"), "url": reverse("gap:effect")}]
