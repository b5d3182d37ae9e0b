"""Whose cohorts are whose to teach: those for whose sessions the calendar has booked the person."""

from typing import TYPE_CHECKING

from django.db import models

from deungdae.apps.academy.models.cohorts import Cohort, Session
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Scope
from deungdae.apps.calendar.models import Booking
from deungdae.apps.core.ids import from_short, is_short

if TYPE_CHECKING:
    from deungdae.apps.accounts.models import Viewer

SESSION = "academy.session:"
"""How the calendar knows what its bookings are for."""


def taught_by(user: "Viewer") -> models.QuerySet[Cohort]:
    """Staff teach and grade in every cohort; a trainer in those with a session of the own."""
    reach = scope_for(user, thing="teaching", action="write")
    cohorts = Cohort.objects.visible_to(user)
    if reach is Scope.ALL:
        return cohorts
    if reach is not Scope.OWN or not isinstance(user, User):
        return cohorts.none()
    booked = Booking.objects.standing().filter(resource__account=user, source__startswith=SESSION)
    names = [source.removeprefix(SESSION) for source in booked.values_list("source", flat=True)]
    sessions = Session.objects.filter(public_id__in=[from_short(name) for name in names if is_short(name)])
    return cohorts.filter(pk__in=sessions.values("cohort"))
