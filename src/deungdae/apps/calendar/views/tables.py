"""One resource's week, and a day of all rooms side by side."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.calendar.links import feed_address
from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.opening_words import opening_lines
from deungdae.apps.calendar.selectors.grids import grid_of, monday_of
from deungdae.apps.calendar.selectors.plans import plans_of
from deungdae.apps.calendar.selectors.resources import (
    ResourceFilters,
    openings_of_resource,
    resources_matching,
)
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.calendar.spans import EARLIEST, LATEST, moment
from deungdae.apps.calendar.views.access import (
    calendar_page,
    crumbs,
    day_in,
    may_write,
    resource_page,
    typed,
)
from deungdae.apps.core import clock
from deungdae.apps.core.words import dash
from deungdae.apps.organisations.selectors.places import provinces

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
MOST_COLUMNS = 30


@resource_page
@require_GET
def week(request: HttpRequest, resource: Resource) -> HttpResponse:
    monday = monday_of(day_in(request, "day"))
    days = [monday + step * DAY for step in range(7)]
    [plan] = plans_of([resource], (moment(monday, 0), moment(days[-1], 24 * 60)))
    writes = may_write(request)
    openings = opening_lines(openings_of_resource(resource.opening_times.all()))
    context = {
        "resource": resource,
        "crumbs": crumbs(),
        "grid": grid_of([(plan, day) for day in days]),
        "title": f"{day_words(days[0])} {dash()} {day_words(days[-1])}",
        "today": clock.today(),
        "previous": at_day(monday - WEEK),
        "next": at_day(monday + WEEK),
        "may_write": writes and resource.archived_at is None,
        "is_keeper": writes,
        "facts": facts_of(resource, openings),
        "feed": feed_address(resource) if resource.archived_at is None else "",
    }
    return render(request, "calendar/week.html", context)


def at_day(day: date, **others: str) -> str:
    """The same page at another day; empty beyond the days that can be booked."""
    if not EARLIEST <= day <= LATEST:
        return ""
    return "?" + urlencode({"day": day.isoformat(), **others})


def facts_of(resource: Resource, openings: list[str]) -> list[dict[str, Any]]:
    region = str(resource.region or "")
    facts = [
        (_("종류"), resource.get_kind_display()),
        (_("장소"), resource.place),
        (_("지역"), region),
        (_("좌석 수"), resource.seats),
        (_("장비"), resource.equipment),
        (_("여는 시간"), ", ".join(openings) or _("언제나")),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]


@calendar_page
@require_GET
def day(request: HttpRequest) -> HttpResponse:
    """Rooms and halls unless another kind is chosen; the first thirty by name."""
    shown = day_in(request, "day")
    filters = ResourceFilters(kind=typed(request, "kind"), region=typed(request, "region"))
    found = resources_matching(user=request.user, filters=filters)
    if not filters.kind and may_write(request):
        found = found.filter(kind__in=(Resource.Kind.ROOM, Resource.Kind.HALL))
    resources = list(found[: MOST_COLUMNS + 1])
    plans = plans_of(resources[:MOST_COLUMNS], (moment(shown, 0), moment(shown, 24 * 60)))
    others = {name: value for name in ("kind", "region") if (value := getattr(filters, name))}
    context = {
        "crumbs": crumbs(),
        "filters": filters,
        "day": shown,
        "title": day_words(shown),
        "today": clock.today(),
        "grid": grid_of([(plan, shown) for plan in plans]),
        "is_cut": len(resources) > MOST_COLUMNS,
        "most": MOST_COLUMNS,
        "previous": at_day(shown - DAY, **others),
        "next": at_day(shown + DAY, **others),
        "kinds": Resource.Kind.choices,
        "regions": provinces(),
        "may_write": may_write(request),
        "reset": f"{reverse('calendar:day')}{at_day(shown)}",
    }
    return render(request, "calendar/day.html", context)
