"""What the calendar holds for the sessions of a cohort."""

from deungdae.apps.academy.models import Session
from deungdae.apps.academy.models.teaching import SESSION
from deungdae.apps.calendar.models import Booking


def source_of(session: Session) -> str:
    """How the calendar knows what its bookings are for."""
    return f"{SESSION}{session.short_id}"


def bookings_of(session: Session) -> list[Booking]:
    found = Booking.objects.standing().filter(source=source_of(session))
    return list(found.select_related("resource").order_by("resource__kind", "resource__name"))
