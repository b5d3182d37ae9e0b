"""A resource's bookings as a calendar that programs read again and again."""

from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.selectors.bookings import bookings_of_feed
from deungdae.apps.core import clock
from deungdae.apps.core.documents.calendar_file import calendar, event_of, one_line

PRODUCT = "-//deungdae//calendar//KO"


def resource_ics(resource: Resource) -> bytes:
    """The standing bookings; a cancelled one is simply not there any more."""
    now, events = clock.now(), []
    for booking in bookings_of_feed(resource=resource):
        uid = f"booking-{booking.short_id}@deungdae"
        event = event_of(uid, booking.sequence, booking.starts_at, booking.ends_at, now)
        event.add("summary", one_line(booking.purpose))
        if resource.place:
            event.add("location", one_line(resource.place))
        event.add("status", "CONFIRMED")
        events.append(event)
    return calendar(resource.name, events, product=PRODUCT)
