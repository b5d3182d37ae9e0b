"""Who gets which page: figures those who may read them, what is behind them staff, definitions the lead."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from deungdae.apps.accounts.permitted import permission_page
from deungdae.apps.calendar.views.access import typed
from deungdae.apps.core.imports.cells import CellError, day
from deungdae.apps.programme.models import Indicator, Programme
from deungdae.apps.programme.rules import DISTINGUISH, READ, READ_CASES, WRITE

Rest = ParamSpec("Rest")
IndicatorPage = Callable[Concatenate[HttpRequest, Indicator, Rest], HttpResponse]
Crumbs = list[dict[str, Any]]

read_page = permission_page(READ)
case_page = permission_page(READ_CASES)
write_page = permission_page(WRITE)
distinction_page = permission_page(DISTINGUISH)


def of_indicator(view: IndicatorPage[Rest]) -> Callable[..., HttpResponse]:
    """The view gets the record instead of its id."""

    @wraps(view)
    def page(
        request: HttpRequest, indicator_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        rows = Indicator.objects.select_related("goal__programme", "part_of")
        return view(request, get_object_or_404(rows, public_id=indicator_id), *arguments, **named)

    return page


def programme_asked(request: HttpRequest) -> Programme | None:
    """The one that the address names, else the newest."""
    code = typed(request, "programme")
    found = Programme.objects.filter(code=code).first() if code else None
    return found or Programme.objects.first()


def day_asked(request: HttpRequest) -> date | None:
    """The day that the address names; None where it names none."""
    try:
        return day(typed(request, "on"))
    except CellError:
        return None


def crumbs_home(programme: Programme) -> Crumbs:
    return [{"label": str(programme), "url": f"{reverse('programme:home')}?programme={programme.code}"}]


def address_of(indicator: Indicator) -> str:
    return reverse("programme:indicator", args=[indicator.public_id])


def crumbs_of(indicator: Indicator) -> Crumbs:
    return [*crumbs_home(indicator.goal.programme), {"label": str(indicator), "url": address_of(indicator)}]
