"""When resources are free: open, no closed day or holiday, and not booked."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.selectors.plans import Plan, plans_of
from deungdae.apps.calendar.spans import EARLIEST, LATEST, Span, common, moment, without
from deungdae.apps.core.errors import RefusedError

MOST_DAYS = 92


def free_times(
    *,
    resources: Sequence[Resource],
    first: date,
    last: date,
    length: timedelta,
    not_before: datetime | None = None,
) -> list[Span]:
    """Every stretch of at least this length, from day to day, in which all resources are free."""
    if not EARLIEST <= first <= last <= LATEST or (last - first).days >= MOST_DAYS:
        message = _("기간을 %(days)s일 안으로, 첫날이 끝날보다 늦지 않게 정해 주십시오.") % {
            "days": MOST_DAYS
        }
        raise RefusedError("range", message)
    if not timedelta(0) < length <= timedelta(days=MOST_DAYS):
        raise RefusedError("length", _("길이를 1분 이상으로 정해 주십시오."))
    start = moment(first, 0)
    within = (max(start, not_before) if not_before else start, moment(last, 24 * 60))
    if not resources or within[0] >= within[1]:
        return []
    return [one for one in free_spans(plans_of(resources, within), within) if one[1] - one[0] >= length]


def free_spans(plans: Sequence[Plan], within: Span) -> list[Span]:
    """The time in which all are free, in order."""
    left = [within]
    for plan in plans:
        left = common(left, plan.usable_in(within))
        left = without(left, [(one.starts_at, one.ends_at) for one in plan.bookings])
    return left
