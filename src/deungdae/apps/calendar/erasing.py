"""Where the calendar keeps the name of a person: the resource that he or she is, and its history."""

from deungdae.apps.accounts.anonymising import NAME, register_eraser
from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.models import Resource
from deungdae.apps.core import clock

History = Resource.history.model


def erase_from_calendar(user: User) -> None:
    """What was booked stays, with somebody without a name."""
    mine = list(Resource.objects.filter(account=user).values_list("pk", flat=True))
    Resource.objects.filter(pk__in=mine).update(name=NAME, place="", equipment="", account=None)
    Resource.objects.filter(pk__in=mine, archived_at=None).update(archived_at=clock.now())
    History.objects.filter(id__in=mine).update(name=NAME, place="", equipment="", account=None)


register_eraser(erase_from_calendar)
