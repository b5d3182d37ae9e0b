"""Who gets which page: staff all, a person his or her own, everybody else the 404 of a missing address."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from deungdae.apps.accounts.permitted import permission_page
from deungdae.apps.calendar.models import Booking, Resource
from deungdae.apps.calendar.rules import READ_ALL, READ_OWN, WRITE
from deungdae.apps.calendar.spans import EARLIEST, LATEST
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.cells import CellError
from deungdae.apps.core.imports.cells import day as day_typed

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Rest], HttpResponse]
ResourcePage = Callable[Concatenate[HttpRequest, Resource, Rest], HttpResponse]
BookingPage = Callable[Concatenate[HttpRequest, Booking, Rest], HttpResponse]
CONFLICTS = frozenset({"taken", "stale", "cancelled", "archived", "gone", "booked", "closed_twice"})
MAX_FILTER = 100


def may_write(request: HttpRequest) -> bool:
    return bool(request.user.has_perm(WRITE))


calendar_page = permission_page(READ_ALL, READ_OWN)
"""For everybody who has something in the calendar."""


staff_page = permission_page(WRITE)
"""For those who keep the calendar."""


def resource_page(view: ResourcePage[Rest]) -> Callable[..., HttpResponse]:
    """Of one visible resource; the view gets the record instead of its id."""

    @wraps(view)
    def page(
        request: HttpRequest, resource_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        visible = Resource.objects.visible_to(request.user).select_related("region", "account")
        resource = get_object_or_404(visible.prefetch_related("opening_times"), public_id=resource_id)
        return view(request, resource, *arguments, **named)

    return login_required(page)


def booking_page(view: BookingPage[Rest]) -> Callable[..., HttpResponse]:
    """Of one visible booking; the view gets the record instead of its id."""

    @wraps(view)
    def page(
        request: HttpRequest, booking_id: UUID, *arguments: Rest.args, **named: Rest.kwargs
    ) -> HttpResponse:
        visible = Booking.objects.visible_to(request.user)
        parts = visible.select_related("resource", "created_by", "cancelled_by")
        booking = get_object_or_404(parts, public_id=booking_id)
        return view(request, booking, *arguments, **named)

    return login_required(page)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, even when that is nothing; None while it is only shown."""
    return request.POST if request.method == "POST" else None


def typed(request: HttpRequest, name: str) -> str:
    """What the address says under this name, fit for a query."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:MAX_FILTER]


def day_in(request: HttpRequest, name: str) -> date:
    """The day that the address names; today when it names none that can be booked."""
    try:
        found = day_typed(typed(request, name))
    except CellError:
        return clock.today()
    return found if EARLIEST <= found <= LATEST else clock.today()


def form_status(form: Form, error: RefusedError | None = None) -> int:
    """The status of a page that shows a form again; a refusal is written above the form's fields."""
    if error is not None:
        form.add_error(None, error.message)
        return 409 if error.code in CONFLICTS else 422
    return 422 if form.is_bound and form.errors else 200


def crumbs(resource: Resource | None = None) -> list[dict[str, Any]]:
    """The way to a page: the list, then the resource."""
    found = [{"label": _("예약"), "url": reverse("calendar:list")}]
    if resource is not None:
        found.append({"label": resource.name, "url": reverse("calendar:week", args=[resource.public_id])})
    return found
