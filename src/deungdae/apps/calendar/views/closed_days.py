"""Closed days of one resource and of the whole centre."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.forms.resource import ClosedDaysForm
from deungdae.apps.calendar.models import ClosedDay, Resource
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.calendar.services import resources as services
from deungdae.apps.calendar.views.access import crumbs, form_status, resource_page, sent, staff_page
from deungdae.apps.calendar.views.resources import require_keeper
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.pages import belongs_to
from deungdae.apps.core.words import done

SHOWN = 200


@staff_page
@require_http_methods(["GET", "POST"])
def centre_closed(request: HttpRequest) -> HttpResponse:
    return closed_page(request, None)


@resource_page
@require_http_methods(["GET", "POST"])
def resource_closed(request: HttpRequest, resource: Resource) -> HttpResponse:
    require_keeper(request)
    return closed_page(request, resource)


def closed_page(request: HttpRequest, resource: Resource | None) -> HttpResponse:
    """The days from today on, and the form for more."""
    form, refusal = ClosedDaysForm(sent(request)), None
    if form.is_valid():
        values = form.cleaned_data
        first, last = values["first"], values["last"] or values["first"]
        try:
            services.close_days(
                resource=resource, first=first, last=last, reason=values["reason"], actor=user_of(request)
            )
            done(
                request,
                _("쉬는 날을 적었습니다: {first} ~ {last}."),
                first=day_words(first),
                last=day_words(last),
            )
            return redirect(page_of(resource))
        except RefusedError as error:
            refusal = error
    days = ClosedDay.objects.filter(resource=resource, day__gte=clock.today()).order_by("day")[:SHOWN]
    context = {
        "form": form,
        "resource": resource,
        "crumbs": crumbs(resource),
        "lines": [{"closed": one, "day": day_words(one.day)} for one in days],
    }
    return render(request, "calendar/closed_days.html", context, status=form_status(form, refusal))


def page_of(resource: Resource | None) -> str:
    if resource is None:
        return reverse("calendar:centre_closed")
    return reverse("calendar:closed", args=[resource.public_id])


@belongs_to("calendar:centre_closed")
@staff_page
@require_POST
def open_day(request: HttpRequest, closed_id: UUID) -> HttpResponse:
    closed = get_object_or_404(ClosedDay.objects.select_related("resource"), public_id=closed_id)
    services.open_day(closed=closed, actor=user_of(request))
    done(request, _("{day}(은/는) 이제 쉬는 날이 아닙니다."), day=day_words(closed.day))
    return redirect(page_of(closed.resource))
