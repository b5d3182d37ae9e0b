"""What cannot be in two places, when it is open, and who has it when."""

from deungdae.apps.calendar.models.bookings import Booking
from deungdae.apps.calendar.models.resources import ClosedDay, OpeningTime, Resource

__all__ = ["Booking", "ClosedDay", "OpeningTime", "Resource"]
