"""Booking one resource or several, and a booking: what happened to it, moving it, cancelling it."""

from typing import Any
from uuid import uuid4

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.forms.booking import BookForm, CancelForm, MoveForm, initial_of
from deungdae.apps.calendar.models import Booking, Resource
from deungdae.apps.calendar.selectors.bookings import booked_together, steps_of
from deungdae.apps.calendar.selectors.words import span_words
from deungdae.apps.calendar.services import bookings as services
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.calendar.views.access import (
    booking_page,
    crumbs,
    day_in,
    form_status,
    may_write,
    sent,
    staff_page,
    typed,
)
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import from_short, is_short
from deungdae.apps.core.words import done
from deungdae.engine.kernel.korean import shown


@staff_page
@require_http_methods(["GET", "POST"])
def book(request: HttpRequest) -> HttpResponse:
    """The form's own key makes a second press, or a reload, the same booking."""
    form, refusal = BookForm(sent(request), initial=asked_for(request)), None
    if form.is_valid():
        try:
            first = once(
                request,
                key=form.cleaned_data["key"],
                records=Booking.objects.all(),
                create=lambda: booked(request, form),
            )
            made = Booking.objects.filter(together=first.together).select_related("resource")
            names = shown(tuple(one.resource.name for one in made.order_by("resource__name")))
            when = span_words((first.starts_at, first.ends_at))
            done(request, _("{names}(을/를) {when}에 예약했습니다."), names=names, when=when)
            return redirect(week_of(first))
        except RefusedError as error:
            refusal = error
    status = form_status(form, refusal)
    return render(request, "calendar/book.html", {"form": form, "crumbs": crumbs()}, status=status)


def booked(request: HttpRequest, form: BookForm) -> Booking:
    starts_at, ends_at = form.times()
    values = form.cleaned_data
    return services.book(
        resources=values["resources"],
        starts_at=starts_at,
        ends_at=ends_at,
        purpose=values["purpose"],
        overruled=values["overruled"],
        actor=user_of(request),
    )[0]


def asked_for(request: HttpRequest) -> dict[str, Any]:
    """What the address of the form says already: resources, day, hour."""
    chosen = [from_short(one) for one in request.GET.getlist("resource") if is_short(one)]
    known = Resource.objects.kept().filter(public_id__in=chosen).values_list("public_id", flat=True)
    hour = typed(request, "hour")
    hours = {}
    if hour.isascii() and hour.isdecimal() and int(hour[:3]) < 24:
        hours = {"starts": f"{int(hour):02d}:00", "ends": f"{int(hour) + 1:02d}:00"}
    return {"resources": list(known), "day": day_in(request, "day").isoformat(), "key": uuid4(), **hours}


def week_of(booking: Booking) -> str:
    address = reverse("calendar:week", args=[booking.resource.public_id])
    return f"{address}?day={day_of(booking.starts_at).isoformat()}"


@booking_page
@require_GET
def booking_detail(request: HttpRequest, booking: Booking) -> HttpResponse:
    user = user_of(request)
    context = {
        "booking": booking,
        "crumbs": crumbs(booking.resource),
        "facts": facts_of(booking),
        "others": booked_together(booking=booking, user=user),
        "steps": [{"when": step.at, "who": step.who, "text": step.text} for step in steps_of(booking)],
        "may_write": may_write(request) and booking.is_standing,
    }
    return render(request, "calendar/booking.html", context)


def facts_of(booking: Booking) -> list[dict[str, Any]]:
    facts = [
        (_("자원"), booking.resource.name, week_of(booking)),
        (_("장소"), booking.resource.place, ""),
        (_("시간"), span_words((booking.starts_at, booking.ends_at)), ""),
        (_("예약한 사람"), booking.created_by, ""),
        (_("그래도 예약한 까닭"), booking.overruled, ""),
        (_("취소한 까닭"), booking.cancel_reason, ""),
    ]
    return [{"term": term, "value": value, "url": url} for term, value, url in facts if value]


@booking_page
@require_http_methods(["GET", "POST"])
def booking_move(request: HttpRequest, booking: Booking) -> HttpResponse:
    require_keeper(request)
    form, refusal = MoveForm(sent(request), initial=initial_of(booking)), None
    if form.is_valid():
        try:
            moved = moved_by(request, form, booking)
            words = {"name": moved.resource.name, "when": span_words((moved.starts_at, moved.ends_at))}
            done(request, _("예약을 바꿨습니다: {name}, {when}."), **words)
            return redirect("calendar:booking", booking_id=moved.public_id)
        except RefusedError as error:
            refusal = error
    return change_page(request, "calendar/move.html", booking, form, refusal)


def moved_by(request: HttpRequest, form: MoveForm, booking: Booking) -> Booking:
    starts_at, ends_at = form.times()
    names = ("resource", "purpose", "reason", "overruled", "seen")
    values = {name: form.cleaned_data[name] for name in names}
    return services.move(
        booking=booking, starts_at=starts_at, ends_at=ends_at, actor=user_of(request), **values
    )


@booking_page
@require_http_methods(["GET", "POST"])
def booking_cancel(request: HttpRequest, booking: Booking) -> HttpResponse:
    require_keeper(request)
    form, refusal = CancelForm(sent(request), initial={"seen": booking.sequence}), None
    if form.is_valid():
        try:
            values = {name: form.cleaned_data[name] for name in ("reason", "seen")}
            services.cancel(booking=booking, actor=user_of(request), **values)
            done(
                request,
                _("‘{purpose}’ 예약을 취소했습니다. 그 시간은 다시 비었습니다."),
                purpose=booking.purpose,
            )
            return redirect("calendar:booking", booking_id=booking.public_id)
        except RefusedError as error:
            refusal = error
    return change_page(request, "calendar/cancel.html", booking, form, refusal)


def require_keeper(request: HttpRequest) -> None:
    if not may_write(request):
        raise Http404


def change_page(
    request: HttpRequest, template: str, booking: Booking, form: Form, refusal: RefusedError | None
) -> HttpResponse:
    status = form_status(form, refusal)
    above = [
        *crumbs(booking.resource),
        {"label": booking.purpose, "url": reverse("calendar:booking", args=[booking.public_id])},
    ]
    when = span_words((booking.starts_at, booking.ends_at))
    context = {"form": form, "booking": booking, "crumbs": above, "when": when}
    return render(request, template, context, status=status)
