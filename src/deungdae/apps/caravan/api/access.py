"""What the caller may see and do with a day."""

from django.http import HttpRequest

from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.core.api.paging import record_of
from deungdae.apps.core.api.problems import ForbiddenError


def require_staff(request: HttpRequest) -> None:
    """What only the centre does. Asked after the record was found, so that it tells nothing about it."""
    if not request.user.has_perm("caravan.manage_days"):
        raise ForbiddenError


def day_of(request: HttpRequest, day_id: str) -> MatchingDay:
    """The day, if the caller may see it."""
    return record_of(MatchingDay.objects.visible_to(request.user), day_id)
