"""Whose records are asked for: those of the organisation of the role in use, or all that may be seen."""

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.accounts.rights.roles import role_in_use
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.organisations.models import Organisation


def address_on_site(path: str) -> str:
    return f"{settings.SITE_ADDRESS}{path}"


def family_in_use(user: Viewer) -> QuerySet[Organisation] | None:
    """The organisation of the role in use with those merged into it; None where it is held in none."""
    place = role_in_use(user=user).organisation
    return None if place is None else Organisation.objects.filter(Q(pk=place) | Q(merged_into=place))


def company_in_use(user: Viewer) -> Organisation:
    """RefusedError for whoever calls in no company's name."""
    place = role_in_use(user=user).organisation
    if place is None:
        message = _("기업의 이름으로 부르는 일입니다. 그 기업의 담당자가 만든 키로 불러 주십시오.")
        raise RefusedError("no_company", message)
    return Organisation.objects.get(pk=place)
